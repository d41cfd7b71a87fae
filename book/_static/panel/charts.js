// Pictures of a season, drawn by Observable Plot from plain data.

import { make } from "./dom.js";
import { percent, short, whole } from "./text.js";

const VENDOR = new URL("../vendor/", import.meta.url);
const DAY = 86_400_000;
const STYLES = [
  { stroke: "var(--season-accent)", dash: null },
  { stroke: "var(--season-orange)", dash: "6 3" },
  { stroke: "var(--season-green)", dash: "2 3" },
  { stroke: "var(--season-blue)", dash: "8 3 2 3" },
];
const GHOST = { stroke: "var(--season-quiet)", strokeDasharray: "1 3", strokeWidth: 1.2 };
const ENDS = new Set(["shelf_value", "profit"]);
let loaded = null;

/** Load d3 and Plot. A page that has require.js must not catch them as its own modules. */
export function loadPlot() {
  loaded ??= (async () => {
    const { define } = globalThis;
    globalThis.define = undefined;
    await import(new URL("d3.min.js", VENDOR));
    await import(new URL("plot.umd.min.js", VENDOR));
    globalThis.define = define;
  })();
  return loaded;
}

/** Plot's picture without the labels of its parts: the whole picture has one of its own. */
function plot(options) {
  const svg = Plot.plot(options);
  svg.setAttribute("aria-hidden", "true");
  for (const part of svg.querySelectorAll("[aria-label]")) part.removeAttribute("aria-label");
  return svg;
}

/** A small line without axes beside a KPI; the card says it in words. */
export function sparkline(values) {
  const known = values.map((value, week) => ({ week, value })).filter(({ value }) => value !== null);
  if (known.length < 2) return make("span", { class: "season-spark" });
  const svg = plot({
    width: 120, height: 26, margin: 3, axis: null,
    y: { domain: extent(known.map(({ value }) => value)) },
    marks: [Plot.lineY(known, { x: "week", y: "value", stroke: "var(--season-accent)", strokeWidth: 1.5 }),
      Plot.dot(known.slice(-1), { x: "week", y: "value", r: 2.2, fill: "var(--season-accent)" })],
  });
  return make("span", { class: "season-spark" }, svg);
}

function extent(values) {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return low === high ? [low - 1, high + 1] : [low, high];
}

/** The season at a glance: sales, stock, rating and delivery, cash, one under the other on one axis of days. */
export function glance(desk, data, last, width) {
  const picture = { desk, data, width, dates: data.dates.map((date) => new Date(date)) };
  const rows = [
    row(picture, "sales", "sales_day", [{ values: data.sales, style: STYLES[0], ghost: last?.sales }]),
    row(picture, "stock", "stock_day", data.stock.map(({ name, pieces }, place) => ({ values: pieces, style: STYLES[place % STYLES.length], label: desk.pick(name) }))),
    row(picture, "service", "service_day", [
      { values: data.rating, style: STYLES[0], label: desk.word("rating") },
      { values: data.delivery, style: STYLES[1], label: desk.word("delivery") },
    ]),
    row(picture, "cash", "cash_day", [{ values: data.cash, style: STYLES[0], ghost: last?.cash }]),
  ];
  return make("div", { role: "img", "aria-label": desk.pick(data.alt), class: "season-picture season-drawn" }, rows);
}

/** One row: a heading that names the lines, and the picture. */
function row(picture, name, title, lines) {
  const { desk } = picture;
  const keys = lines.filter(({ label }) => label).map(({ label, style }) => key(label, style));
  if (lines.some(({ ghost }) => ghost)) keys.push(key(desk.word("last_run"), { stroke: GHOST.stroke, dash: GHOST.strokeDasharray }));
  return make("div", { class: "season-row" },
    make("p", { class: "season-row-title" }, desk.word(title), keys),
    draw(picture, name, lines));
}

function key(label, { stroke, dash }) {
  const line = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  line.setAttribute("aria-hidden", "true");
  line.setAttribute("viewBox", "0 0 24 6");
  line.innerHTML = `<line x1="0" x2="24" y1="3" y2="3" style="stroke:${stroke};stroke-width:2" stroke-dasharray="${dash ?? "none"}"/>`;
  return make("span", { class: "season-key" }, line, label);
}

