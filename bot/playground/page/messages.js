/** A list of messages that redraws only what changed and stays where the person reads. */

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { day } from "./time.js";

const AT_END_PX = 48;
const TOGETHER_S = 300;

/** @typedef {{key: string, parts: any[], mine?: boolean, draw: () => HTMLElement}} Item drawn again when one of `parts` changes */

export class MessageList {
  #drawn = new Map(); // key -> {parts, element}
  #showing = null;
  #wasAtEnd = true;

  /** @param {{label: string, testid?: string, context?: number}} how `context`: pixels kept in sight above what is new */
  constructor({ label, testid, context = 8 }) {
    this.context = context;
    this.scroller = h("div", { class: "messages", role: "log", "aria-live": "polite", "aria-label": label, tabindex: 0, "data-testid": testid,
      onscroll: () => this.#noteScroll() });
    this.more = h("button", { type: "button", class: "more-below", hidden: true, onclick: () => this.toEnd() }, icon("down"), "New messages");
    this.element = h("div", { class: "messages-frame" }, this.scroller, this.more);
    new ResizeObserver(() => this.#wasAtEnd && this.toEnd()).observe(this.scroller);
  }

  /**
   * Show these items. Another `what` (conversation, thread) is shown from its newest message on.
   * @param {string} what
   * @param {Item[]} items
   */
  render(what, items) {
    const other = what !== this.#showing;
    if (other) this.#start(what);
    const atEnd = this.#wasAtEnd;
    const fresh = items.filter((item) => !this.#drawn.has(item.key));
    const elements = items.map((item) => this.#element(item));
    this.#drop(new Set(items.map((item) => item.key)));
    elements.forEach((element, index) => {
      if (this.scroller.children[index] !== element) this.scroller.insertBefore(element, this.scroller.children[index] ?? null);
    });
    this.scroller.removeAttribute("aria-busy");
    if (other) this.#settle(elements.at(-1));
    else if (fresh.length) this.#arrived(fresh, atEnd);
    else if (atEnd) this.toEnd();
  }

  toEnd() {
    this.scroller.scrollTop = this.scroller.scrollHeight;
    this.#noteScroll();
  }

  label(text) {
    this.scroller.setAttribute("aria-label", text);
  }

  /** Another list: nothing of it is news, so it is not read aloud. */
  #start(what) {
    this.#showing = what;
    this.#drawn.clear();
    this.scroller.setAttribute("aria-busy", "true");
    this.scroller.replaceChildren();
    this.more.hidden = true;
  }

  #element(item) {
    const before = this.#drawn.get(item.key);
    if (before && before.parts.length === item.parts.length && before.parts.every((part, index) => part === item.parts[index])) return before.element;
    const element = item.draw();
    if (before) replaceKeepingFocus(before.element, element);
    this.#drawn.set(item.key, { parts: item.parts, element });
    return element;
  }

  #drop(wanted) {
    for (const [key, { element }] of this.#drawn) {
      if (wanted.has(key)) continue;
      element.remove();
      this.#drawn.delete(key);
    }
  }

  #arrived(fresh, atEnd) {
    if (fresh.some((item) => item.mine)) this.toEnd();
    else if (atEnd) this.#settle(this.#drawn.get(fresh[0].key).element);
    else this.more.hidden = false;
  }

  /** Scroll to the end, but not past the first line of what is new: a long answer is read from its top. */
  #settle(element) {
    const { scroller } = this;
    const top = element ? element.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop - this.context : 0;
    scroller.scrollTop = Math.min(top, scroller.scrollHeight);
    this.#noteScroll();
  }

  #noteScroll() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    this.#wasAtEnd = scrollHeight - scrollTop - clientHeight < AT_END_PX;
    if (this.#wasAtEnd) this.more.hidden = true;
  }
}

/** Whether a message continues what the same person was just saying. */
export function continues(before, message) {
  return Boolean(before) && !before.ephemeral && before.user === message.user && day(before.ts) === day(message.ts)
    && Number.parseFloat(message.ts) - Number.parseFloat(before.ts) < TOGETHER_S;
}

export function dayDivider(ts) {
  const label = day(ts);
  return { key: `day ${label}`, parts: [label], draw: () => h("div", { class: "divider", role: "separator", "aria-label": label }, h("span", {}, label)) };
}

function replaceKeepingFocus(before, element) {
  const control = before.contains(document.activeElement) ? document.activeElement.dataset.control : undefined;
  before.replaceWith(element);
  if (control) element.querySelector(`[data-control="${CSS.escape(control)}"]`)?.focus();
}
