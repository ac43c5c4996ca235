/** The modals an app opens: the topmost view is on the screen. */

import { drawBlocks } from "./blocks.js";
import { openDialog } from "./dialog.js";
import { h } from "./dom.js";
import { showErrors } from "./input.js";
import * as server from "./server.js";
import { toast } from "./toasts.js";

export class Views {
  #store;
  #shown = null; // {view, dialog}
  #values = new Map(); // view id -> what its inputs hold

  constructor(store) {
    this.#store = store;
  }

  render() {
    const view = this.#store.views.at(-1) ?? null;
    if (view === (this.#shown?.view ?? null)) return;
    const dialog = view && this.#shown?.view.id === view.id ? this.#redraw(view) : this.#open(view);
    this.#shown = view && { view, dialog };
    for (const id of this.#values.keys()) if (!this.#store.views.some((open) => open.id === id)) this.#values.delete(id);
  }

  #open(view) {
    const covered = this.#shown?.dialog;
    const dialog = view && openDialog({
      title: view.title?.text ?? "", content: this.#form(view), footer: h("span"), testid: "modal", onCancel: () => this.#close(view),
    });
    covered?.close();
    return dialog;
  }

  #redraw(view) {
    const { dialog } = this.#shown;
    const focused = document.activeElement?.dataset?.control;
    dialog.querySelector("h2").textContent = view.title?.text ?? "";
    dialog.querySelector("form").replaceWith(this.#form(view));
    const again = focused && dialog.querySelector(`[data-control="${CSS.escape(focused)}"]`);
    (again || dialog.querySelector("form input, form textarea, form button"))?.focus();
    return dialog;
  }

  #form(view) {
    const values = this.#values.get(view.id) ?? {};
    this.#values.set(view.id, values);
    const surface = {
      store: this.#store,
      values,
      act: (action) => server.act({ view_id: view.id, action }),
      suggest: (query) => server.options({ view_id: view.id, ...query }),
    };
    const submit = (event) => {
      event.preventDefault();
      this.#submit(view, event.currentTarget, values);
    };
    return h("form", { class: "dialog-form", novalidate: true, onsubmit: submit },
      h("div", { class: "dialog-body" }, drawBlocks(view.blocks ?? [], surface)),
      h("div", { class: "dialog-foot" },
        h("button", { type: "button", class: "button", onclick: () => this.#close(view) }, view.close?.text ?? "Close"),
        view.submit && h("button", { type: "submit", class: "button button-primary" }, view.submit.text)));
  }

  async #submit(view, form, values) {
    const button = form.querySelector("[type=submit]");
    if (!button || button.getAttribute("aria-busy") === "true") return;
    showErrors(form, {});
    button.setAttribute("aria-busy", "true");
    const answer = await server.answerView({ view_id: view.id, type: "submit", state: { values } });
    button.removeAttribute("aria-busy");
    if (answer.ok) return; // the server tells what becomes of the view
    const errors = answer.errors ?? {};
    showErrors(form, errors);
    if (!Object.keys(errors).length) toast(answer.error ?? "The app didn't answer. Try again.");
  }

  #close(view) {
    this.#store.closeView(view.id);
    server.answerView({ view_id: view.id, type: "close", state: { values: this.#values.get(view.id) ?? {} } });
  }
}
