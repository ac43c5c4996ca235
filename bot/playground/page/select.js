/** A select with type-ahead: its own options, or those the app suggests for what was typed. */

import { h, uniqueId } from "./dom.js";
import { icon } from "./icons.js";
import { Listbox } from "./listbox.js";
import { withEmoji } from "./emoji.js";

const PAUSE_MS = 120;

/**
 * @param {object} element static_select or external_select
 * @param {object} block
 * @param {import("./blocks.js").Surface} surface
 * @param {(option: object, control: HTMLElement) => Promise<boolean>|void} onPick false keeps what was chosen before
 */
export function drawSelect(element, block, surface, onPick) {
  return new Select(element, block, surface, onPick).box;
}

class Select {
  #asked = 0; // counts questions, so that a late answer to an old one is dropped
  #pause = 0;

  constructor(element, block, surface, onPick) {
    Object.assign(this, { element, block, surface, onPick, chosen: element.initial_option ?? null });
    const name = element.placeholder?.text ?? "Choose an option";
    this.input = h("input", {
      type: "text", role: "combobox", autocomplete: "off", spellcheck: "false", "data-testid": "select",
      "data-control": `${block.block_id ?? ""}/${element.action_id ?? ""}`,
      "aria-label": name, "aria-autocomplete": "list", "aria-expanded": "false", placeholder: name, size: 16,
      oninput: () => this.#typed(), onkeydown: (event) => this.#key(event),
      onclick: () => this.#show(), onblur: () => this.#leave(),
    });
    this.list = new Listbox(this.input, { id: uniqueId("options"), label: name, onPick: (option) => this.#pick(option) });
    this.box = h("div", { class: "select" }, this.input, icon("chevron"), this.list.element);
    this.#reset();
  }

  #typed() {
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => this.#show(), this.element.type === "external_select" ? PAUSE_MS : 0);
  }

  async #show() {
    const query = this.input.value === this.#label() ? "" : this.input.value.trim();
    if (this.element.type === "static_select") return this.list.show(matching(ownOptions(this.element), query), "Nothing fits");
    const least = this.element.min_query_length ?? 3;
    if (query.length < least) return this.list.show([], least === 1 ? "Type a code or a word" : `Type at least ${least} characters`);
    const number = (this.#asked += 1);
    if (!this.list.isOpen) this.list.show([], "Looking…");
    const answer = await this.surface.suggest({ block_id: this.block.block_id ?? "", action_id: this.element.action_id ?? "", value: query });
    if (number !== this.#asked || document.activeElement !== this.input) return;
    const failed = answer.options ? "Nothing fits" : "The options could not be loaded";
    this.list.show((answer.options ?? []).map(entry), failed);
  }

  #key(event) {
    if (this.list.key(event)) return;
    if (event.key === "ArrowDown" || event.key === "Enter") {
      event.preventDefault();
      this.#show();
    }
  }

  async #pick(option) {
    const before = this.chosen;
    this.chosen = option;
    this.#reset();
    if ((await this.onPick(option, this.input)) === false) {
      this.chosen = before;
      this.#reset();
    }
  }

  #leave() {
    clearTimeout(this.#pause);
    this.#asked += 1;
    this.list.hide();
    this.#reset();
  }

  #reset() {
    this.input.value = this.#label();
  }

  #label() {
    return this.chosen ? withEmoji(this.chosen.text.text) : "";
  }
}

function ownOptions(element) {
  return element.options ?? [];
}

function matching(options, query) {
  return options.filter((option) => option.text.text.toLowerCase().includes(query.toLowerCase())).map(entry);
}

function entry(option) {
  return { value: option, title: withEmoji(option.text.text), detail: option.description?.text };
}
