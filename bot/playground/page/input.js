/** An input block of a modal: label, control, hint and error. */

import { h, uniqueId } from "./dom.js";
import { drawSelect } from "./select.js";

/** @param {object} block @param {import("./blocks.js").Surface} surface */
export function drawInput(block, surface) {
  const id = uniqueId("input");
  const control = drawElement(block, surface);
  const box = control.matches("input, textarea") ? control : control.querySelector("input");
  box?.setAttribute("id", id);
  box?.removeAttribute("aria-label");
  box?.setAttribute("aria-describedby", `${id}-hint ${id}-error`);
  if (!block.optional) box?.setAttribute("aria-required", "true");
  return h("div", { class: "block-input", "data-block": block.block_id ?? "" },
    h("label", { for: id }, block.label.text, block.optional && h("span", { class: "quiet" }, " (optional)")),
    control,
    h("div", { class: "input-hint", id: `${id}-hint` }, block.hint?.text ?? ""),
    h("div", { class: "input-error", id: `${id}-error`, role: "alert" }));
}

/** Show the app's objections under the inputs they are about; the first one gets the focus. */
export function showErrors(form, errors) {
  for (const input of form.querySelectorAll(".block-input")) {
    const text = errors[input.dataset.block] ?? "";
    input.querySelector(".input-error").textContent = text;
    input.querySelector("input, textarea")?.setAttribute("aria-invalid", String(Boolean(text)));
  }
  form.querySelector("[aria-invalid='true']")?.focus();
}

function drawElement(block, surface) {
  const { element } = block;
  const kept = (surface.values[block.block_id] ??= {});
  switch (element.type) {
    case "plain_text_input": return drawTextInput(element, kept);
    case "static_select":
    case "external_select": {
      const chosen = kept[element.action_id]?.selected_option ?? element.initial_option ?? null;
      const keep = (option) => (kept[element.action_id] = { type: element.type, selected_option: option });
      keep(chosen);
      return drawSelect({ ...element, initial_option: chosen }, block, surface, (option) => void keep(option));
    }
    default: return h("p", { class: "quiet" }, `Unsupported element: ${element.type}`);
  }
}

function drawTextInput(element, kept) {
  const value = kept[element.action_id]?.value ?? element.initial_value ?? "";
  const keep = (text) => (kept[element.action_id] = { type: element.type, value: text === "" ? null : text });
  const attributes = {
    class: "text-input", placeholder: element.placeholder?.text, maxlength: element.max_length, minlength: element.min_length,
    autofocus: element.focus_on_load, oninput: (event) => keep(event.currentTarget.value),
  };
  const control = element.multiline ? h("textarea", { ...attributes, rows: 4 }) : h("input", { ...attributes, type: "text", autocomplete: "off" });
  control.value = value;
  keep(value);
  return control;
}
