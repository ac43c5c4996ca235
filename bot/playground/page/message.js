/** One message: face, name, time, words or blocks, and what can be done with it. */

import { avatar } from "./avatar.js";
import { drawBlocks } from "./blocks.js";
import { h, iconButton } from "./dom.js";
import { icon } from "./icons.js";
import { drawMrkdwn } from "./mrkdwn.js";
import * as server from "./server.js";
import { clock, day, full } from "./time.js";

const FACES_SHOWN = 3;

/**
 * @param {object} message
 * @param {import("./state.js").Store} store
 * @param {{compact?: boolean, replies?: object[], onThread?: (ts: string) => void}} how `compact`: the same person just spoke;
 *   `onThread` is left out where a thread cannot be opened
 */
export function drawMessage(message, store, how) {
  const user = message.notice ? { display: "Slackbot", avatar_color: "#5b5b66" } : store.user(message.user);
  const name = user?.display ?? message.user;
  const compact = how.compact && !message.ephemeral;
  const classes = ["message", compact && "message-compact", message.ephemeral && "message-ephemeral"].filter(Boolean).join(" ");
  return h("article", { class: classes, "data-testid": "message", "data-ts": message.ts, "aria-label": `${name}, ${clock(message.ts)}` },
    message.ephemeral && onlyYou(message, store),
    h("div", { class: "gutter" }, compact ? time(message.ts, "compact-time") : avatar(user)),
    h("div", { class: "message-main" },
      !compact && h("div", { class: "message-head" },
        h("span", { class: "name" }, name),
        (message.app || user?.is_bot) && h("span", { class: "badge" }, "App"),
        time(message.ts, "time")),
      drawBody(message, store),
      how.replies?.length > 0 && replyBar(message, how, store)),
    how.onThread && !message.ephemeral && h("div", { class: "toolbar" },
      iconButton("Reply in thread", icon("reply"), { onclick: () => how.onThread(message.ts) })));
}

function drawBody(message, store) {
  const edited = message.edited && h("span", { class: "edited" }, "(edited)");
  if (!message.blocks?.length) return h("div", { class: "message-text" }, drawMrkdwn(message.text ?? "", store), edited);
  const where = { channel: message.channel, ts: message.ts, ...(message.thread_ts ? { thread_ts: message.thread_ts } : {}) };
  const surface = {
    store,
    act: (action) => server.act({ ...where, action }),
    suggest: (query) => server.options({ channel: message.channel, ts: message.ts, ...query }),
  };
  return h("div", { class: "message-text" }, drawBlocks(message.blocks, surface), edited);
}

function onlyYou(message, store) {
  return h("div", { class: "only-you" }, icon("eye"), h("span", {}, "Only visible to you"),
    h("button", { type: "button", class: "plain-button", onclick: () => store.dismiss(message) }, "Dismiss"));
}

function time(ts, look) {
  return h("time", { class: look, title: full(ts), datetime: new Date(Number.parseFloat(ts) * 1000).toISOString() }, clock(ts));
}

function replyBar(message, { replies, onThread }, store) {
  const people = [...new Set(replies.map((reply) => reply.user))].slice(0, FACES_SHOWN);
  const last = replies.at(-1).ts;
  const when = day(last) === "Today" ? `Last reply today at ${clock(last)}` : `Last reply ${day(last)}`;
  return h("button", { type: "button", class: "reply-bar", onclick: () => onThread(message.ts) },
    h("span", { class: "reply-faces" }, people.map((id) => avatar(store.user(id)))),
    h("span", { class: "reply-count" }, replies.length === 1 ? "1 reply" : `${replies.length} replies`),
    h("span", { class: "reply-when" }, when),
    h("span", { class: "reply-view", "aria-hidden": "true" }, "View thread"));
}
