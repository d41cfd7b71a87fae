// What a season came to: the sentence, the cards, the pictures and their tables.

import { funnel, glance, sparkline, waterfall } from "./charts.js";
import { make } from "./dom.js";
import { figure, percent, whole } from "./text.js";

const ARROWS = { 1: "▲", 0: "＝", "-1": "▼" };

/** The whole zone. `outcome` is {result, changed, reached, last} or nothing before the first run. */
export function drawResults(desk, outcome, width) {
  return [
    drawSentence(desk, outcome),
    drawCards(desk, outcome),
    drawAll(desk, outcome),
    outcome ? drawGlance(desk, outcome, width) : make("p", { class: "season-empty" }, desk.word("nothing_yet")),
    outcome ? drawMoney(desk, outcome, width) : null,
  ];
}

function drawSentence(desk, outcome) {
  if (!outcome) return make("p", { class: "season-sentence" }, desk.pick(desk.data.form.story));
  const { result, changed, reached } = outcome;
  const words = desk.pick(changed?.sentence ?? result.waterfall.alt);
  return make("div", { class: "season-sentence" },
    result.closed && make("p", { class: "season-closed" }, desk.pick(result.closed)),
    make("p", {}, words),
    reached === null || reached === undefined ? null : drawGoal(desk, reached));
}

function drawGoal(desk, reached) {
  const words = reached ? desk.pick(desk.data.reached) || desk.word("reached") : desk.word("not_reached");
  return make("p", { class: reached ? "season-goal season-goal-reached" : "season-goal" }, `${reached ? "✓" : "○"} ${words}`);
}

function drawCards(desk, outcome) {
  const { main, kpis } = desk.data.form;
  const cards = main.map((key) => drawCard(desk, kpis.find((kpi) => kpi.key === key), outcome));
  return make("ul", { class: "season-cards" }, cards);
}

function drawCard(desk, kpi, outcome) {
  const value = outcome ? figure(outcome.result.kpis[kpi.key], kpi.unit) : "–";
  const series = outcome?.result.series[kpi.key];
  return make("li", { class: "season-card", "data-kpi": kpi.key },
    make("p", { class: "season-card-name" }, desk.pick(kpi.name), make("span", { lang: desk.otherLanguage() }, desk.other(kpi.name))),
    make("p", { class: "season-card-value" }, value, make("span", { class: "season-unit" }, outcome ? unitOf(desk, kpi) : "")),
    make("p", { class: "season-card-change" }, changeWords(desk, kpi, outcome)),
    series ? sparkline(series) : make("span", { class: "season-spark" }),
    make("details", {}, make("summary", {}, desk.word("formula")),
      make("p", {}, desk.pick(kpi.formula)), worked(kpi, outcome, value)));
}

function unitOf(desk, { unit }) {
  return unit === "share" ? "" : desk.word(`unit_${unit}`);
}

function worked(kpi, outcome, value) {
  const numbers = outcome?.result.worked[kpi.key];
  return numbers ? make("p", { class: "season-worked" }, `${numbers} = ${value}`) : null;
}

/** Arrow and words; the colour only repeats what the words say. */
function changeWords(desk, kpi, outcome) {
  const row = outcome?.changed?.rows[kpi.key];
  if (!row) return outcome ? desk.word("first_run") : "";
  const tone = ["worse", "even", "better"][row.direction * kpi.better + 1];
  return make("span", { class: `season-${tone}` },
    make("span", { "aria-hidden": "true" }, `${ARROWS[row.direction]} `), desk.pick(row.words));
}

function drawAll(desk, outcome) {
  const rows = desk.data.form.kpis.map((kpi) => [
    `${desk.pick(kpi.name)} ${desk.other(kpi.name)}`,
    outcome ? figure(outcome.result.kpis[kpi.key], kpi.unit) : "–",
    outcome?.last ? figure(outcome.last.kpis[kpi.key], kpi.unit) : "–",
    changeWords(desk, kpi, outcome),
  ]);
  const heads = ["kpi", "this_run", "last_run", "change"].map(desk.word);
  return make("details", { class: "season-all" }, make("summary", {}, desk.word("all_kpis")), table(heads, rows));
}

/** A table whose first column names its rows. */
function table(heads, rows) {
  const body = rows.map(([name, ...cells]) => make("tr", {}, make("th", { scope: "row" }, name), cells.map((cell) => make("td", {}, cell))));
  return make("div", { class: "season-table", tabindex: 0, role: "group", "aria-label": heads[0] },
    make("table", {}, make("thead", {}, make("tr", {}, heads.map((head) => make("th", { scope: "col" }, head)))), make("tbody", {}, body)));
}

function figureBox(desk, title, picture, heads, rows, extra = null) {
  return make("figure", { class: "season-figure" },
    make("figcaption", {}, desk.word(title)), picture, extra,
    make("details", {}, make("summary", { "aria-label": `${desk.word("as_table")}: ${desk.word(title)}` }, desk.word("as_table")), table(heads, rows)));
}

function drawGlance(desk, { result, last }, width) {
  const data = result.glance;
  const events = make("ol", { class: "season-events" }, data.events.map(({ words }) => make("li", {}, desk.pick(words))));
  const heads = [desk.word("week"), desk.word("sales_day"), ...data.stock.map(({ name }) => `${desk.word("stock_day")}: ${desk.pick(name)}`), desk.word("rating"), desk.word("delivery"), desk.word("cash_day")];
  const mean = (values, week) => values.slice(7 * week, 7 * week + 7).reduce((sum, value) => sum + value, 0) / 7;
  const rows = Array.from({ length: desk.data.form.weeks }, (_, week) => [
    String(week + 1), whole(mean(data.sales, week)), ...data.stock.map(({ pieces }) => whole(pieces[7 * week + 6])),
    data.rating[7 * week + 6].toFixed(2), data.delivery[7 * week + 6]?.toFixed(1) ?? "–", whole(data.cash[7 * week + 6]),
  ]);
  return figureBox(desk, "glance", glance(desk, data, last?.glance, width), heads, rows, events);
}

function drawMoney(desk, { result }, width) {
  const { steps } = result.waterfall;
  const wide = width > 760;
  const half = wide ? width / 2 - 16 : width;
  const money = steps.map(({ name, fen, share }) => [desk.pick(name), whole(fen / 100), percent(share)]);
  const people = result.funnel.steps.map(({ name, number, share }) => [desk.pick(name), whole(number), percent(share)]);
  return make("div", { class: wide ? "season-pair season-pair-wide" : "season-pair" },
    figureBox(desk, "waterfall", waterfall(desk, result.waterfall, half), ["step", "yuan", "share"].map(desk.word), money),
    figureBox(desk, "funnel", funnel(desk, result.funnel, half), ["step", "people", "of_step"].map(desk.word), people));
}
