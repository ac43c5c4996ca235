/** A table block -> a table that scrolls inside its own box. */

import { h } from "./dom.js";
import { drawRichText } from "./rich_text.js";

/** @param {{rows: object[][], column_settings?: object[]}} block @param {import("./state.js").Store} store */
export function drawTable(block, store) {
  const [head, ...body] = block.rows;
  const cell = (scope) => (content, column) => drawCell(content, scope(content, column), block.column_settings?.[column], store);
  const heads = head.map(cell((content) => (words(content).trim() ? "col" : null)));
  const rows = body.map((cells) => h("tr", {}, cells.map(cell((content, column) => (column === 0 && isBold(content) ? "row" : null)))));
  return h("div", { class: "table-box", role: "region", "aria-label": "Table", tabindex: 0 },
    h("table", {}, h("thead", {}, h("tr", {}, heads)), h("tbody", {}, rows)));
}

/** `scope`: what the cell is the heading of, if it is one. */
function drawCell(content, scope, settings, store) {
  const look = [settings?.is_wrapped ? "wraps" : "one-line", settings?.align ? `align-${settings.align}` : ""];
  const drawn = content.type === "rich_text" ? drawRichText(content, store) : words(content);
  return h(scope ? "th" : "td", { class: look.join(" ").trim(), scope }, drawn);
}

function words(content) {
  return content.type === "rich_text" ? texts(content).map((element) => element.text ?? "").join("") : String(content.text ?? "");
}

function isBold(content) {
  return content.type === "rich_text" && texts(content).every((element) => element.style?.bold);
}

function texts(content) {
  return content.elements.flatMap((part) => part.elements ?? []);
}
