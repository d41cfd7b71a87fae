// Making elements of the page.

const LIVE = new Set(["value", "checked", "disabled", "hidden", "open", "selected", "textContent"]);

/** An element with attributes (functions become listeners, `null` leaves one out) and children. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) set(element, name, value);
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

function set(element, name, value) {
  if (value === null || value === undefined) return;
  if (typeof value === "function") element.addEventListener(name, value);
  else if (LIVE.has(name)) element[name] = value;
  else element.setAttribute(name, value);
}

/** Offer a text as a file to keep. */
export function download(name, text) {
  const link = make("a", { href: URL.createObjectURL(new Blob([text], { type: "application/toml" })), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
