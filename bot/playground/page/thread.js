/** The open thread, beside the conversation or, on a phone, over it. */

import { Composer } from "./composer.js";
import { h, iconButton } from "./dom.js";
import { icon } from "./icons.js";
import { drawMessage } from "./message.js";
import { continues, MessageList } from "./messages.js";
import { keyOf } from "./state.js";

export class Thread {
  /** @param {import("./state.js").Store} store @param {{onClose: () => void}} how */
  constructor(store, { onClose }) {
    this.store = store;
    this.where = h("p", { class: "topic" });
    this.list = new MessageList({ label: "Thread", context: 110 });
    this.composer = new Composer(store, { id: "thread-composer", testid: "thread-composer", onSent: () => this.list.toEnd() });
    this.element = h("aside", { class: "thread", "aria-label": "Thread", "data-testid": "thread", hidden: true,
      onkeydown: (event) => event.key === "Escape" && !event.defaultPrevented && onClose() },
      h("header", { class: "bar" }, h("div", { class: "bar-words" }, h("h2", {}, "Thread"), this.where), iconButton("Close thread", icon("close"), { onclick: onClose })),
      this.list.element, this.composer.element);
  }

  render() {
    const { store } = this;
    const root = store.thread && store.message(store.channel, store.thread);
    this.element.hidden = !root;
    if (!root) return this.list.render(null, []);
    const channel = store.channelById(store.channel);
    this.where.textContent = channel.kind === "dm" ? "Direct message" : `#${channel.name}`;
    this.composer.aim({ channel: channel.id, thread_ts: root.ts }, "Reply…");
    this.list.render(keyOf(root), this.#items(root, store.replies(channel.id, root.ts)));
  }

  #items(root, replies) {
    const label = replies.length === 1 ? "1 reply" : `${replies.length} replies`;
    const count = { key: "count", parts: [label], draw: () => h("div", { class: "thread-count" }, h("span", {}, label)) };
    return [this.#item(root, false), ...(replies.length ? [count] : []),
      ...replies.map((reply, index) => this.#item(reply, continues(replies[index - 1], reply)))];
  }

  #item(message, compact) {
    const { store } = this;
    return {
      key: keyOf(message), parts: [message, compact], mine: message.user === store.workspace.me.id,
      draw: () => drawMessage(message, store, { compact }),
    };
  }
}
