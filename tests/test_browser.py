"""The playground as a person uses it: a real browser before a real bot, steered by keys and clicks."""

from __future__ import annotations

import dataclasses
import os
import re
import shlex
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, Page, async_playwright, expect

from tests.conftest import Running, run_bot

# One browser for the whole session, so its loop is everybody's
pytestmark = pytest.mark.asyncio(loop_scope="session")

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = shlex.split(
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
)
COMPARISON = "202 Accepted vs 409 Conflict"

CONTRASTS = """() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const layers = (each) => (each ? [...layers(each.parentElement), getComputedStyle(each).backgroundColor] : ["#fff"]);
  const painted = (colors) => {
    for (canvas.fillStyle of colors) canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data].map((part) => part / 255);
  };
  const linear = (part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  const light = ([red, green, blue]) => 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  const contrast = (each) => {
    const behind = layers(each);
    const lights = [behind, [...behind, getComputedStyle(each).color]].map(painted).map(light);
    return (Math.max(...lights) + 0.05) / (Math.min(...lights) + 0.05);
  };
  return [...document.body.querySelectorAll("*")]
    .filter((each) => each.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
    .filter((each) => [...each.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim()))
    .map((each) => [contrast(each), each.textContent.trim()]);
}"""
"""The contrast ratio (WCAG 2.2, 1.4.3) of every element's words to the colours painted behind them, and the words."""

SIDEWAYS = """() => [document.documentElement, document.body, ...document.querySelectorAll(".messages, .dialog-body")]
  .filter((each) => each.scrollWidth > each.clientWidth).map((each) => each.className || each.tagName)"""
"""What could be scrolled sideways, or is cut off at its side."""

NAMELESS = re.compile(r"- (button|combobox|dialog|link|log|textbox)(:| \[|$)", re.MULTILINE)
"""What a screen reader would announce by its role alone."""


@dataclasses.dataclass(frozen=True)
class Desk:
    """A page before a running bot."""

    bot: Running
    page: Page

    @property
    def answer(self) -> Locator:
        """The newest message of the open conversation."""
        return self.page.get_by_test_id("messages").get_by_test_id("message").last

    @property
    def thread(self) -> Locator:
        """The thread beside the conversation."""
        return self.page.get_by_role("complementary", name="Thread")

    async def ask(self, words: str, *, into: str = "composer") -> None:
        """Type, key by key, and press Enter."""
        await self.page.get_by_test_id(into).click()
        await self.page.keyboard.type(words)
        await self.page.keyboard.press("Enter")


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """Start the browser of this computer; without one skip, unless TEAPOT_REQUIRE_BROWSER=1 says it must be there."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        missing = f"no browser found: install one of {', '.join(BROWSERS)}"
        if os.environ.get("TEAPOT_REQUIRE_BROWSER") == "1":
            pytest.fail(missing)
        pytest.skip(missing)
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield started
        await started.close()


@pytest_asyncio.fixture(loop_scope="session")
async def desk(browser: Browser, tmp_path: Path) -> AsyncIterator[Desk]:
    """Open the page in #general; afterwards only the playground was asked and the console is empty."""
    complaints: list[str] = []
    async with run_bot(tmp_path) as bot, await browser.new_context(color_scheme="light", locale="en-US") as context:
        asked: set[str] = set()
        context.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
        page = await context.new_page()
        page.on("console", lambda said: complaints.append(f"{said.type}: {said.text}"))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        await page.goto(bot.slack.url)
        await expect(page.get_by_test_id("composer")).to_be_focused()
        yield Desk(bot, page)
        assert complaints == []
        assert asked == {urlsplit(bot.slack.url).netloc}


async def test_command_is_answered_to_one_and_shared_with_all(desk: Desk) -> None:
    """A command's comparison is marked as visible to its asker alone, until the button shows it to the channel."""
    await desk.ask("/http 202 vs 409?")
    await expect(desk.answer.get_by_role("heading", name=COMPARISON)).to_be_visible()
    await expect(desk.answer).to_contain_text("Only visible to you")
    for words in ("Who acts next", "202 Caller waits or polls", "409 Caller resolves the clash"):
        await expect(desk.answer).to_contain_text(words)
    await desk.answer.get_by_role("button", name="Share in channel").click()
    await expect(desk.answer).to_contain_text("Shared by @Ada Byron")
    await expect(desk.answer).to_contain_text(COMPARISON)
    await expect(desk.answer).not_to_contain_text("Only visible to you")
    assert not desk.bot.slack.messages("general")[-1].ephemeral
    (row,) = await desk.bot.logged(1)
    assert (row["surface"], row["text"], row["codes"]) == ("command", "202 vs 409?", "[202, 409]")


