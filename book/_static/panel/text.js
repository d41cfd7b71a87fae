// Words in the reader's language, and numbers as the course prints them.

const KEPT = "peak-season-language";
const THIN = "\u202f";

export const LANGUAGES = { en: "English", zh: "中文" };

/** What the browser remembers under a name; a browser that forbids it remembers nothing. */
export function recall(storage, name) {
  try {
    return window[storage].getItem(name);
  } catch {
    return null;
  }
}

export function remember(storage, name, value) {
  try {
    window[storage].setItem(name, value);
  } catch {
    // A private window: the panel works, and forgets.
  }
}

export function startLanguage() {
  return recall("localStorage", KEPT) ?? (document.documentElement.lang.startsWith("zh") ? "zh" : "en");
}

export function keepLanguage(language) {
  remember("localStorage", KEPT, language);
}

/** Put values into the places of a message: "Week {week}". */
export function fill(message, values = {}) {
  return message.replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place);
}

export function whole(number) {
  const digits = String(Math.abs(Math.round(number)));
  return (Math.round(number) < 0 ? "−" : "") + digits.replace(/\B(?=(\d{3})+$)/g, THIN);
}

export function short(number) {
  return Number.isInteger(number) ? whole(number) : String(number);
}

export function percent(share) {
  return `${(100 * share).toFixed(1).replace("-", "−")}%`;
}

/** A KPI's value with the digits that its unit deserves, as in the course's tables. */
export function figure(value, unit) {
  if (unit === "share") return percent(value);
  if (unit === "stars") return value.toFixed(2);
  if (unit === "days" || unit === "times") return value.toFixed(1);
  if (unit === "yuan" && Math.abs(value) < 1000 && !Number.isInteger(value)) return value.toFixed(2).replace("-", "−");
  return whole(value);
}
