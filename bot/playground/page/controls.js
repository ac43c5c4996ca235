/** Buttons and selects of a message or modal. */

import { h } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { confirmed } from "./dialog.js";
import { drawSelect } from "./select.js";
import { toast } from "./toasts.js";

/** @param {object} element @param {object} block the block it stands in @param {import("./blocks.js").Surface} surface */
export function drawControl(element, block, surface) {
  switch (element.type) {
    case "button": return drawButton(element, block, surface);
    case "static_select":
    case "external_select": return drawSelect(element, block, surface, (option, control) => pick(option, control, element, block, surface));
    default: return h("span", { class: "quiet" }, `Unsupported element: ${element.type}`);
  }
}

function drawButton(element, block, surface) {
  const style = element.style === "primary" || element.style === "danger" ? ` button-${element.style}` : "";
  const attributes = {
    class: `button${style}`,
    "data-control": `${block.block_id ?? ""}/${element.action_id ?? ""}`,
    "aria-label": element.accessibility_label,
    onclick: (event) => press(event.currentTarget, element, block, surface),
  };
  const label = withEmoji(element.text.text);
  if (!element.url) return h("button", { type: "button", ...attributes }, label);
  return h("a", { href: /^(https?|mailto):/i.test(element.url) ? element.url : null, target: "_blank", rel: "noopener noreferrer", ...attributes }, label);
}

async function press(button, element, block, surface) {
  if (button.getAttribute("aria-busy") === "true") return;
  if (element.confirm && !(await confirmed(element.confirm, surface.store))) return;
  const value = element.value === undefined ? {} : { value: element.value };
  await send(button, { type: "button", ...identity(element, block), ...value }, surface);
}

async function pick(option, control, element, block, surface) {
  if (element.confirm && !(await confirmed(element.confirm, surface.store))) return false;
  return send(control, { type: element.type, ...identity(element, block), selected_option: option }, surface);
}

/** Send an action and show that it is on its way. */
async function send(control, action, surface) {
  control.setAttribute("aria-busy", "true");
  const answer = await surface.act(action);
  control.removeAttribute("aria-busy");
  if (!answer.ok) toast(answer.error ? `That didn't work: ${answer.error}` : "That didn't work. Try again.");
  return answer.ok;
}

function identity(element, block) {
  return { action_id: element.action_id ?? "", block_id: block.block_id ?? "" };
}
