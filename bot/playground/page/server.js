/** Talk to the playground's server: questions by fetch, news by server-sent events. */

const EVENTS = ["message", "message_changed", "message_deleted", "view_opened", "view_updated", "view_closed", "notice"];
const RETRY_AFTER_MS = 1500;

/** Everything there is to show: people, channels, messages. */
export async function readState() {
  const response = await fetch("/play/state");
  if (!response.ok) throw new Error(`the server answered ${response.status}`);
  return response.json();
}

/** Send what was typed, as it was typed. */
export const say = (message) => post("say", message);
/** Press a button or pick an option. */
export const act = (action) => post("action", action);
/** Ask the app which options fit what was typed into a select. */
export const options = (query) => post("options", query);
/** Submit or close a modal. */
export const answerView = (answer) => post("view", answer);
/** Say which language Ada's Slack speaks. */
export const setLocale = (locale) => post("locale", { locale });

/**
 * Listen to what happens in the workspace, for as long as the page is open.
 * @param {{onEvent: (type: string, data: any) => void, onLive: () => void, onLost: () => void}} listener
 */
export function listen(listener) {
  const source = new EventSource("/play/events");
  source.addEventListener("open", listener.onLive);
  source.addEventListener("error", () => {
    listener.onLost();
    if (source.readyState !== EventSource.CLOSED) return;
    setTimeout(() => listen(listener), RETRY_AFTER_MS);
  });
  for (const type of EVENTS) {
    source.addEventListener(type, (event) => listener.onEvent(type, JSON.parse(event.data)));
  }
}

/** Post JSON; a refusal and a broken connection both come back as {ok: false, error}. */
async function post(name, body) {
  try {
    const response = await fetch(`/play/${name}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    return await response.json().catch(() => ({ ok: false, error: `The playground answered ${response.status}.` }));
  } catch {
    return { ok: false, error: "The playground doesn't answer. Is it still running in your terminal?" };
  }
}
