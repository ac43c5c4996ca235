/** What a newcomer reads first in each conversation, with questions to try. */

import { h } from "./dom.js";
import { icon, teapot } from "./icons.js";

const COMMAND = "only you see the answer";
const MENTION = "answered in a thread";

const EXAMPLES = {
  general: [["/http 403", COMMAND], ["@teapot 202 vs 409?", MENTION]],
  incidents: [
    ["@teapot nginx gives 502 since we deployed gunicorn", "told in words"],
    ["@teapot connect() failed (111: Connection refused) while connecting to upstream", "a pasted log line"],
    ["/http 429", COMMAND],
  ],
  "api-design": [
    ["@teapot the email is already taken, which status?", "describe the case"],
    ["@teapot 401, 403 or 404?", "up to four codes"],
    ["/http 201", COMMAND],
  ],
  "payload-team": [["/http 413 payload too large", COMMAND], ["@teapot 413 vs 414?", MENTION]],
};
const ELSEWHERE = [["/http 403", COMMAND], ["@teapot 202 vs 409?", MENTION]];
const DIRECT = [
  ["401 or 403?", "compare two codes"],
  ["the job is only queued, what do I return?", "describe the case"],
  ["payload to large", "typos are fine"],
  ["404 en français", "in your language"],
];

/**
 * @param {{name: string, kind: string, topic?: string}} channel
 * @param {{display: string}} person
 * @param {(text: string) => void} onTry
 */
export function drawWelcome(channel, person, onTry) {
  const direct = channel.kind === "dm";
  const examples = direct ? DIRECT : EXAMPLES[channel.name] ?? ELSEWHERE;
  return h("section", { class: "welcome", "aria-label": "Welcome" },
    h("div", { class: direct ? "welcome-face" : "welcome-face welcome-hash" }, direct ? teapot() : icon("hash")),
    h("h2", {}, direct ? `Hello ${person.display.split(" ")[0]}, I'm Teapot` : `Welcome to #${channel.name}`),
    h("p", {}, direct
      ? "Ask me about any HTTP status, in your own words. This conversation is between the two of us."
      : `${ended(channel.topic)}Teapot knows HTTP statuses and answers here. Try one:`),
    h("ul", { class: "examples" }, examples.map(([text, what]) => h("li", {},
      h("button", { type: "button", class: "example", onclick: () => onTry(text) },
        h("span", { class: "example-text" }, text), h("span", { class: "example-what" }, what))))));
}

function ended(topic) {
  if (!topic) return "";
  return /[.!?]$/.test(topic) ? `${topic} ` : `${topic}. `;
}