async def test_mention_is_answered_in_a_thread(desk: Desk) -> None:
    """A mention gets "1 reply"; behind it is the thread with the table, where another question is answered too."""
    await desk.ask("@teapot 202 vs 409?")
    await desk.page.get_by_role("button", name="1 reply").click()
    await expect(desk.thread.get_by_role("columnheader")).to_have_text(["202 Accepted", "409 Conflict"])
    await expect(desk.page.get_by_test_id("thread-composer")).to_be_focused()
    await desk.ask("@teapot 404", into="thread-composer")
    await expect(desk.thread.get_by_role("heading", name="404 Not Found")).to_be_visible()
    await expect(desk.page.get_by_role("button", name="3 replies")).to_be_visible()
    assert [row["surface"] for row in await desk.bot.logged(2)] == ["mention", "mention"]
    await desk.page.keyboard.press("Escape")
    await expect(desk.page.get_by_role("button", name="3 replies")).to_be_focused()


async def test_direct_message_is_compared_in_a_table(desk: Desk) -> None:
    """A direct message needs no mention; its answer is a table: a column for each code, a heading for each row."""
    await desk.page.get_by_test_id("dm-teapot").click()
    await expect(desk.page.get_by_role("main")).to_contain_text("Ask about any HTTP status")
    await desk.ask("202 vs 409?")
    await expect(desk.answer.get_by_role("columnheader")).to_have_text(["202 Accepted", "409 Conflict"])
    rows = ["What happened", "Who acts next", "Send it again?", "Look for"]
    await expect(desk.answer.get_by_role("rowheader")).to_have_text(rows)
    assert [row["surface"] for row in await desk.bot.logged(1)] == ["dm"]


async def test_command_menu_needs_no_mouse(desk: Desk) -> None:
    """A slash offers the command with what it does; Enter writes it, and the question follows."""
    composer, keyboard = desk.page.get_by_test_id("composer"), desk.page.keyboard
    await keyboard.type("/")
    offered = desk.page.get_by_role("option", name="/http")
    await expect(offered).to_have_attribute("aria-selected", "true")
    await expect(offered).to_contain_text("Explain an HTTP status")
    await expect(composer).to_have_attribute("aria-expanded", "true")
    await keyboard.press("Enter")
    await expect(composer).to_have_value("/http ")
    await keyboard.type("403")
    await keyboard.press("Enter")
    await expect(desk.answer.get_by_role("heading", name="403 Forbidden")).to_be_visible()
    await expect(composer).to_have_value("")


async def test_mention_menu_needs_no_mouse(desk: Desk) -> None:
    """An at sign offers everybody, Teapot first; letters and arrows choose, Tab writes the name, Escape only closes."""
    composer, keyboard = desk.page.get_by_test_id("composer"), desk.page.keyboard
    options = desk.page.get_by_role("option")
    await keyboard.type("@")
    await expect(options).to_have_text([re.compile("^Teapot"), re.compile("^GHGrace"), re.compile("Linus")])
    await keyboard.press("ArrowDown")
    await expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    await keyboard.press("Escape")
    await expect(options).to_have_count(0)
    await expect(composer).to_have_value("@")
    await keyboard.type("te")
    await expect(options).to_have_count(1)
    await keyboard.press("Tab")
    await expect(composer).to_have_value("@teapot ")
    await expect(composer).to_be_focused()


async def test_compare_menu_offers_codes_while_typing(desk: Desk) -> None:
    """The menu under an answer offers the codes that fit what is typed, and compares with the chosen one."""
    await desk.ask("/http 409")
    await desk.answer.get_by_role("combobox", name="Compare with…").click()
    await desk.page.keyboard.type("41")
    options = desk.page.get_by_role("option")
    await expect(options.first).to_have_text("410 Gone")
    await desk.page.keyboard.type("2")
    await expect(options).to_have_text(["412 Precondition Failed"])
    await desk.page.keyboard.press("Enter")
    await expect(desk.answer.get_by_role("heading")).to_have_text("409 Conflict vs 412 Precondition Failed")
    assert [row["codes"] for row in await desk.bot.logged(2)] == ["[409]", "[409, 412]"]


async def test_details_hold_the_focus_and_give_it_back(desk: Desk) -> None:
    """Details open in a dialog; Tab stays inside, Escape closes it and leads back to the button."""
    await desk.ask("/http 403")
    button = desk.answer.get_by_role("button", name="Details")
    await button.focus()
    await desk.page.keyboard.press("Enter")
    dialog = desk.page.get_by_role("dialog", name="403 in detail")
    await expect(dialog).to_contain_text("HTTP/1.1 403 Forbidden")
    for _ in range(12):
        assert await dialog.evaluate("dialog => dialog.contains(document.activeElement)")
        await desk.page.keyboard.press("Tab")
    await desk.page.keyboard.press("Escape")
    await expect(dialog).to_be_hidden()
    await expect(button).to_be_focused()


