// A graded exercise in a page: answer with code or without, check at once, save the file that is handed in.

import { answers, file, keepAnswer } from "./answers.js";
import { download, make } from "./dom.js";
import { ask, halt, listen, supported } from "./engine.js";
import { LANGUAGES, fill, keepLanguage, startLanguage } from "./text.js";

const MODES = ["with_code", "without_code"];
const LONGEST = 20000; // milliseconds that code may take

class Exercise {
  constructor(section) {
    this.section = section;
    this.id = section.id;
    this.version = section.dataset.version;
    this.data = JSON.parse(section.querySelector("script").textContent);
    this.language = startLanguage();
    this.hints = 0;
    const kept = answers(this.data.assignment).exercises[this.data.exercise];
    this.answer = { mode: MODES[0], code: this.data.stub, stub: this.data.stub, name: "", own: false, numbers: {}, practice: {}, choices: {}, ...kept };
    this.draw();
    listen((state) => this.heard(state));
  }

  word(name, values) {
    return fill(this.pick(this.data.words[name]), values);
  }

  pick(both) {
    return both?.[this.language] ?? "";
  }

  keep() {
    keepAnswer(this.data.assignment, this.data.exercise, this.answer);
  }

  draw() {
    this.section.lang = this.language;
    this.section.setAttribute("aria-label", this.pick(this.data.title));
    this.statusLine = make("p", { class: "season-status", role: "status" });
    this.result = make("div", { class: "exercise-result" });
    this.section.replaceChildren(this.drawHead(), this.drawModes(), this.drawAnswer(), this.drawButtons(), this.statusLine, this.result, this.drawHints());
    if (!supported) this.say(this.word("unsupported"));
  }

  drawHead() {
    const languages = Object.entries(LANGUAGES).map(([language, name]) =>
      make("button", { type: "button", lang: language, "aria-pressed": String(language === this.language), click: () => this.speak(language) }, name));
    return make("header", { class: "season-head" },
      make("p", { class: "season-title" }, this.pick(this.data.title), " ", make("span", {}, this.word("facts", this.data))),
      make("div", { class: "season-languages", role: "group", "aria-label": this.word("language") }, languages));
  }

  drawModes() {
    const choose = (mode) => make("label", {}, make("input", { type: "radio", name: `${this.id}-mode`, value: mode, checked: this.answer.mode === mode,
      change: () => this.set({ mode }) }), this.word(mode));
    return make("fieldset", { class: "exercise-modes" }, make("legend", { class: "exercise-hidden" }, this.word("exercise")), MODES.map(choose));
  }

  drawAnswer() {
    return this.answer.mode === "with_code" ? this.drawCode() : this.drawNumbers();
  }

  drawCode() {
    const id = `${this.id}-code`;
    const rows = Math.max(8, this.answer.code.split("\n").length + 2);
    const area = make("textarea", { id, rows, spellcheck: "false", autocapitalize: "off", autocomplete: "off", value: this.answer.code,
      input: () => { this.answer.code = area.value; this.keep(); }, keydown: (event) => this.indent(event, area) });
    const example = this.data.cases.at(-1);
    return make("div", { class: "exercise-answer" },
      make("details", {}, make("summary", {}, this.word("example")), this.drawTables(example), this.drawRight(example)),
      make("label", { for: id }, this.word("code")), area);
  }

  /** Enter keeps the indentation. Tab moves on, as everywhere in a page. */
  indent(event, area) {
    if (event.key !== "Enter") return;
    const before = area.value.slice(0, area.selectionStart);
    const line = before.slice(before.lastIndexOf("\n") + 1);
    const more = line.trimEnd().endsWith(":") ? "    " : "";
    event.preventDefault();
    area.setRangeText(`\n${line.match(/^ */)[0]}${more}`, area.selectionStart, area.selectionEnd, "end");
    area.dispatchEvent(new Event("input"));
  }

  drawTables({ arguments: given }) {
    return Object.values(given).map(({ columns }) => table(Object.keys(columns), Object.values(columns)[0].map((_, row) => Object.values(columns).map((column) => column[row]))));
  }

  drawRight({ expected }) {
    const rows = Object.entries(expected).map(([name, value]) => [name, Number(value.toPrecision(6))]);
    return make("div", {}, make("p", {}, this.word("right_for_it")), table([], rows));
  }

