/** The box people type in. */

import { h, iconButton, uniqueId } from "./dom.js";
import { icon } from "./icons.js";
import { Listbox } from "./listbox.js";
import * as server from "./server.js";
import { suggest } from "./suggestions.js";

const LONGEST = 12_000; // characters, as in Slack
const TALLEST_PX = 240;
const SEEN_MS = 250; // long enough to see what an example types

export class Composer {
  #drafts = new Map(); // what was typed and not sent, by target
  #target = null; // {channel, thread_ts?}
  #suggestion = null;

  /** @param {import("./state.js").Store} store @param {{id: string, testid: string, onSent: () => void}} how */
  constructor(store, { id, testid, onSent }) {
    Object.assign(this, { store, onSent });
    this.text = h("textarea", {
      id, rows: 1, maxlength: LONGEST, role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "data-testid": testid,
      "aria-describedby": `${id}-hint`, autocomplete: "off", spellcheck: "true",
      oninput: () => this.#typed(), onkeydown: (event) => this.#key(event), onblur: () => this.menu.hide(), onclick: () => this.#offer(),
    });
    this.menu = new Listbox(this.text, {
      id: uniqueId("suggestions"), label: "Suggestions", testid: "suggestions", above: true, onPick: (value) => this.#insert(value),
    });
    this.error = h("div", { class: "composer-error", role: "alert", hidden: true });
    this.hint = h("span", { class: "composer-hint", id: `${id}-hint` });
    this.sendButton = iconButton("Send", icon("send"), { class: "icon-button send", "data-testid": testid === "composer" ? "send" : "thread-send", onclick: () => this.send() });
    this.commandButton = this.#starter("Run a command", "slash", "/");
    this.element = h("div", { class: "composer" }, this.error, this.#box(), this.menu.element);
    this.#show();
  }

  /** Write to another conversation or thread, with what was left there unsent. */
  aim(target, placeholder) {
    if (JSON.stringify(target) === JSON.stringify(this.#target)) return;
    if (this.#target) this.#drafts.set(JSON.stringify(this.#target), this.text.value);
    this.#target = target;
    this.text.placeholder = placeholder;
    this.text.setAttribute("aria-label", placeholder);
    this.commandButton.hidden = Boolean(target.thread_ts);
    this.#write(this.#drafts.get(JSON.stringify(target)) ?? "");
    this.#fail("");
    this.menu.hide();
  }

  focus() {
    this.text.focus();
  }

  /** Type an example and send it, so that the next one can be typed by hand. */
  demonstrate(text) {
    const target = this.#target;
    this.#write(text);
    this.focus();
    setTimeout(() => this.#target === target && this.text.value === text && this.send(), SEEN_MS);
  }

  async send() {
    const text = this.text.value;
    if (text.trim() === "") return;
    const target = this.#target;
    this.#write("");
    this.#fail("");
    this.menu.hide();
    this.onSent();
    const answer = await server.say({ ...target, text });
    if (answer.ok || this.#target !== target) return;
    if (this.text.value === "") this.#write(text);
    this.#fail(answer.error ?? "This message could not be sent.");
  }

  #box() {
    return h("div", { class: "composer-box", onclick: (event) => event.target === event.currentTarget && this.focus() },
      this.text,
      h("div", { class: "composer-foot" }, this.#starter("Mention someone", "at", "@"), this.commandButton, this.hint, this.sendButton));
  }

  /** A button that types the character a suggestion begins with. */
  #starter(label, drawing, character) {
    return iconButton(label, icon(drawing), {
      onmousedown: (event) => event.preventDefault(),
      onclick: () => {
        const before = character === "/" ? "" : this.text.value;
        this.#write(before + (/\S$/.test(before) ? " " : "") + character);
        this.focus();
        this.#offer();
      },
    });
  }

  #key(event) {
    if (this.menu.key(event)) return;
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.send();
  }

  #typed() {
    this.#fail("");
    this.#show();
    this.#offer();
  }

  #offer() {
    this.#suggestion = suggest(this.text.value, this.text.selectionStart, this.store, Boolean(this.#target.thread_ts));
    if (this.#suggestion?.entries.length) this.menu.show(this.#suggestion.entries);
    else this.menu.hide();
  }

  #insert(value) {
    const { from, to } = this.#suggestion;
    const rest = this.text.value.slice(to).replace(/^ /, "");
    this.#write(this.text.value.slice(0, from) + value + rest, from + value.length);
    this.focus();
  }

  #write(text, caret = text.length) {
    this.text.value = text;
    this.text.setSelectionRange(caret, caret);
    this.#show();
  }

  /** Fit the box to its text, and the hint and the send button to what can be done. */
  #show() {
    const text = this.text.value;
    this.text.style.height = "auto";
    this.text.style.height = `${Math.min(this.text.scrollHeight, TALLEST_PX)}px`;
    this.sendButton.classList.toggle("send-ready", text.trim() !== "");
    this.sendButton.setAttribute("aria-disabled", String(text.trim() === ""));
    const command = this.store.workspace.commands.find((known) => text.startsWith(`${known.command} `));
    this.hint.textContent = command ? `${command.command} ${command.usage_hint ?? ""}` : text ? "Shift + Enter for a new line" : "";
  }

  #fail(text) {
    this.error.replaceChildren(...(text ? [icon("warning"), text] : []));
    this.error.hidden = text === "";
  }
}
