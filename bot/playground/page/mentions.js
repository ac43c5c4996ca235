/** Links, people, channels and broadcasts, as every kind of text shows them. */

import { h } from "./dom.js";

const SAFE = new Set(["http:", "https:", "mailto:"]);

/** A link that opens elsewhere; an address that is no web or mail address stays text. */
export function link(url, ...label) {
  if (!isSafe(url)) return h("span", {}, ...label);
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, ...label);
}

export function userMention(id, store, fallback) {
  const user = store.user(id);
  const own = id === store.workspace.me.id;
  return h("span", { class: own ? "mention mention-me" : "mention" }, `@${user?.display || fallback || id}`);
}

export function channelMention(id, store, fallback) {
  const channel = store.channelById(id);
  if (!channel) return h("span", { class: "mention" }, `#${fallback || id}`);
  return h("a", { class: "mention", href: `#/${channel.name}` }, `#${channel.name}`);
}

/** `@channel` and its like, shown loudly: somebody's phone would ring. */
export function broadcast(range) {
  return h("span", { class: "mention mention-broadcast", title: "Notifies everyone" }, `@${range}`);
}

function isSafe(url) {
  try {
    return SAFE.has(new URL(url).protocol);
  } catch {
    return false;
  }
}