  drawNumbers() {
    const { own } = this.answer;
    const side = (mine, name) => make("label", {}, make("input", { type: "radio", name: `${this.id}-side`, checked: own === mine, change: () => this.set({ own: mine }) }), this.word(name));
    return make("div", { class: "exercise-answer" },
      make("p", {}, this.data.twin.task),
      make("fieldset", { class: "exercise-modes" }, make("legend", { class: "exercise-hidden" }, this.word("without_code")), side(false, "practise"), side(true, "own")),
      own ? this.drawName() : null, this.drawFigures(), make("div", { class: "exercise-fields" }, Object.entries(this.data.outputs).map((one) => this.drawNumber(one))),
      own ? this.data.twin.choices.map((one) => this.drawChoice(one)) : null);
  }

  drawName() {
    const id = `${this.id}-name`;
    const input = make("input", { id, value: this.answer.name, autocomplete: "name", maxlength: 80, input: () => {
      this.answer.name = input.value;
      this.keep();
      this.fillFigures(this.figures);
    } });
    return make("p", { class: "exercise-name" }, make("label", { for: id }, this.word("name")), input);
  }

  drawFigures() {
    this.figures = make("div", { class: "exercise-figures" });
    this.fillFigures(this.figures);
    return this.figures;
  }

  fillFigures(place) {
    const { practice, variants, rows, columns } = this.data.twin;
    if (this.answer.own && !this.answer.name.trim()) return place.replaceChildren(make("p", {}, this.word("need_name")));
    const { values } = this.answer.own ? variants[variant(this.answer.name, variants.length)] : practice;
    place.replaceChildren(table(["", ...columns.map((one) => this.pick(one))], values.map((row, number) => [this.pick(rows[number]), ...row])));
  }

  drawNumber([name, { label, digits }]) {
    const id = `${this.id}-${name}`;
    const kept = this.answer.own ? this.answer.numbers : this.answer.practice;
    const input = make("input", { id, type: "number", step: "any", inputmode: "decimal", value: kept[name] ?? "", "aria-describedby": `${id}-help`, input: () => {
      if (Number.isFinite(input.valueAsNumber)) kept[name] = input.valueAsNumber;
      else delete kept[name];
      this.keep();
    } });
    return make("p", {}, make("label", { for: id }, this.pick(label)), input, make("span", { id: `${id}-help`, class: "season-help" }, (0).toFixed(digits)));
  }

  drawChoice({ key, text, options }) {
    const option = (one) => make("label", {}, make("input", { type: "radio", name: `${this.id}-${key}`, checked: this.answer.choices[key] === one.en,
      change: () => { this.answer.choices[key] = one.en; this.keep(); } }), this.pick(one));
    return make("fieldset", { class: "exercise-choice" }, make("legend", {}, this.pick(text)), options.map(option));
  }

  drawButtons() {
    const button = (name, act, kind) => make("button", { type: "button", class: kind, click: act }, this.word(name));
    this.checkButton = button("check", () => this.check(), "season-main");
    this.stopButton = button("stop", halt, "season-plain");
    this.stopButton.disabled = true;
    return make("div", { class: "season-go exercise-go" }, this.checkButton, this.stopButton, button("hint", () => this.hint(), "season-plain"),
      make("div", { class: "season-tools" }, button("save", () => this.save(), "season-link"), button("reset", () => this.reset(), "season-link")));
  }

  drawHints() {
    this.hintList = make("ol", { class: "exercise-hints", "aria-live": "polite" });
    this.showHints();
    return this.hintList;
  }

  hint() {
    this.hints = Math.min(this.hints + 1, this.data.hints.length);
    this.showHints();
  }

  showHints() {
    const all = this.data.hints.length;
    this.hintList.replaceChildren(...this.data.hints.slice(0, this.hints).map((one, place) =>
      make("li", {}, make("strong", {}, this.word("hint_number", { number: place + 1, all })), " ", this.pick(one))));
  }

  set(change) {
    Object.assign(this.answer, change);
    this.keep();
    const held = document.activeElement;
    const again = held?.name ? `[name="${held.name}"]:checked` : held?.id && `#${CSS.escape(held.id)}`;
    this.draw();
    if (again) this.section.querySelector(again)?.focus();
  }

  speak(language) {
    keepLanguage(language);
    this.language = language;
    this.draw();
    this.section.querySelector(`.season-languages [lang=${language}]`).focus();
  }

  say(text) {
    this.statusLine.textContent = text;
  }

