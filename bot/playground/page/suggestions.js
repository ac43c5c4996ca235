/** What the composer offers while somebody types: commands after `/`, people after `@`. */

import { avatar } from "./avatar.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";

/** @typedef {{from: number, to: number, entries: import("./listbox.js").Entry[]}} Suggestion `from`..`to` is replaced by the value */

/**
 * @param {string} text
 * @param {number} caret
 * @param {import("./state.js").Store} store
 * @param {boolean} inThread commands don't work there
 * @returns {Suggestion|null}
 */
export function suggest(text, caret, store, inThread) {
  const typed = text.slice(0, caret);
  const command = inThread ? null : /^\/\S*$/.exec(typed);
  if (command) return { from: 0, to: caret, entries: commands(typed, store) };
  const mention = /(?:^|[\s(])@([\p{L}\p{N}._-]{0,40})$/u.exec(typed);
  if (mention) return { from: caret - mention[1].length - 1, to: caret, entries: people(mention[1], store) };
  return null;
}

function commands(typed, store) {
  return store.workspace.commands.filter(({ command }) => command.startsWith(typed.toLowerCase())).map((known) => ({
    value: `${known.command} `,
    mark: h("span", { class: "option-mark" }, icon("slash")),
    title: [h("strong", {}, known.command), " ", h("span", { class: "usage" }, known.usage_hint ?? "")],
    detail: known.description,
  }));
}

/** Teapot first, since it is the one to talk to; never oneself. */
function people(typed, store) {
  const { users, me } = store.workspace;
  const wanted = typed.toLowerCase();
  return Object.values(users)
    .filter((user) => user.id !== me.id && [user.name, user.display].some((name) => name?.toLowerCase().startsWith(wanted)))
    .sort((a, b) => Number(b.is_bot) - Number(a.is_bot))
    .map((user) => ({
      value: `@${user.name} `,
      mark: avatar(user),
      title: [h("strong", {}, user.display), user.is_bot && h("span", { class: "badge" }, "App"), h("span", { class: "usage" }, user.name)].filter(Boolean),
    }));
}
