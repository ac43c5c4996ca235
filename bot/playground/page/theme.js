/** Light or dark: as the system says, until the person chooses. */

import { iconButton } from "./dom.js";
import { icon } from "./icons.js";

const KEPT_AS = "teapot-theme";
const systemDark = matchMedia("(prefers-color-scheme: dark)");

/** Apply the kept choice; call before the page is drawn. */
export function startTheme() {
  apply(kept());
}

export function themeToggle() {
  const button = iconButton("", icon("moon"), { "data-testid": "theme", onclick: () => choose(isDark() ? "light" : "dark") });
  const refresh = () => {
    const label = `Switch to the ${isDark() ? "light" : "dark"} theme`;
    button.replaceChildren(icon(isDark() ? "sun" : "moon"));
    button.setAttribute("aria-label", label);
    button.title = label;
  };
  const choose = (theme) => {
    apply(theme);
    keep(theme);
    refresh();
  };
  systemDark.addEventListener("change", refresh);
  refresh();
  return button;
}

function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : systemDark.matches;
}

function apply(theme) {
  if (theme) document.documentElement.dataset.theme = theme;
}

function kept() {
  try {
    const theme = localStorage.getItem(KEPT_AS);
    return theme === "light" || theme === "dark" ? theme : null;
  } catch {
    return null; // storage is switched off: the system's theme will do
  }
}

function keep(theme) {
  try {
    localStorage.setItem(KEPT_AS, theme);
  } catch {
    // storage is switched off: the choice lasts until the page is closed
  }
}
