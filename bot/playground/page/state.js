/** What the page knows: the workspace as the server tells it, and what is open on the screen. */

let notices = 0;

export class Store {
  #listeners = [];
  #announced = false;

  constructor() {
    this.workspace = null; // {me, users, team, channels, commands, bot}
    this.messages = new Map(); // channel id -> Map(ts -> message)
    this.channel = null; // the open conversation's id
    this.thread = null; // the ts of the open thread's first message
    this.views = []; // open modals, the topmost last
    this.unread = new Set(); // channel ids
    this.dismissed = new Set(); // keys of messages the person waved away
    this.notices = []; // failures shown as messages only this page knows
    this.live = true;
  }

  /** Call `listener` after every change, once for changes made together. */
  subscribe(listener) {
    this.#listeners.push(listener);
  }

  /** Take the server's state, as at the start and after each reconnection. */
  load(state) {
    const { messages, views, ...workspace } = state;
    this.workspace = workspace;
    this.messages = new Map(Object.entries(messages).map(([channel, list]) => [channel, byTs(list, this.messages.get(channel))]));
    if (views) this.views = views;
    this.#changed();
  }

  /** Take one piece of news. */
  apply(type, data) {
    switch (type) {
      case "message": this.#put(data.message); this.#markUnread(data.message); break;
      case "message_changed": this.#put(data.message); break;
      case "message_deleted": this.#remove(data.channel, data.ts); break;
      case "view_opened": this.views = [...this.views.filter((view) => view.id !== data.view.id), data.view]; break;
      case "view_updated": this.views = this.views.map((view) => (view.id === data.view.id ? data.view : view)); break;
      case "view_closed": this.closeView(data.view.id); break;
      case "notice": this.notice(data); break;
    }
    this.#changed();
  }

  open(channel) {
    if (channel !== this.channel) this.thread = null;
    this.channel = channel;
    this.unread.delete(channel);
    this.#changed();
  }

  openThread(ts) {
    this.thread = ts;
    this.#changed();
  }

  closeView(id) {
    this.views = this.views.filter((view) => view.id !== id);
    this.#changed();
  }

  dismiss(message) {
    this.dismissed.add(keyOf(message));
    this.#changed();
  }

  setLive(live) {
    if (this.live === live) return;
    this.live = live;
    this.#changed();
  }

  /** Show a failure as Slack does: a message in the conversation that only the person sees. */
  notice({ channel, text, thread_ts: threadTs }) {
    notices += 1;
    const ts = `${(Date.now() / 1000).toFixed(6)}n${notices}`;
    const message = { ts, channel, thread_ts: threadTs, user: "USLACKBOT", text, ephemeral: true, edited: false, app: false, notice: true };
    this.notices = [...this.notices, message];
    this.#changed();
  }

  user(id) {
    return this.workspace.users[id];
  }

  channelById(id) {
    return this.workspace.channels.find((channel) => channel.id === id);
  }

  /** The messages of a conversation itself, oldest first. */
  conversation(channel) {
    return this.#visible(channel).filter((message) => !isReply(message));
  }

  /** The replies to a message, oldest first. */
  replies(channel, ts) {
    return this.#visible(channel).filter((message) => isReply(message) && message.thread_ts === ts);
  }

  /** Replies by the message they answer, for the lines under the messages. */
  repliesByThread(channel) {
    return grouped(this.#threaded(channel));
  }

  message(channel, ts) {
    return this.messages.get(channel)?.get(ts);
  }

  #threaded(channel) {
    return this.#visible(channel).filter((message) => isReply(message) && !message.notice);
  }

  #visible(channel) {
    const own = this.notices.filter((message) => message.channel === channel);
    return [...(this.messages.get(channel)?.values() ?? []), ...own]
      .filter((message) => this.#isForMe(message) && !this.dismissed.has(keyOf(message)))
      .sort((a, b) => (a.ts < b.ts ? -1 : 1));
  }

  #isForMe(message) {
    return !message.ephemeral || !message.ephemeral_for || message.ephemeral_for === this.workspace.me.id;
  }

  #put(message) {
    const list = this.messages.get(message.channel) ?? new Map();
    list.set(message.ts, message);
    this.messages.set(message.channel, list);
  }

  #remove(channel, ts) {
    this.messages.get(channel)?.delete(ts);
    if (channel === this.channel && ts === this.thread) this.thread = null;
  }

  #markUnread(message) {
    const mine = message.user === this.workspace.me.id;
    if (!mine && message.channel !== this.channel && this.#isForMe(message)) this.unread.add(message.channel);
  }

  #changed() {
    if (this.#announced) return;
    this.#announced = true;
    queueMicrotask(() => {
      this.#announced = false;
      this.#listeners.forEach((listener) => listener());
    });
  }
}

export const keyOf = (message) => `${message.channel}/${message.ts}`;

export const isReply = (message) => Boolean(message.thread_ts) && message.thread_ts !== message.ts;

/** Messages by ts; one that did not change keeps its object, so that it is not drawn again. */
function byTs(list, known) {
  return new Map(list.map((message) => {
    const before = known?.get(message.ts);
    return [message.ts, before && JSON.stringify(before) === JSON.stringify(message) ? before : message];
  }));
}

function grouped(messages) {
  const groups = new Map();
  for (const message of messages) groups.set(message.thread_ts, [...(groups.get(message.thread_ts) ?? []), message]);
  return groups;
}
