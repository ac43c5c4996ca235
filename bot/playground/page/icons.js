/** The page's drawings: outline icons on a grid of 20, and Teapot's face. */

import { svg } from "./dom.js";

const PATHS = {
  hash: "M4 7.5h13M3 12.5h13M8.5 3 6.5 17M13.5 3l-2 14",
  menu: "M3 5.5h14M3 10h14M3 14.5h14",
  close: "M5 5l10 10M15 5 5 15",
  chevron: "M6 8l4 4 4-4",
  send: "M4 10V4.2c0-.6.6-.9 1.1-.7l11.2 5.8c.6.3.6 1.1 0 1.4L5.1 16.500c-.5.2-1.1-.1-1.1-.7V10zm0 0h5.5",
  reply: "M4 4.500h12a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1h-4.500L8 17.500v-3H4a1 1 0 0 1-1-1v-8a1 1 0 0 1 1-1zM6.5 8h7M6.5 11h4.5",
  eye: "M2.5 10S5 5 10 5s7.5 5 7.5 5-2.5 5-7.5 5-7.5-5-7.5-5zM12.3 10a2.3 2.3 0 1 1-4.6 0 2.3 2.3 0 0 1 4.6 0z",
  sun: "M13.5 10a3.5 3.5 0 1 1-7 0 3.5 3.5 0 0 1 7 0zM10 2v1.500M10 16.500V18M2 10h1.500M16.5 10H18M4.3 4.300l1.1 1.100M14.6 14.600l1.1 1.100M4.3 15.700l1.1-1.100M14.6 5.400l1.1-1.1",
  moon: "M16.5 11.800A7 7 0 0 1 8.2 3.500a6.8 6.8 0 1 0 8.3 8.300z",
  at: "M13.2 10a3.2 3.2 0 1 1-6.4 0 3.2 3.2 0 0 1 6.4 0zm0-3v4a2.2 2.2 0 0 0 4.3 0v-1A7.5 7.5 0 1 0 14 16.3",
  slash: "M4.5 3.500h11a1 1 0 0 1 1 1v11a1 1 0 0 1-1 1h-11a1 1 0 0 1-1-1v-11a1 1 0 0 1 1-1zM12 6.500l-4 7",
  down: "M10 4v12M5 11l5 5 5-5",
  warning: "M10 3 2.5 16.500h15L10 3zM10 8v4M10 14.200v.1",
};

/** @param {keyof typeof PATHS} name */
export function icon(name) {
  const stroke = { fill: "none", stroke: "currentColor", "stroke-width": 1.6, "stroke-linecap": "round", "stroke-linejoin": "round" };
  return svg("svg", { class: `icon icon-${name}`, viewBox: "0 0 20 20", "aria-hidden": "true", ...stroke }, svg("path", { d: PATHS[name] }));
}

/** Teapot's face: the same drawing as teapot.svg, which is the page's icon. */
export function teapot() {
  const line = { fill: "none", "stroke-linecap": "round", "stroke-linejoin": "round" };
  return svg("svg", { class: "teapot", viewBox: "0 0 36 36", "aria-hidden": "true" },
    svg("rect", { width: 36, height: 36, fill: "#c0562f" }),
    svg("path", { ...line, stroke: "#fff", "stroke-width": 2, d: "M24.6 18.6h1.6a3.3 3.3 0 0 1 0 6.6h-2.1" }),
    svg("path", { ...line, class: "steam", stroke: "#fff", "stroke-width": 2, opacity: 0.75,
      d: "M15.2 7.2c-1.4 1.4 1.4 2.2 0 3.8M19.4 6.6c-1.4 1.4 1.4 2.2 0 3.8" }),
    svg("path", { fill: "#fff", d: "M10.6 20.6c.3-3.6 3-6.1 6.7-6.1s6.9 2.6 7.1 6.3c.2 3.2-1 6.3-2.9 7.9h-8.4c-1.2-1-2-2.4-2.5-4"
      + "-2.7-.3-4.3-2.3-5.2-5.9l2.1-.7c.7 1.8 1.6 2.6 3.1 2.5z" }),
    svg("circle", { cx: 17.3, cy: 13.4, r: 1.7, fill: "#fff" }),
    svg("path", { ...line, stroke: "#c0562f", "stroke-width": 1.3, d: "M12.9 18.200c2.7-1 6.2-1 8.9 0" }));
}
