/** Slack's mrkdwn -> page elements; every character is looked at a bounded number of times. */

import { fragment, h } from "./dom.js";
import { EMOJI } from "./emoji.js";
import { broadcast, channelMention, link, userMention } from "./mentions.js";

const FENCE = "```";
const MARKS = { "*": "strong", _: "em", "~": "s" };
const ENTITIES = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };
const EMOJI_AT = /:([a-z0-9_+-]{1,40}):/y;
const URL_AT = /https?:\/\/[^\s<>|`"]+/y;
const WORD = /[\p{L}\p{N}]/u;

/**
 * Draw a text as Slack escapes it (&amp; &lt; &gt; and <...> for links and mentions).
 * @param {string} text
 * @param {import("./state.js").Store} store tells people's and channels' names
 */
export function drawMrkdwn(text, store) {
  const drawn = h("div", { class: "mrkdwn" });
  let rest = text;
  for (let open = rest.indexOf(FENCE); open >= 0; open = rest.indexOf(FENCE)) {
    const close = rest.indexOf(FENCE, open + 3);
    if (close <= open + 3) break;
    drawn.append(drawLines(rest.slice(0, open).replace(/\n$/, ""), store));
    drawn.append(h("pre", {}, verbatim(rest.slice(open + 3, close).replace(/^\n|\n$/g, ""), store)));
    rest = rest.slice(close + 3).replace(/^\n/, "");
  }
  drawn.append(drawLines(rest, store));
  return drawn;
}

/** Decode Slack's three entities, once. */
export function decode(text) {
  return text.replace(/&(?:amp|lt|gt);/g, (entity) => ENTITIES[entity]);
}

function drawLines(text, store) {
  const drawn = fragment();
  if (text === "") return drawn;
  let quote = null;
  let afterText = false;
  for (const line of text.split("\n")) {
    const quoted = /^(?:&gt;|>)\s?(.*)$/.exec(line);
    if (!quoted) {
      if (afterText) drawn.append("\n");
      drawn.append(inline(line, store));
    } else if (quote) {
      quote.append("\n", inline(quoted[1], store));
    } else {
      drawn.append((quote = h("blockquote", {}, inline(quoted[1], store))));
    }
    if (!quoted) quote = null;
    afterText = !quoted;
  }
  return drawn;
}

/** One line, or what stands between two marks of it. */
function inline(text, store) {
  const drawn = fragment();
  const unclosed = new Set(); // marks with no partner further on: not searched for again
  let plain = "";
  for (let at = 0; at < text.length;) {
    const piece = special(text, at, store, unclosed);
    if (piece) {
      drawn.append(decode(plain), piece.node);
      plain = "";
      at = piece.end;
    } else {
      plain += text[at];
      at += 1;
    }
  }
  drawn.append(decode(plain));
  return drawn;
}

/** What begins at a position when it is no plain character: its element and where it ends. */
function special(text, at, store, unclosed) {
  const mark = text[at];
  if (unclosed.has(mark)) return null;
  if (mark === "<") return angle(text, at, store, unclosed);
  if (mark === "`") return code(text, at, store, unclosed);
  if (mark in MARKS) return styled(text, at, store, unclosed);
  if (mark === ":") return emoji(text, at);
  if (mark === "h") return bareUrl(text, at);
  return null;
}

function angle(text, at, store, unclosed) {
  const end = text.indexOf(">", at);
  if (end < 0) return void unclosed.add("<");
  const node = drawAngle(text.slice(at + 1, end), store);
  return node && { node, end: end + 1 };
}

/** `<@U..>`, `<#C..|name>`, `<!here>`, `<https://..|label>`; anything else is no markup. */
function drawAngle(inside, store) {
  const bar = inside.indexOf("|");
  const target = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? "" : decode(inside.slice(bar + 1));
  if (target.startsWith("@")) return userMention(target.slice(1), store, label);
  if (target.startsWith("#")) return channelMention(target.slice(1), store, label);
  if (/^!(channel|here|everyone)$/.test(target)) return broadcast(target.slice(1));
  if (target.startsWith("!")) return h("span", { class: "mention" }, label || decode(target));
  if (!/^[a-z][a-z0-9+.-]*:/i.test(target)) return null;
  return link(decode(target), label || decode(target).replace(/^mailto:/, ""));
}

function code(text, at, store, unclosed) {
  const end = text.indexOf("`", at + 1);
  if (end < 0) return void unclosed.add("`");
  if (end === at + 1) return null;
  return { node: h("code", {}, verbatim(text.slice(at + 1, end), store)), end: end + 1 };
}

/** Inside code only <...> and entities mean something. */
function verbatim(text, store) {
  return text.split(/(<[^<>\n]+>)/).map((part) => {
    const node = part.startsWith("<") && part.endsWith(">") && drawAngle(part.slice(1, -1), store);
    return node || decode(part);
  });
}

function styled(text, at, store, unclosed) {
  const mark = text[at];
  const next = text[at + 1];
  const opens = next && next !== mark && next.trim() !== "" && !WORD.test(text[at - 1] ?? " ");
  if (!opens) return null;
  const end = closing(text, at, mark);
  if (end < 0) return void unclosed.add(mark);
  return { node: h(MARKS[mark], {}, inline(text.slice(at + 1, end), store)), end: end + 1 };
}

/** Where a mark's partner stands: after a character, before no letter, outside code and links. */
function closing(text, open, mark) {
  for (let at = open + 1; at < text.length; at += 1) {
    const skip = text[at] === "`" || text[at] === "<" ? text.indexOf(text[at] === "<" ? ">" : "`", at + 1) : -1;
    if (skip > 0) at = skip;
    else if (text[at] === mark && text[at - 1].trim() !== "" && !WORD.test(text[at + 1] ?? " ")) return at;
  }
  return -1;
}

function emoji(text, at) {
  EMOJI_AT.lastIndex = at;
  const found = EMOJI_AT.exec(text);
  const sign = found && EMOJI[found[1]];
  return sign ? { node: h("span", { role: "img", "aria-label": found[1].replaceAll("_", " ") }, sign), end: EMOJI_AT.lastIndex } : null;
}

/** An address typed as it is, without the full stop that ends its sentence. */
function bareUrl(text, at) {
  URL_AT.lastIndex = at;
  const found = WORD.test(text[at - 1] ?? " ") ? null : URL_AT.exec(text);
  if (!found) return null;
  const url = found[0].replace(/(?:&gt;|&lt;)[^]*$/, "").replace(/[.,;:!?)'\]*_~]+$/, "");
  return { node: link(decode(url), decode(url)), end: at + url.length };
}
