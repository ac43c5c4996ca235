/** A list of choices under (or over) a text box, steered by the keys while the focus stays in the box. */

import { h } from "./dom.js";

const GAP = 4;
const TALLEST_PX = 340;

/** @typedef {{value: any, title: string|Node, detail?: string|Node, mark?: Node}} Entry */

export class Listbox {
  /**
   * @param {HTMLElement} control the text box the list belongs to; it gets the combobox attributes
   * @param {{id: string, label: string, onPick: (value: any) => void, testid?: string, above?: boolean}} how
   */
  constructor(control, how) {
    Object.assign(this, { control, how, entries: [], at: -1 });
    this.list = h("div", { id: how.id, role: "listbox", "aria-label": how.label });
    this.note = h("div", { class: "listbox-note", role: "status" });
    this.element = h("div", { class: "listbox", hidden: true, "data-testid": how.testid, onmousedown: (event) => event.preventDefault() }, this.list, this.note);
    control.setAttribute("aria-controls", how.id);
    this.hide = this.hide.bind(this);
  }

  get isOpen() {
    return !this.element.hidden;
  }

  /** Show entries, the first one marked; with none, say `nothing`. */
  show(entries, nothing = "") {
    this.entries = entries;
    this.list.replaceChildren(...entries.map((entry, index) => this.#option(entry, index)));
    this.note.textContent = entries.length ? "" : nothing;
    this.note.hidden = entries.length > 0;
    this.element.hidden = false;
    this.control.setAttribute("aria-expanded", String(entries.length > 0));
    this.#mark(entries.length ? 0 : -1);
    this.#place();
    addEventListener("resize", this.hide);
    document.addEventListener("scroll", this.#scrolled, true);
  }

  hide() {
    this.element.hidden = true;
    this.control.setAttribute("aria-expanded", "false");
    this.control.removeAttribute("aria-activedescendant");
    removeEventListener("resize", this.hide);
    document.removeEventListener("scroll", this.#scrolled, true);
  }

  /** Take a key while open: true when it was for the list. */
  key(event) {
    if (!this.isOpen || event.isComposing) return false;
    if (event.key === "Escape") return this.#taken(event, () => this.hide());
    if (!this.entries.length) return false;
    switch (event.key) {
      case "ArrowDown": return this.#taken(event, () => this.#mark((this.at + 1) % this.entries.length));
      case "ArrowUp": return this.#taken(event, () => this.#mark((this.at - 1 + this.entries.length) % this.entries.length));
      case "Enter": return !event.shiftKey && this.#taken(event, () => this.#pick(this.at));
      case "Tab": return !event.shiftKey && this.#taken(event, () => this.#pick(this.at));
      default: return false;
    }
  }

  #scrolled = (event) => {
    if (!this.element.contains(event.target) && event.target !== this.control) this.hide();
  };

  #taken(event, then) {
    event.preventDefault();
    event.stopPropagation();
    then();
    return true;
  }

  #option({ title, detail, mark }, index) {
    return h("div", {
      role: "option", id: `${this.how.id}-${index}`, class: "option", "aria-selected": "false",
      onclick: () => this.#pick(index), onmousemove: () => index !== this.at && this.#mark(index),
    }, mark, h("div", { class: "option-words" }, h("div", { class: "option-title" }, title), detail && h("div", { class: "option-detail" }, detail)));
  }

  #mark(index) {
    this.list.children[this.at]?.setAttribute("aria-selected", "false");
    this.at = index;
    const option = this.list.children[index];
    if (!option) return this.control.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.control.setAttribute("aria-activedescendant", option.id);
  }

  #pick(index) {
    const { value } = this.entries[index];
    this.hide();
    this.how.onPick(value);
  }

  /** Stand on the side with more room, inside the window; a scrolling ancestor must not cut the list off. */
  #place() {
    const { style } = this.element;
    style.maxHeight = "";
    const box = (this.control.closest(".composer-box") ?? this.control).getBoundingClientRect();
    const under = innerHeight - box.bottom;
    const above = this.how.above || (under < this.element.offsetHeight + 2 * GAP && box.top > under);
    const width = Math.min(Math.max(box.width, 240), innerWidth - 4 * GAP);
    style.width = `${width}px`;
    style.left = `${Math.max(2 * GAP, Math.min(box.left, innerWidth - width - 2 * GAP))}px`;
    style.top = above ? "auto" : `${box.bottom + GAP}px`;
    style.bottom = above ? `${innerHeight - box.top + GAP}px` : "auto";
    style.maxHeight = `${Math.min(TALLEST_PX, (above ? box.top : under) - 3 * GAP)}px`;
  }
}