async def test_typed_markup_stays_text(desk: Desk) -> None:
    """Slack's markup and HTML are shown as they were typed, call nobody and run nothing, wherever they are typed."""
    typed = """<!channel> <img src=x onerror="document.title='run'">"""
    await desk.ask(f"/http {typed}")
    await expect(desk.answer).to_contain_text("Only visible to you")
    await desk.ask(f"@teapot {typed}")
    await desk.page.get_by_role("button", name="1 reply").click()
    await expect(desk.thread.get_by_test_id("message")).to_have_count(2)
    await expect(desk.thread.get_by_test_id("message").first).to_contain_text(typed)
    await expect(desk.page.locator(".messages img, .mention-broadcast")).to_have_count(0)
    await desk.page.get_by_test_id("dm-teapot").click()
    await desk.ask(typed)
    await expect(desk.page.get_by_test_id("messages").get_by_test_id("message")).to_have_count(2)
    await expect(desk.page.get_by_test_id("message").first).to_contain_text(typed)
    await expect(desk.page.locator(".messages img, .mention-broadcast")).to_have_count(0)
    await expect(desk.page).to_have_title("Teapot – Teapot Playground")
    assert len(await desk.bot.logged(3)) == 3


async def test_page_fits_a_phone(desk: Desk) -> None:
    """At 360 pixels nothing scrolls sideways or is cut off: not an answer, a table, a thread, the menu or a dialog."""
    await desk.page.set_viewport_size({"width": 360, "height": 740})
    await desk.ask("@teapot 202 vs 409?")
    await desk.page.get_by_role("button", name="1 reply").click()
    await expect(desk.thread.get_by_role("table")).to_be_visible()
    assert await desk.page.evaluate(SIDEWAYS) == []
    await desk.thread.get_by_role("button", name="Close thread").click()
    await desk.page.get_by_role("button", name="Show channels").click()
    assert await desk.page.evaluate(SIDEWAYS) == []
    await desk.page.get_by_test_id("channel-incidents").click()
    await desk.ask("/http 403")
    await desk.answer.get_by_role("button", name="Details").click()
    await expect(desk.page.get_by_role("dialog")).to_be_visible()
    assert await desk.page.evaluate(SIDEWAYS) == []


async def test_both_themes_are_readable_and_the_choice_is_kept(desk: Desk) -> None:
    """Light and dark are two looks, every word contrasts 4.5 to 1 in both, and a reload keeps the chosen one."""
    await desk.ask("/http 202 vs 409?")
    await expect(desk.answer).to_contain_text("Only visible to you")
    await desk.ask("@teapot @grace 403")
    await desk.page.get_by_role("button", name="1 reply").click()
    await expect(desk.thread.get_by_role("button", name="Details")).to_be_visible()
    surfaces = []
    for following in ("dark", "light"):
        seen = await desk.page.evaluate(CONTRASTS)
        assert len(seen) > 50
        assert [each for each in seen if each[0] < 4.5] == []
        surfaces.append(await desk.page.locator("main").evaluate("main => getComputedStyle(main).backgroundColor"))
        await desk.page.get_by_role("button", name=f"Switch to the {following} theme").click()
    assert surfaces[0] != surfaces[1]
    await desk.page.get_by_role("button", name="Switch to the dark theme").click()
    await desk.page.reload()
    await expect(desk.page.get_by_role("button", name="Switch to the light theme")).to_be_visible()
    await expect(desk.page.locator("main")).to_have_css("background-color", surfaces[1])


async def test_page_speaks_to_screen_readers(desk: Desk) -> None:
    """Landmarks, the log of messages, the text box and every control have names."""
    page = desk.page
    await desk.ask("/http 202 vs 409?")
    await expect(desk.answer).to_have_accessible_name(re.compile("^Teapot, "))
    await expect(page.get_by_role("main")).to_be_visible()
    await expect(page.get_by_role("navigation", name="Workspace")).to_be_visible()
    await expect(page.get_by_role("log", name="Messages in general")).to_be_visible()
    await expect(page.get_by_role("combobox", name="Message #general")).to_have_id("composer")
    await expect(page.get_by_role("heading", level=1)).to_have_text("general")
    await expect(page.get_by_role("link", name="general")).to_have_attribute("aria-current", "page")
    assert not NAMELESS.search(await page.locator("body").aria_snapshot())


async def test_reload_keeps_the_conversation(desk: Desk) -> None:
    """After a reload the same conversation is open, with the question and its answer."""
    await desk.page.get_by_test_id("dm-teapot").click()
    await desk.ask("418")
    heading = desk.answer.get_by_role("heading", name=re.compile("418"))
    await expect(heading).to_be_visible()
    await desk.page.reload()
    await expect(heading).to_be_visible()
    await expect(desk.page.get_by_test_id("messages").get_by_test_id("message")).to_have_count(2)
    await expect(desk.page.get_by_role("heading", level=1)).to_have_text("Teapot")
