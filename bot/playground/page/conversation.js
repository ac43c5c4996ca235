/** The open conversation: its name, its messages, and the box to write in. */

import { Composer } from "./composer.js";
import { h, iconButton } from "./dom.js";
import { icon, teapot } from "./icons.js";
import { drawMessage } from "./message.js";
import { continues, dayDivider, MessageList } from "./messages.js";
import { keyOf } from "./state.js";
import { themeToggle } from "./theme.js";
import { drawWelcome } from "./welcome.js";

export class Conversation {
  /** @param {import("./state.js").Store} store @param {{onMenu: () => void, onThread: (ts: string) => void}} how */
  constructor(store, { onMenu, onThread }) {
    Object.assign(this, { store, onThread });
    this.title = h("h1", { class: "conversation-title" });
    this.topic = h("p", { class: "topic" });
    this.menuButton = iconButton("Show channels", icon("menu"), { class: "icon-button menu-button", "aria-expanded": "false", "aria-controls": "sidebar", onclick: onMenu });
    this.offline = h("div", { class: "offline", role: "status", hidden: true }, "The connection to the playground is lost. Trying again…");
    this.list = new MessageList({ label: "Messages", testid: "messages" });
    this.composer = new Composer(store, { id: "composer", testid: "composer", onSent: () => this.list.toEnd() });
    this.element = h("main", { class: "conversation" },
      h("header", { class: "bar" }, this.menuButton, h("div", { class: "bar-words" }, this.title, this.topic), themeToggle()),
      this.offline, this.list.element, this.composer.element);
  }

  render() {
    const channel = this.store.channelById(this.store.channel);
    const direct = channel.kind === "dm";
    const name = direct ? this.#partner(channel).display : channel.name;
    this.title.replaceChildren(direct ? teapot() : icon("hash"), name);
    this.topic.textContent = direct ? "Ask about any HTTP status" : channel.topic ?? "";
    this.offline.hidden = this.store.live;
    this.list.label(direct ? `Messages with ${name}` : `Messages in ${name}`);
    this.composer.aim({ channel: channel.id }, direct ? `Message ${name}` : `Message #${name}`);
    this.list.render(channel.id, this.#items(channel));
    document.title = `${direct ? name : `#${name}`} – ${this.store.workspace.team.name}`;
  }

  #items(channel) {
    const { store, onThread } = this;
    const replies = store.repliesByThread(channel.id);
    const items = [{ key: "welcome", parts: [], draw: () => drawWelcome(channel, store.workspace.me, (text) => this.composer.demonstrate(text)) }];
    let before = null;
    for (const message of store.conversation(channel.id)) {
      const divider = dayDivider(message.ts);
      if (!before || dayDivider(before.ts).key !== divider.key) items.push(divider);
      const compact = continues(before, message);
      const answers = replies.get(message.ts) ?? [];
      items.push({
        key: keyOf(message), parts: [message, compact, ...answers], mine: message.user === store.workspace.me.id,
        draw: () => drawMessage(message, store, { compact, replies: answers, onThread }),
      });
      before = message;
    }
    return items;
  }

  #partner(channel) {
    const { users, bot } = this.store.workspace;
    return Object.values(users).find((user) => user.name === channel.name) ?? users[bot.user];
  }
}