function draw({ desk, data, dates, width }, name, lines) {
  const [above, below] = [name === "sales" ? 44 : 8, name === "cash" ? 22 : 4];
  const points = (values) => values.map((value, day) => ({ day: at(dates, day + 0.5), value }));
  const every = lines.flatMap(({ values, ghost }) => [...values, ...(ghost ?? [])]).filter((value) => value !== null);
  const top = name === "service" ? Math.max(...every, 5) : Math.max(...every, 1) * 1.05;
  const bottom = name === "service" ? Math.floor(Math.min(...every)) : Math.min(0, ...every);
  return plot({
    width, height: 76 + above + below, marginLeft: 48, marginRight: 6, marginTop: above, marginBottom: below,
    style: { background: "none", color: "var(--season-ink)", fontFamily: "inherit", fontSize: "11px" },
    x: { type: "utc", domain: [dates[0], at(dates, dates.length)], label: null },
    y: { domain: [bottom, top], label: null },
    marks: [
      behind(data, dates, bottom, top),
      Plot.gridY({ ticks: 3, stroke: "var(--season-line)", strokeOpacity: 1 }),
      Plot.axisY({ ticks: 3, tickSize: 0, tickFormat: (value) => (Math.abs(value) >= 10000 ? `${whole(value / 1000)}k` : short(value)) }),
      name === "sales" ? [named(desk, data, dates, top), numbered(data, dates, top, width)] : null,
      name !== "cash" ? Plot.axisX({ ticks: [] }) : Plot.axisX({ ticks: width < 420 ? 3 : 6, tickSize: 3, tickFormat: (day) => desk.date(day) }),
      lines.filter(({ ghost }) => ghost).map(({ ghost }) => Plot.lineY(points(ghost), { x: "day", y: "value", ...GHOST })),
      lines.map(({ values, style }) => Plot.lineY(points(values), { x: "day", y: "value", stroke: style.stroke, strokeDasharray: style.dash, strokeWidth: 1.7 })),
      name === "stock" ? out(data, dates) : null,
    ],
  });
}

const at = (dates, day) => new Date(dates[0].getTime() + day * DAY);

/** Promotions and festivals as light bands. */
function behind(data, dates, bottom, top) {
  const box = ({ first, last }) => ({ x1: at(dates, first), x2: at(dates, last + 1), y1: bottom, y2: top });
  const sides = { x1: "x1", x2: "x2", y1: "y1", y2: "y2" };
  return [
    Plot.rect(data.bands.map(box), { ...sides, fill: "var(--season-band)" }),
    Plot.rect(data.festivals.map(box), { ...sides, fill: "var(--season-festival)" }),
  ];
}

/** Names of festivals and promotions above the first row, on two lines so that they keep apart. */
function named(desk, data, dates, top) {
  const label = ({ first, last, name }) => {
    const middle = (first + last + 1) / 2 / dates.length;
    const side = middle < 0.15 ? "start" : middle > 0.8 ? "end" : "middle";
    return { day: at(dates, { start: first, middle: (first + last + 1) / 2, end: last + 1 }[side]), name: desk.pick(name), side };
  };
  const texts = (each, dy, fill) => ["start", "middle", "end"].map((side) =>
    Plot.text(each.map(label).filter((one) => one.side === side), { x: "day", y: top, text: "name", textAnchor: side, fontSize: 10.5, dy, fill }));
  return [texts(data.festivals, -36, "var(--season-ink)"), texts(data.bands, -23, "var(--season-quiet)")];
}

/** Stockouts as short marks on the zero line. */
function out(data, dates) {
  const spans = data.stock.flatMap(({ out: found }) => found);
  const marks = spans.map(([start, end]) => ({ x1: at(dates, start), x2: at(dates, Math.max(end, start + 0.4)) }));
  return Plot.ruleY(marks, { y: 0, x1: "x1", x2: "x2", stroke: "var(--season-vermilion)", strokeWidth: 5 });
}

