// A live panel: decide, run, see. One for each section that the directive `season-panel` put into the page.

import { file as handIn, keepPlan } from "./answers.js";
import { loadPlot } from "./charts.js";
import { download, make } from "./dom.js";
import { ask, listen, supported, wake } from "./engine.js";
import { drawForm, faults, showFaults } from "./form.js";
import { copy } from "./plan.js";
import { drawResults } from "./results.js";
import { LANGUAGES, fill, keepLanguage, recall, remember, startLanguage } from "./text.js";

class Panel {
  constructor(section) {
    this.section = section;
    this.id = section.id;
    this.version = section.dataset.version;
    this.data = JSON.parse(section.querySelector("script").textContent);
    this.language = startLanguage();
    this.key = `${location.pathname}#${this.id}`;
    this.start();
    this.word = this.word.bind(this);
    this.problems = [];
    this.openSections = new Set();
    this.status = { name: "ready" };
    this.draw();
    this.follow();
  }

  /** The plan and results of this visit, or the plan of the start. */
  start() {
    const form = JSON.stringify([this.data.form.plan, this.version]);
    const kept = JSON.parse(recall("sessionStorage", this.key) ?? "null");
    const fresh = { plan: copy(this.data.form.plan), seed: this.data.seed, outcome: null };
    const { plan, seed, outcome } = kept?.form === form ? kept : fresh;
    Object.assign(this, { plan, seed, outcome, form });
  }

  keep() {
    const { plan, seed, outcome, form } = this;
    remember("sessionStorage", this.key, JSON.stringify({ plan, seed, outcome, form }));
  }

  word(name, values) {
    return fill(this.data.form.words[name]?.[this.language] ?? name, values);
  }

  pick(both) {
    return both?.[this.language] ?? "";
  }

  otherLanguage() {
    return this.language === "en" ? "zh" : "en";
  }

  other(both) {
    return both[this.otherLanguage()] === this.pick(both) ? "" : both[this.otherLanguage()];
  }

  /** A name with the Chinese beside it: Taobao 淘宝. */
  named(both) {
    return `${this.pick(both)} ${this.other(both)}`.trim();
  }

