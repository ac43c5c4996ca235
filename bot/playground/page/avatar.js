/** Faces: Teapot's drawing, and initials on a colour for everyone else. */

import { h } from "./dom.js";
import { teapot } from "./icons.js";

/** @param {{display: string, avatar_color?: string, is_bot?: boolean}|undefined} user */
export function avatar(user) {
  if (user?.is_bot) return h("span", { class: "avatar", "aria-hidden": "true" }, teapot());
  const name = user?.display ?? "?";
  const face = h("span", { class: "avatar avatar-initials", "aria-hidden": "true" }, initials(name));
  if (user?.avatar_color) {
    face.style.backgroundColor = user.avatar_color;
    face.style.color = isLight(user.avatar_color) ? "#1d1c1d" : "#fff";
  }
  return face;
}

function initials(name) {
  const words = name.split(/\s+/).filter(Boolean);
  return words.slice(0, 2).map((word) => [...word][0].toUpperCase()).join("");
}

function isLight(color) {
  const parts = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(color);
  if (!parts) return false;
  const [red, green, blue] = parts.slice(1).map((part) => Number.parseInt(part, 16));
  return red * 0.299 + green * 0.587 + blue * 0.114 > 150;
}
