/** Start the page: read the workspace, draw it, and keep it current. */

import { Conversation } from "./conversation.js";
import { h } from "./dom.js";
import * as server from "./server.js";
import { Sidebar } from "./sidebar.js";
import { Store } from "./state.js";
import { startTheme } from "./theme.js";
import { Thread } from "./thread.js";
import { Views } from "./view.js";

const RETRY_AFTER_MS = 1500;
const narrow = matchMedia("(max-width: 760px)");
const store = new Store();
let waiting = []; // news that arrives while the state is read; null once it is read
let readings = 0; // a reading is dropped when a newer one has begun

startTheme();
server.setLocale(navigator.language || "en-US");
server.listen({
  onLive: load,
  onLost: () => store.workspace && store.setLive(false),
  onEvent: (type, data) => (waiting ? waiting.push([type, data]) : store.apply(type, data)),
});

/** Read the whole state, then the news since: so nothing is lost between the two. */
async function load() {
  waiting ??= [];
  const reading = (readings += 1);
  try {
    const state = await server.readState();
    if (reading !== readings) return;
    const first = !store.workspace;
    store.load(state);
    waiting.forEach(([type, data]) => store.apply(type, data));
    waiting = null;
    store.setLive(true);
    if (first) draw();
  } catch (problem) {
    console.warn("The playground's state could not be read:", problem);
    setTimeout(load, RETRY_AFTER_MS);
  }
}

function draw() {
  const thread = new Thread(store, { onClose: closeThread });
  const conversation = new Conversation(store, {
    onMenu: () => sidebar.open(conversation.menuButton),
    onThread: (ts) => openThread(ts, thread),
  });
  const sidebar = new Sidebar(store);
  const views = new Views(store);
  const app = document.getElementById("app");
  const render = () => {
    sidebar.render();
    conversation.render();
    thread.render();
    views.render();
    app.classList.toggle("with-thread", !thread.element.hidden);
    conversation.element.inert = narrow.matches && !thread.element.hidden;
  };
  app.replaceChildren(sidebar.panel, h("div", { class: "panes" }, conversation.element, thread.element), sidebar.backdrop);
  app.removeAttribute("aria-busy");
  followAddress(conversation);
  render();
  store.subscribe(render);
  narrow.addEventListener("change", render);
}

/** The conversation is named in the address, so that links, Back and reload work. */
function followAddress(conversation) {
  const follow = () => {
    const { channels } = store.workspace;
    const named = channels.find(({ name }) => [`#/${name}`, `#/${encodeURIComponent(name)}`].includes(location.hash));
    if (!named && store.channel) return;
    store.open((named ?? channels[0]).id);
    if (!narrow.matches) conversation.composer.focus();
  };
  addEventListener("hashchange", follow);
  follow();
}

function openThread(ts, thread) {
  store.openThread(ts);
  // Drawn by then: the store tells its listeners in a microtask.
  setTimeout(() => !narrow.matches && thread.composer.focus());
}

function closeThread() {
  const from = store.thread;
  store.openThread(null);
  setTimeout(() => document.querySelector(`.conversation [data-ts="${CSS.escape(from)}"] .reply-bar`)?.focus());
}
