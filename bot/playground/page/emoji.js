/** The emoji shortcodes the playground knows; any other stays as it was typed. */

export const EMOJI = {
  teapot: "🫖", tea: "🍵", wave: "👋", "+1": "👍", thumbsup: "👍", "-1": "👎", thumbsdown: "👎",
  white_check_mark: "✅", heavy_check_mark: "✔️", x: "❌", warning: "⚠️", rotating_light: "🚨", fire: "🔥",
  eyes: "👀", bulb: "💡", mag: "🔍", lock: "🔒", key: "🔑", hourglass: "⏳", link: "🔗", rocket: "🚀",
  tada: "🎉", heart: "❤️", smile: "😄", slightly_smiling_face: "🙂", thinking_face: "🤔", books: "📚", information_source: "ℹ️",
};

/** Show shortcodes in plain text as emoji. */
export function withEmoji(text) {
  return text.replace(/:([a-z0-9_+-]{1,40}):/g, (typed, name) => EMOJI[name] ?? typed);
}
