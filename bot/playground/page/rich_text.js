/** A rich_text block or table cell -> page elements. */

import { h } from "./dom.js";
import { EMOJI, withEmoji } from "./emoji.js";
import { broadcast, channelMention, link, userMention } from "./mentions.js";

/** @param {{elements: any[]}} block @param {import("./state.js").Store} store */
export function drawRichText(block, store) {
  return h("div", { class: "rich-text" }, block.elements.map((part) => drawPart(part, store)));
}

function drawPart(part, store) {
  const inside = () => part.elements.map((element) => drawElement(element, store));
  switch (part.type) {
    case "rich_text_section": return h("div", { class: "rich-section" }, inside());
    case "rich_text_preformatted": return h("pre", {}, inside());
    case "rich_text_quote": return h("blockquote", {}, inside());
    case "rich_text_list": return drawList(part, store);
    default: return null;
  }
}

function drawList(list, store) {
  const ordered = list.style === "ordered";
  const attributes = { class: `indent-${Math.min(list.indent ?? 0, 4)}`, start: ordered && list.offset ? list.offset + 1 : null };
  return h(ordered ? "ol" : "ul", attributes, list.elements.map((entry) => h("li", {}, drawPart(entry, store))));
}

function drawElement(element, store) {
  switch (element.type) {
    case "text": return styled(withEmoji(element.text), element.style);
    case "link": return styled(link(element.url, element.text || element.url), element.style);
    case "user": return userMention(element.user_id, store);
    case "channel": return channelMention(element.channel_id, store);
    case "broadcast": return broadcast(element.range);
    case "emoji": return EMOJI[element.name] ?? `:${element.name}:`;
    case "usergroup": return h("span", { class: "mention" }, `@${element.usergroup_id}`);
    case "date": return element.fallback ?? "";
    default: return element.text ?? "";
  }
}

function styled(content, style = {}) {
  let drawn = content;
  if (style.code) drawn = h("code", {}, drawn);
  if (style.strike) drawn = h("s", {}, drawn);
  if (style.italic) drawn = h("em", {}, drawn);
  if (style.bold) drawn = h("strong", {}, drawn);
  return drawn;
}
