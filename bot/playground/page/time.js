/** Slack's time stamps -> clock times and days as people read them. */

const clockFormat = new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" });
const dayFormat = new Intl.DateTimeFormat("en-US", { weekday: "long", month: "long", day: "numeric" });
const fullFormat = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "medium" });

const dateOf = (ts) => new Date(Number.parseFloat(ts) * 1000);

/** "10:09 AM" */
export const clock = (ts) => clockFormat.format(dateOf(ts));

/** The whole date, for a tooltip. */
export const full = (ts) => fullFormat.format(dateOf(ts));

/** "Today", "Yesterday" or "Friday, November 20". */
export function day(ts) {
  const date = dateOf(ts).toDateString();
  const yesterday = new Date();
  yesterday.setDate(yesterday.getDate() - 1);
  if (date === new Date().toDateString()) return "Today";
  if (date === yesterday.toDateString()) return "Yesterday";
  return dayFormat.format(dateOf(ts));
}
