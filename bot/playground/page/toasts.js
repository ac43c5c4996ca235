/** Short notes at the edge of the page about what just failed. */

import { h, iconButton } from "./dom.js";
import { icon } from "./icons.js";

const SHOWN_MS = 8000;

export function toast(text) {
  const note = h("div", { class: "toast" }, icon("warning"), h("span", {}, text),
    iconButton("Dismiss", icon("close"), { onclick: () => note.remove() }));
  // A modal dialog covers the rest of the page.
  (document.querySelector("dialog:modal") ?? document.getElementById("toasts")).append(note);
  setTimeout(() => note.remove(), SHOWN_MS);
}
