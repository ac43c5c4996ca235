/** Dialogs that hold the focus until they are closed, and give it back then. */

import { h, iconButton, uniqueId } from "./dom.js";
import { icon } from "./icons.js";

const FOCUSABLE = "a[href], button:not([disabled]), input, textarea, select, [tabindex='0']";

/**
 * Open a dialog around `content`.
 * @param {{title: string, content: Node, footer: Node, testid?: string, onCancel: () => void}} parts `onCancel`: Escape or the cross
 * @returns {HTMLDialogElement}
 */
export function openDialog({ title, content, footer, testid, onCancel }) {
  const before = document.activeElement;
  const id = uniqueId("dialog");
  const dialog = h("dialog", { class: "dialog", "aria-labelledby": id, "data-testid": testid, onkeydown: keepFocus },
    h("div", { class: "dialog-head" }, h("h2", { id }, title), iconButton("Close", icon("close"), { onclick: onCancel })),
    content, footer);
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    onCancel();
  });
  dialog.addEventListener("close", () => {
    dialog.remove();
    giveBack(before);
  });
  document.body.append(dialog);
  dialog.showModal();
  dialog.querySelector("[autofocus], .dialog-body input, .dialog-body textarea")?.focus();
  return dialog;
}

/**
 * Ask before a button that says so does its work.
 * @param {{title: object, text: object, confirm: object, deny: object, style?: string}} question Slack's confirm object
 * @returns {Promise<boolean>}
 */
export function confirmed(question) {
  return new Promise((resolve) => {
    const answer = (yes) => () => {
      dialog.close();
      resolve(yes);
    };
    const look = question.style === "danger" ? "button button-danger" : "button button-primary";
    const dialog = openDialog({
      title: question.title.text,
      content: h("div", { class: "dialog-body" }, h("p", {}, question.text.text)),
      footer: h("div", { class: "dialog-foot" },
        h("button", { type: "button", class: "button", onclick: answer(false) }, question.deny?.text ?? "Cancel"),
        h("button", { type: "button", class: look, autofocus: true, onclick: answer(true) }, question.confirm?.text ?? "Yes")),
      testid: "confirm",
      onCancel: answer(false),
    });
  });
}

/** The browser keeps the focus off the page; this keeps it off the browser's own buttons too. */
function keepFocus(event) {
  if (event.key !== "Tab" || event.defaultPrevented) return;
  const stops = [...event.currentTarget.querySelectorAll(FOCUSABLE)].filter((stop) => stop.offsetParent);
  const [first, last] = [stops[0], stops.at(-1)];
  if (event.shiftKey && document.activeElement === first) last.focus();
  else if (!event.shiftKey && document.activeElement === last) first.focus();
  else return;
  event.preventDefault();
}

/** To where the focus was, or to the same control of a message drawn again meanwhile. */
function giveBack(element) {
  if (element?.isConnected) return element.focus();
  const again = element?.dataset?.control && document.querySelector(`[data-control="${CSS.escape(element.dataset.control)}"]`);
  (again || document.getElementById("composer"))?.focus();
}