  date(day) {
    return day.toLocaleDateString(this.language === "zh" ? "zh-CN" : "en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
  }

  draw() {
    this.section.lang = this.language;
    this.section.setAttribute("aria-label", this.word("panel"));
    this.decide = make("form", { class: "season-decide", novalidate: "", "aria-label": this.word("decide"), submit: (event) => {
      event.preventDefault();
      this.run();
    } });
    this.see = make("div", { class: "season-see", "aria-label": this.word("see"), role: "region" });
    this.section.replaceChildren(this.drawHead(), make("div", { class: "season-zones" }, this.decide, this.drawRun(), this.see));
    this.redraw();
    this.say(this.status.name, this.status.values);
    this.show();
  }

  drawHead() {
    const { title } = this.data.form;
    const choices = Object.entries(LANGUAGES).map(([language, name]) =>
      make("button", { type: "button", lang: language, "aria-pressed": String(language === this.language), click: () => this.speak(language) }, name));
    return make("header", { class: "season-head" },
      make("p", { class: "season-title" }, this.pick(title), make("span", { lang: this.otherLanguage() }, this.other(title))),
      make("div", { class: "season-languages", role: "group", "aria-label": this.word("language") }, choices));
  }

  drawRun() {
    const button = (name, act, kind = "season-link") => make("button", { type: "button", class: kind, click: act }, this.word(name));
    this.runButton = button("run", () => this.run(), "season-main");
    this.cancelButton = button("cancel", () => this.job?.cancel(), "season-plain");
    this.cancelButton.disabled = !this.job;
    this.runButton.disabled = Boolean(this.job) || !supported;
    this.bar = make("progress", { max: 100, value: 0, "aria-label": this.word("run_zone") });
    this.barWords = make("p", { class: "season-bar-words" });
    this.statusLine = make("p", { class: "season-status", role: "status" });
    this.general = make("ul", { class: "season-general" });
    this.planText = make("details", { class: "season-plan-text", hidden: true }, make("summary", {}, this.word("plan_text")),
      make("textarea", { rows: 12, readonly: "", "aria-label": this.word("plan_text") }));
    return make("div", { class: "season-run", role: "region", "aria-label": this.word("run_zone") },
      make("div", { class: "season-go" }, this.runButton, this.cancelButton, this.bar, this.barWords, this.statusLine, this.general),
      make("div", { class: "season-extras" }, this.drawSeed(),
        make("div", { class: "season-tools" }, button("copy", () => this.copyPlan()),
          this.data.assignment ? button("save", () => this.saveHandIn()) : null, button("reset", () => this.reset())),
        this.planText));
  }

  drawSeed() {
    const id = `${this.id}-seed`;
    const input = make("input", { id, type: "number", min: 1, max: 999999, step: 1, required: true, value: this.seed, "aria-describedby": `${id}-help`, input: (event) => {
      if (event.target.validity.valid && event.target.value) this.seed = event.target.valueAsNumber;
      this.keep();
    } });
    this.seedField = input;
    const another = () => {
      input.value = this.seed += 1;
      this.keep();
    };
    return make("div", { class: "season-seed" }, make("label", { for: id }, this.word("season_number")), input,
      make("button", { type: "button", class: "season-plain", click: another }, this.word("another")),
      make("p", { class: "season-help", id: `${id}-help` }, this.word("season_help")));
  }

  /** Draw the form again, because rows came or went; then put the keyboard at `focus`. */
  redraw(focus) {
    this.decide.replaceChildren(...drawForm(this));
    this.point();
    const target = focus && document.getElementById(focus);
    const control = target?.matches("fieldset") ? target.querySelector("input") : target;
    control?.focus();
    control?.select?.();
  }

  /** A decision changed. */
  edited(name) {
    this.keep();
    this.problems = this.problems.filter(({ field }) => !name || field !== name);
    this.point();
  }

  /** Put every known problem beside its field. */
  point() {
    const engine = this.problems.map(({ field, words }) => ({ field, text: this.pick(words) }));
    const found = [...faults(this, this.decide), ...this.missing(), ...engine];
    const rest = showFaults(this.decide, found);
    this.general.replaceChildren(...rest.map(({ text }) => make("li", {}, text)));
    return found.length;
  }

  /** Promotions without a week, once a run was asked for. */
  missing() {
    const empty = (this.asked ? this.plan.promotions ?? [] : []).map((one, place) => (one.weeks.length ? null : `promotions[${place + 1}].weeks`));
    return empty.filter(Boolean).map((field) => ({ field, text: this.word("need_weeks") }));
  }

  speak(language) {
    this.language = language;
    keepLanguage(language);
    this.draw();
    this.section.querySelector(`.season-languages [lang=${language}]`).focus();
  }

  say(name, values = {}) {
    this.status = { name, values };
    this.statusLine.textContent = this.word(name, values);
  }

  follow() {
    if (!supported) return this.say("unsupported");
    const start = () => wake(this.version);
    for (const kind of ["focusin", "pointerdown"]) this.section.addEventListener(kind, start, { once: true });
    const seen = new IntersectionObserver(([{ isIntersecting }]) => {
      if (!isIntersecting || navigator.connection?.saveData) return;
      seen.disconnect();
      (window.requestIdleCallback ?? setTimeout)(start, { timeout: 3000 });
    });
    seen.observe(this.section);
    new ResizeObserver(() => this.resized()).observe(this.section);
    listen((state) => this.heard(state));
  }

  heard({ kind, part, parts, seconds, reason }) {
    if (kind === "loading") this.say(seconds > 0 ? "loading" : "loading_last", { part, parts, seconds });
    if (kind === "ready") this.say(this.job ? "playing" : "loaded");
    if (kind === "broken") this.say("engine_failed", { reason });
  }

  resized() {
    const width = this.see.clientWidth;
    if (this.outcome && width && Math.abs(width - this.width) > 8) this.show();
  }

  async run() {
    if (this.job || !supported) return;
    this.asked = true;
    this.problems = [];
    const count = this.point();
    if (count) return this.refuse(count);
    if (!this.seedField.reportValidity()) return;
    const last = this.outcome?.result;
    const request = { what: "run", plan: this.plan, scenario: this.data.form.scenario, seed: this.seed, noise: this.data.noise,
      goal: this.data.goal, before: last && { seed: last.seed, kpis: last.kpis, plan: last.plan } };
    this.say("playing");
    this.busy(ask(this.version, request, (state) => this.progress(state)));
    const answer = await this.answer();
    if (answer?.cancelled) this.say("cancelled");
    else if (answer?.problems) this.refuse((this.problems = answer.problems).length);
    else if (answer) await this.finished(answer, last);
  }

  async answer() {
    try {
      return await this.job.answer;
    } catch (error) {
      return this.say("engine_failed", { reason: error.message });
    } finally {
      this.busy(null);
    }
  }

  async finished(answer, last) {
    this.outcome = { ...answer, last: last && { kpis: last.kpis, glance: last.glance } };
    this.keep();
    await this.show();
    this.say("done", { seed: answer.result.seed });
  }

  busy(job) {
    const held = document.activeElement;
    this.job = job;
    this.runButton.disabled = Boolean(job);
    this.cancelButton.disabled = !job;
    this.section.classList.toggle("season-busy", Boolean(job));
    if (!job) this.progress(null);
    if (held === this.runButton) this.cancelButton.focus();
    else if (held === this.cancelButton) this.runButton.focus();
  }

  progress(state) {
    const share = state ? Math.round((100 * state.week) / state.weeks) : 0;
    this.bar.value = share;
    this.barWords.textContent = state ? `${this.pick(state.words)}, ${share}%` : "";
  }

  refuse(count) {
    this.point();
    this.say("refused", { count });
    for (const fold of this.decide.querySelectorAll("details:has([aria-invalid])")) fold.open = true;
    this.decide.querySelector("[aria-invalid]")?.focus();
  }

  async show() {
    if (this.outcome) await loadPlot();
    this.width = this.see.clientWidth;
    const inner = this.width - 2 * parseFloat(getComputedStyle(this.see).paddingLeft);
    this.see.replaceChildren(...drawResults(this, this.outcome, inner).filter(Boolean));
    this.see.dataset.digest = this.outcome?.result.digest ?? "";
  }

  async text() {
    const job = ask(this.version, { what: "write", plan: this.plan, scenario: this.data.form.scenario });
    const { text, problems } = await job.answer;
    if (problems) this.refuse((this.problems = problems).length);
    return text;
  }

  async copyPlan() {
    const text = await this.text();
    if (!text) return;
    const area = this.planText.querySelector("textarea");
    Object.assign(this.planText, { hidden: false });
    area.value = text;
    try {
      await navigator.clipboard.writeText(text);
      this.say("copied");
    } catch {
      this.planText.open = true;
      area.select();
      this.say("copy_by_hand");
    }
  }

  async saveHandIn() {
    this.asked = true;
    const count = this.point();
    if (count) return this.refuse(count);
    const text = await this.text();
    if (!text) return;
    const file = `${this.data.assignment}.toml`;
    keepPlan(this.data.assignment, text);
    download(file, handIn(this.data.assignment));
    this.say("saved", { file });
  }

  reset() {
    this.plan = copy(this.data.form.plan);
    this.seed = this.data.seed;
    this.problems = [];
    this.asked = false;
    this.keep();
    this.section.querySelector(".season-seed input").value = this.seed;
    this.redraw();
    this.say("restored");
  }
}

for (const section of document.querySelectorAll(".season-panel")) new Panel(section);