/** Numbered marks of the events, kept from covering each other. */
function numbered(data, dates, top, width) {
  const gap = (16 * dates.length) / (width - 54);
  const places = data.events.map(({ day }) => day + 0.5);
  for (let place = 1; place < places.length; place += 1) places[place] = Math.max(places[place], places[place - 1] + gap);
  for (let place = places.length - 1, end = dates.length; place >= 0; place -= 1, end -= gap) places[place] = Math.min(places[place], end);
  const marks = data.events.map(({ number }, place) => ({ day: at(dates, places[place]), number: String(number) }));
  return [
    Plot.dot(marks, { x: "day", y: top, dy: -8, r: 7, fill: "var(--season-paper)", stroke: "var(--season-ink)" }),
    Plot.text(marks, { x: "day", y: top, dy: -8, text: "number", fontSize: 9.5, fill: "var(--season-ink)" }),
  ];
}

/** From sales to profit, a bar a step; each says yuan and share of sales. */
export function waterfall(desk, { steps, alt }, width) {
  let sum = 0;
  const bars = steps.filter(({ fen, key: name }) => fen || ENDS.has(name)).map(({ key: name, name: label, fen, share }) => {
    const start = ENDS.has(name) ? 0 : sum;
    sum = start + fen;
    return { label: desk.pick(label), from: start / 100, to: sum / 100, fill: fillOf(name, fen), amount: whole(fen / 100), part: percent(share) };
  });
  return barChart(bars, desk.pick(alt), width, [Math.min(0, ...bars.map(({ to }) => to)), Math.max(...bars.map(({ to }) => to), 1)]);
}

function fillOf(name, fen) {
  if (ENDS.has(name)) return fen < 0 ? "var(--season-vermilion)" : "var(--season-accent)";
  return fen < 0 ? "var(--season-cost)" : "var(--season-green)";
}

/** From visitor to kept order: the bar is the share of the step before. */
export function funnel(desk, { steps, alt }, width) {
  const bars = steps.map(({ name, number, share }) => ({
    label: desk.pick(name), from: 0, to: share, fill: "var(--season-accent)", amount: whole(number), part: percent(share),
  }));
  return barChart(bars, desk.pick(alt), width, [0, 1]);
}

/** About how wide a text is at the charts' size, in pixels; a Chinese character takes a square. */
function widthOf(text) {
  return [...text].reduce((sum, letter) => sum + (letter > "\u2e7f" ? 12.5 : 6.9), 0);
}

/** Bars with their names to the left, or above them on a phone, and two columns of figures. */
function barChart(bars, alt, width, domain) {
  const narrow = width < 420;
  const svg = plot({
    width, height: bars.length * (narrow ? 34 : 24) + 8, marginTop: 4, marginBottom: 4,
    marginLeft: narrow ? 1 : Math.max(...bars.map(({ label }) => widthOf(label))) + 10, marginRight: narrow ? 1 : 122,
    style: { background: "none", color: "var(--season-ink)", fontFamily: "inherit", fontSize: "12px" },
    x: { domain, axis: null },
    y: { domain: bars.map(({ label }) => label), label: null, tickSize: 0, padding: narrow ? 0.1 : 0.28, axis: narrow ? null : "left" },
    marks: [
      Plot.ruleX([0], { stroke: "var(--season-line)" }),
      Plot.barX(bars, { y: "label", x1: "from", x2: "to", fill: (bar) => bar.fill, insetTop: narrow ? 17 : 0 }),
      narrow ? column(bars, "label", { frameAnchor: "left", textAnchor: "start", dy: -7 }) : null,
      column(bars, "amount", narrow ? { dx: -58, dy: -7 } : { dx: 68 }),
      column(bars, "part", narrow ? { dy: -7 } : { dx: 120 }),
    ],
  });
  return make("div", { role: "img", "aria-label": alt, class: "season-picture season-drawn" }, svg);
}

/** A column of words or figures, one a bar. */
function column(bars, text, place) {
  return Plot.text(bars, { y: "label", text, frameAnchor: "right", textAnchor: "end", ...place });
}