  heard({ kind, part, parts, reason }) {
    this.engine = kind;
    if (!this.job) return;
    if (kind === "loading") this.say(this.word("loading", { part, parts }));
    if (kind === "ready") this.say(this.word("checking"));
    if (kind === "ready") this.watch();
    if (kind === "broken") this.say(this.word("failed", { reason }));
  }

  async check() {
    if (this.job || !supported) return;
    if (this.answer.mode === "without_code" && this.answer.own) return this.count();
    const { assignment, exercise } = this.data;
    const request = this.answer.mode === "with_code" ? { what: "check", code: this.answer.code } : { what: "numbers", numbers: this.answer.practice };
    this.result.replaceChildren();
    this.busy(ask(this.version, { ...request, assignment, exercise }));
    this.say(this.word("checking"));
    if (this.engine === "ready") this.watch();
    try {
      this.show(await this.job.answer);
    } catch (error) {
      if (this.job) this.say(error.message === "halted" ? this.word("stopped") : this.word("failed", { reason: error.message }));
    } finally {
      this.busy(null);
    }
  }

  busy(job) {
    clearTimeout(this.late);
    this.late = null;
    this.job = job;
    this.checkButton.disabled = Boolean(job);
    this.stopButton.disabled = !job;
  }

  /** Code that does not come to an end is stopped. */
  watch() {
    clearTimeout(this.late);
    this.late = setTimeout(halt, LONGEST);
  }

  /** How much is filled in of what only the hand-in's checks look at. */
  count() {
    const wanted = [...Object.keys(this.data.outputs), ...this.data.twin.choices.map(({ key }) => key)];
    const given = { ...this.answer.numbers, ...this.answer.choices };
    const filled = wanted.filter((key) => key in given).length;
    this.say(this.answer.name.trim() ? this.word("filled", { filled, all: wanted.length }) : this.word("need_name"));
  }

  show(verdict) {
    const { state, says, sentence, error, place, later, solution } = verdict;
    this.section.dataset.state = state;
    this.say(`${this.pick(says)}. ${this.pick(sentence)}`);
    this.result.replaceChildren(...[
      error && make("pre", {}, error),
      place !== null && this.drawFailure(verdict),
      later && make("p", {}, this.pick(later)),
      solution && make("details", {}, make("summary", {}, this.word("solution")), make("pre", {}, solution.trim())),
    ].filter(Boolean));
  }

  drawFailure({ case: name, label, yours, expected, place }) {
    const digits = (value) => (value === null ? "–" : Number(value.toPrecision(6)));
    const one = this.answer.mode === "with_code" ? this.data.cases[place] : null;
    return make("div", {},
      make("p", {}, `${this.word("in_case", { case: this.pick(name) })} ${this.pick(label)}`),
      table([this.word("yours"), this.word("expected")], [[digits(yours), digits(expected)]]),
      one && make("details", {}, make("summary", {}, this.word("smallest")), this.drawTables(one)));
  }

  save() {
    const { assignment, exercise } = this.data;
    this.keep();
    const name = `${assignment}.toml`;
    download(name, file(assignment));
    const { plan, exercises } = answers(assignment);
    const parts = [plan && this.word("plan"), ...Object.keys(exercises)].filter(Boolean).join(", ");
    this.say([this.word("saved", { file: name }), this.word("holds", { parts: parts || exercise }), plan ? "" : this.word("no_plan")].join(" "));
  }

  reset() {
    this.set({ code: this.data.stub, numbers: {}, practice: {}, choices: {} });
    this.section.dataset.state = "";
  }
}

/** Which set of figures belongs to a name: the number that `simulator.exercise.sheet.variant` gives. */
function variant(name, number) {
  const bytes = new TextEncoder().encode(name.trim().toLowerCase());
  return bytes.reduce((hash, byte) => Math.imul(hash ^ byte, 16777619) >>> 0, 2166136261) % number;
}

function table(head, rows) {
  const cell = (value, place) => make(place === 0 && typeof value === "string" ? "th" : "td", { class: typeof value === "number" ? "exercise-number" : null }, String(value));
  return make("div", { class: "exercise-table", tabindex: "0" }, make("table", {}, head.length ? make("thead", {}, make("tr", {}, head.map((one) => make("th", { scope: "col" }, one)))) : null,
    make("tbody", {}, rows.map((row) => make("tr", {}, row.map(cell))))));
}

for (const section of document.querySelectorAll(".season-exercise")) new Exercise(section);
