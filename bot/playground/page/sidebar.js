/** Workspace, channels and direct messages; a drawer on a phone. */

import { avatar } from "./avatar.js";
import { h } from "./dom.js";
import { icon, teapot } from "./icons.js";

const narrow = matchMedia("(max-width: 760px)");

export class Sidebar {
  #opener = null; // the button the drawer was opened with

  /** @param {import("./state.js").Store} store */
  constructor(store) {
    this.store = store;
    const { team, me, channels } = store.workspace;
    this.links = new Map(channels.map((channel) => [channel.id, this.#link(channel)]));
    const section = (title, kind) => h("section", { class: "sidebar-section" }, h("h2", {}, title),
      h("ul", {}, channels.filter((channel) => channel.kind === kind).map((channel) => h("li", {}, this.links.get(channel.id)))));
    this.panel = h("nav", { class: "sidebar", id: "sidebar", "aria-label": "Workspace" },
      h("div", { class: "workspace" }, h("span", { class: "workspace-face" }, teapot()), h("p", {}, team.name)),
      h("div", { class: "conversations" }, section("Channels", "channel"), section("Direct messages", "dm")),
      h("div", { class: "sidebar-foot" },
        h("div", { class: "me" }, avatar(me), h("div", {}, h("div", { class: "me-name" }, me.display), this.status = h("div", { class: "status" }))),
        h("p", { class: "local-note" }, "Runs on this computer. Nothing you type leaves it.")));
    this.backdrop = h("div", { class: "backdrop", hidden: true, onclick: () => this.close() });
    this.panel.addEventListener("keydown", (event) => event.key === "Escape" && this.close());
    narrow.addEventListener("change", () => this.close());
    this.close();
  }

  render() {
    for (const [id, link] of this.links) {
      const unread = this.store.unread.has(id);
      link.classList.toggle("unread", unread);
      link.querySelector(".unread-words").textContent = unread ? " (unread)" : "";
      if (id === this.store.channel) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    this.status.textContent = this.store.live ? "Active" : "Reconnecting…";
    this.status.classList.toggle("status-lost", !this.store.live);
  }

  /** Slide in over the page; only where there is no room beside it. */
  open(opener) {
    this.#opener = opener;
    this.#show(true);
    this.links.get(this.store.channel)?.focus();
  }

  close() {
    const wasOpen = !this.backdrop.hidden;
    this.#show(false);
    if (wasOpen) this.#opener?.focus();
  }

  #show(open) {
    this.panel.classList.toggle("sidebar-open", open);
    this.panel.inert = narrow.matches && !open;
    this.backdrop.hidden = !open;
    this.#opener?.setAttribute("aria-expanded", String(open));
  }

  #link(channel) {
    const direct = channel.kind === "dm";
    const user = Object.values(this.store.workspace.users).find((known) => known.name === channel.name);
    const name = direct ? user?.display ?? channel.name : channel.name;
    return h("a", { class: "channel", href: `#/${channel.name}`, "data-testid": direct ? `dm-${channel.name}` : `channel-${channel.name}`,
      onclick: () => this.close() },
      direct ? avatar(user ?? { display: name }) : icon("hash"), h("span", { class: "channel-name" }, name),
      direct && user?.is_bot && h("span", { class: "badge" }, "App"), h("span", { class: "unread-words visually-hidden" }));
  }
}
