/** Block Kit -> page elements. */

import { h } from "./dom.js";
import { drawControl } from "./controls.js";
import { withEmoji } from "./emoji.js";
import { drawInput } from "./input.js";
import { drawMrkdwn } from "./mrkdwn.js";
import { drawRichText } from "./rich_text.js";
import { drawTable } from "./table.js";

/**
 * What a drawing needs to know and may do.
 * @typedef {object} Surface
 * @property {import("./state.js").Store} store
 * @property {(action: object) => Promise<{ok: boolean, error?: string}>} act sends a pressed button or picked option
 * @property {(query: {block_id: string, action_id: string, value: string}) => Promise<{options?: object[]}>} suggest
 * @property {Record<string, Record<string, object>>} [values] what a modal's inputs hold, by block and action
 */

/** @param {object[]} blocks @param {Surface} surface */
export function drawBlocks(blocks, surface) {
  return h("div", { class: "blocks" }, blocks.map((block) => drawBlock(block, surface)));
}

/** A text object of either kind. */
export function drawText(text, store) {
  return text.type === "mrkdwn" ? drawMrkdwn(text.text, store) : h("div", { class: "mrkdwn" }, withEmoji(text.text));
}

function drawBlock(block, surface) {
  switch (block.type) {
    case "header": return h("div", { class: "block-header", role: "heading", "aria-level": 3 }, withEmoji(block.text.text));
    case "section": return drawSection(block, surface);
    case "table": return drawTable(block, surface.store);
    case "context": return drawContext(block, surface.store);
    case "actions": return h("div", { class: "block-actions" }, block.elements.map((element) => drawControl(element, block, surface)));
    case "divider": return h("hr", { class: "block-divider" });
    case "rich_text": return drawRichText(block, surface.store);
    case "input": return drawInput(block, surface);
    default: return h("p", { class: "quiet" }, `Unsupported block: ${block.type}`);
  }
}

function drawSection(block, surface) {
  const words = h("div", { class: "section-words" },
    block.text && drawText(block.text, surface.store),
    block.fields && h("div", { class: "fields" }, block.fields.map((field) => drawText(field, surface.store))));
  const accessory = block.accessory && h("div", { class: "accessory" }, drawControl(block.accessory, block, surface));
  return h("div", { class: "block-section" }, words, accessory);
}

function drawContext(block, store) {
  return h("div", { class: "block-context" }, block.elements.map((element) => drawText(element, store)));
}
