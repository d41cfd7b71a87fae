// The form of a plan, drawn from the levers' descriptions.

import { make } from "./dom.js";
import { fold, get, matches, put, unfold } from "./plan.js";
import { short } from "./text.js";

const WALL = 8; // fields that may stand in a group without being folded into sections

/**
 * The form's groups. `desk` is the panel: plan, data, words (`word`, `pick`), `edited()` to call after a change and
 * `redraw(focus)` when rows come or go.
 */
export function drawForm(desk) {
  const { form, open } = desk.data;
  const lesson = form.groups.map((group) => drawGroup(desk, group, (path) => !open.length || matches(path, open), drawOpen));
  const rest = open.length ? form.groups.map((group) => drawGroup(desk, group, (path) => !matches(path, open), drawFolded)) : [];
  const folded = rest.filter(Boolean);
  const more = folded.length && make("details", { class: "season-more", open: desk.moreOpen, toggle: (event) => (desk.moreOpen = event.target.open) },
    make("summary", {}, desk.word("more")), folded);
  return [...lesson, more].filter(Boolean);
}

function drawGroup(desk, group, wanted, draw) {
  if (group.key === "promotions") return drawPromotions(desk, group, wanted);
  if (group.key === "shops") return drawShops(desk, group, wanted);
  if (group.key === "channels") return drawChannels(desk, group, wanted);
  const fields = group.fields.filter((field) => wanted(field.path));
  return fields.length ? draw(desk, group, fields) : null;
}

function drawOpen(desk, group, fields) {
  return make("fieldset", { class: "season-group" },
    make("legend", {}, desk.pick(group.name)),
    make("p", { class: "season-about" }, desk.pick(group.about)),
    drawSections(desk, group, fields));
}

/** A group of which only the name is seen until it is opened. */
function drawFolded(desk, group, fields) {
  return drawSection(desk, `more ${group.key}`, fields, group.name,
    [make("p", { class: "season-about" }, desk.pick(group.about)), ...drawSections(desk, group, fields)]);
}

/** The fields of a group; many of them folded into their sections, where it has any. */
function drawSections(desk, group, fields) {
  if (fields.length <= WALL || !fields[0].section) return fields.map((field) => drawPlanField(desk, field));
  const names = [...new Set(fields.map((field) => field.section.en))];
  return names.map((name) => {
    const its = fields.filter((field) => field.section.en === name);
    return drawSection(desk, `${group.key} ${name}`, its, its[0].section, its.map((field) => drawPlanField(desk, field)));
  });
}

/** Fields under a name that opens and shuts, with how many of them are decided. */
function drawSection(desk, key, fields, name, inside) {
  const count = make("span", { class: "season-unit" });
  const tell = () => {
    const decided = fields.filter((field) => get(desk.plan, field.path) !== undefined).length;
    count.textContent = decided ? desk.word("decided", { count: decided }) : "";
  };
  const toggle = (event) => (event.target.open ? desk.openSections.add(key) : desk.openSections.delete(key));
  tell();
  return make("details", { class: "season-section", open: desk.openSections.has(key), toggle, input: tell, change: tell },
    make("summary", {}, desk.pick(name), count), inside);
}

function drawPlanField(desk, field) {
  return drawField(desk, field, desk.plan, field.path, field.path);
}

/** A field of the plan: `owner` holds it at `path`, problems name it `name`. */
function drawField(desk, field, owner, path, name) {
  if (field.kind === "weeks") return drawWeeks(desk, field, owner, path, name);
  const draw = { choice: drawChoice, text: drawText }[field.kind] ?? (field.weekly ? drawWeekly : drawNumber);
  return make("div", { class: "season-field", "data-field": name }, draw(desk, field, owner, path, name), errorLine(desk, name));
}

function identity(desk, name) {
  return `${desk.id}-${name.replace(/[^\w-]+/g, "-")}`;
}

function errorLine(desk, name) {
  return make("p", { class: "season-error", id: `${identity(desk, name)}-error` });
}

/** Attributes that tie a control to its help and its error. */
function ties(desk, field, name) {
  const id = identity(desk, name);
  return { id, "aria-describedby": `${id}-help ${id}-error`, disabled: matches(field.path, desk.data.fixed) };
}

function labelOf(desk, field, name) {
  const unit = desk.pick(field.unit);
  const fixed = matches(field.path, desk.data.fixed) ? desk.word("fixed") : "";
  return make("label", { for: identity(desk, name) }, desk.pick(field.label),
    make("span", { class: "season-unit" }, [unit, fixed].filter(Boolean).join(" · ")));
}

function helpOf(desk, text, name) {
  return make("p", { class: "season-help", id: `${identity(desk, name)}-help` }, text);
}

function drawChoice(desk, field, owner, path, name) {
  const chosen = () => get(owner, path) ?? field.default;
  const about = () => desk.pick((field.options.find(({ value }) => value === chosen()) ?? { about: field.help }).about);
  const help = helpOf(desk, about(), name);
  const change = (event) => {
    put(owner, path, event.target.value || undefined);
    help.textContent = about();
    desk.edited(name);
  };
  const choices = field.options.map(({ value, name: label }) =>
    make("option", { value, selected: value === chosen() }, desk.named(label)));
  const none = field.default === null ? make("option", { value: "", selected: !chosen() }, desk.word("not_decided")) : null;
  return [labelOf(desk, field, name), make("select", { ...ties(desk, field, name), change }, none, choices), help];
}

function drawText(desk, field, owner, path, name) {
  const id = identity(desk, name);
  const text = get(owner, path) ?? field.default ?? "";
  const count = make("p", { class: "season-help season-count", id: `${id}-count` });
  const tell = (given) => {
    const letters = [...given].length;
    count.textContent = desk.word("characters", { count: letters, enough: field.enough });
    count.classList.toggle("season-over", letters > field.enough);
  };
  const input = (event) => {
    put(owner, path, event.target.value || undefined);
    tell(event.target.value);
    desk.edited(name);
  };
  tell(text);
  return [
    labelOf(desk, field, name),
    make("input", { ...ties(desk, field, name), type: "text", value: text, maxlength: field.longest, placeholder: field.default ?? desk.word("not_decided"),
      "aria-describedby": `${id}-help ${id}-count ${id}-error`, input }),
    helpOf(desk, desk.pick(field.help), name), count,
  ];
}

function numberInput(desk, field, value, attributes, take) {
  return make("input", {
    type: "number", inputmode: field.whole ? "numeric" : "decimal", min: field.low, max: field.high,
    step: field.whole ? 1 : "any", value: value ?? "", placeholder: field.default ?? desk.word("not_decided"), ...attributes,
    input: (event) => take(event.target.value === "" ? undefined : event.target.valueAsNumber),
  });
}

function drawNumber(desk, field, owner, path, name) {
  const take = (value) => {
    put(owner, path, value);
    desk.edited(name);
  };
  const input = numberInput(desk, field, get(owner, path) ?? field.default, ties(desk, field, name), take);
  return [labelOf(desk, field, name), input, helpOf(desk, desk.pick(field.help), name)];
}

function drawWeekly(desk, field, owner, path, name) {
  const value = unfold(get(owner, path));
  const write = () => {
    put(owner, path, fold(value));
    desk.edited(name);
  };
  const input = numberInput(desk, field, value.start ?? field.default, ties(desk, field, name), (number) => {
    value.start = number;
    if (slider && number !== undefined) slider.value = number;
    write();
  });
  const slider = field.slider && drawSlider(desk, field, value.start ?? field.default, (number) => {
    input.value = value.start = number;
    write();
  });
  const rows = value.steps.map((step, place) => drawStep(desk, field, name, value, step, place, write));
  const fixed = matches(field.path, desk.data.fixed);
  return [
    labelOf(desk, field, name),
    make("div", { class: "season-number" }, input, slider || null),
    helpOf(desk, desk.pick(field.help), name),
    rows.length ? make("ul", { class: "season-steps" }, rows) : null,
    fixed ? null : addStep(desk, field, name, value, write),
  ];
}

/** For mouse and finger; the number beside it serves the keyboard. */
function drawSlider(desk, field, value, take) {
  const [min, max] = field.slider;
  return make("input", {
    type: "range", min, max, step: field.step, value, tabindex: -1, "aria-hidden": "true",
    disabled: matches(field.path, desk.data.fixed), input: (event) => take(event.target.valueAsNumber),
  });
}

function drawStep(desk, field, name, value, step, place, write) {
  const id = `${identity(desk, name)}-step-${place}`;
  const label = desk.pick(field.label);
  const week = make("input", {
    id, type: "number", min: 2, max: desk.data.form.weeks, step: 1, value: step.week,
    input: (event) => {
      step.week = event.target.valueAsNumber || 2;
      write();
    },
  });
  const number = numberInput(desk, field, step.value, { "aria-label": `${label}, ${desk.word("value")} ${place + 2}` }, (given) => {
    step.value = given ?? null;
    write();
  });
  const remove = () => {
    value.steps.splice(place, 1);
    write();
    desk.redraw(`${identity(desk, name)}-add`);
  };
  return make("li", {}, make("label", { for: id }, desk.word("from_week")), week, number,
    make("button", { type: "button", class: "season-remove", "aria-label": `${desk.word("remove_step")}: ${label}`, click: remove }, "×"));
}

function addStep(desk, field, name, value, write) {
  const add = () => {
    const last = value.steps.at(-1);
    value.steps.push({ week: Math.min((last?.week ?? 1) + 1, desk.data.form.weeks), value: last?.value ?? value.start ?? field.default ?? field.low });
    write();
    desk.redraw(`${identity(desk, name)}-step-${value.steps.length - 1}`);
  };
  return make("button", { type: "button", class: "season-link", id: `${identity(desk, name)}-add`, "aria-label": `${desk.word("add_step")}: ${desk.pick(field.label)}`, click: add },
    desk.word("add_step"));
}

/** Boxes to tick, one a week or product. */
function ticks(desk, legend, choices, chosen, take, name, note = "") {
  const ticked = new Set(chosen);
  const change = ({ target }, value) => {
    if (target.checked) ticked.add(value);
    else ticked.delete(value);
    take(choices.map((one) => one.value).filter((one) => ticked.has(one)));
  };
  const boxes = choices.map(({ value, label }) =>
    make("label", { class: "season-tick" },
      make("input", { type: "checkbox", checked: ticked.has(value), change: (event) => change(event, value) }),
      make("span", {}, label)));
  const id = identity(desk, name);
  return make("fieldset", { id, class: "season-ticks season-field", "data-field": name, "aria-describedby": `${id}-error` },
    make("legend", {}, legend, note ? make("span", { class: "season-unit" }, note) : null),
    make("div", {}, boxes), errorLine(desk, name));
}

function drawWeeks(desk, field, owner, path, name) {
  const weeks = Array.from({ length: desk.data.form.weeks }, (_, place) => ({ value: place + 1, label: String(place + 1) }));
  const take = (chosen) => {
    put(owner, path, chosen);
    desk.edited(name);
  };
  return ticks(desk, desk.pick(field.label), weeks, get(owner, path) ?? [], take, name);
}

function drawPromotions(desk, group, wanted) {
  const kinds = desk.data.form.promotions.filter(({ kind }) => wanted(`promotions.${kind}`));
  const rows = (desk.plan.promotions ?? []).map((promotion, place) => ({ promotion, place })).filter(({ promotion }) => wanted(`promotions.${promotion.kind}`));
  if (!kinds.length) return null;
  return make("fieldset", { class: "season-group" },
    make("legend", {}, desk.pick(group.name)),
    rows.length ? null : make("p", { class: "season-about" }, desk.word("no_promotions")),
    rows.map(({ promotion, place }) => drawPromotion(desk, promotion, place)),
    addPromotion(desk, kinds));
}

function drawPromotion(desk, promotion, place) {
  const kind = desk.data.form.promotions.find((one) => one.kind === promotion.kind);
  const name = (field) => `promotions[${place + 1}].${field}`;
  const products = desk.data.form.products.map((one) => ({ value: one.key, label: desk.pick(one.name) }));
  const cover = (chosen) => {
    put(promotion, "products", chosen.length ? chosen : undefined);
    desk.edited(name("products"));
  };
  return drawRow(desk, "promotion", place, desk.pick(kind.name),
    make("p", { class: "season-about" }, desk.pick(kind.about)),
    kind.fields.map((field) => drawField(desk, field, promotion, field.name, name(field.name))),
    kind.covers && products.length > 1 ? ticks(desk, desk.word("products"), products, promotion.products ?? [], cover, name("products"), desk.word("all_products")) : null);
}

/** One of the plan's promotions, shops or channels (`thing` says which), with a button that removes it. */
function drawRow(desk, thing, place, title, ...content) {
  const remove = () => {
    desk.plan[`${thing}s`].splice(place, 1);
    desk.edited();
    desk.redraw(`${desk.id}-add-${thing}`);
  };
  return make("fieldset", { class: "season-entry" },
    make("legend", {}, title),
    make("button", { type: "button", class: "season-remove", "aria-label": `${desk.word(`remove_${thing}`)}: ${title}`, click: remove }, "×"),
    content.flat());
}

function drawShops(desk, group, wanted) {
  const first = desk.data.form.groups.flatMap(({ fields }) => fields).find((field) => field.path === "shop.platform");
  const title = (place) => desk.word("further_shop", { number: place + 2 });
  const taken = [get(desk.plan, first.path) ?? first.default];
  return drawList(desk, group, desk.data.form.shops, wanted, "shop", title, taken);
}

function drawChannels(desk, group, wanted) {
  const media = group.fields.find(({ name }) => name === "medium").options;
  const title = (place) => desk.named(media.find(({ value }) => value === desk.plan.channels[place].medium).name);
  return drawList(desk, group, group.fields, wanted, "channel", title, []);
}

/** Rows of fields, as many as the plan has of the `thing`; a new one gets the first word of its first field that is free. */
function drawList(desk, group, all, wanted, thing, title, taken) {
  const [key, first, fields] = [`${thing}s`, all[0], all.filter((field) => wanted(field.path))];
  if (!fields.length) return null;
  const list = desk.plan[key] ?? [];
  const rows = list.map((one, place) => drawRow(desk, thing, place, title(place),
    fields.map((field) => drawField(desk, field, one, field.name, `${key}[${place + 1}].${field.name}`))));
  const add = () => {
    const used = [...taken, ...list.map((one) => one[first.name])];
    (desk.plan[key] ??= []).push({ [first.name]: first.options.find(({ value }) => !used.includes(value))?.value });
    desk.edited();
    desk.redraw(`${desk.id}-${key}-${desk.plan[key].length}-${first.name}`);
  };
  return make("fieldset", { class: "season-group" },
    make("legend", {}, desk.pick(group.name)),
    list.length ? null : make("p", { class: "season-about" }, desk.word(`no_${key}`)),
    rows,
    make("button", { type: "button", class: "season-link", id: `${desk.id}-add-${thing}`, click: add }, desk.word(`add_${thing}`)));
}

function addPromotion(desk, kinds) {
  const id = `${desk.id}-add-promotion`;
  const select = make("select", { id }, kinds.map(({ kind, name }) => make("option", { value: kind }, desk.pick(name))));
  const add = () => {
    const kind = kinds.find((one) => one.kind === select.value);
    const numbers = kind.fields.filter((field) => field.kind === "number").map((field) => [field.name, field.default ?? suggestion(field)]);
    (desk.plan.promotions ??= []).push({ kind: kind.kind, weeks: [], ...Object.fromEntries(numbers) });
    desk.edited();
    desk.redraw(`${desk.id}-promotions-${desk.plan.promotions.length}-weeks`);
  };
  return make("div", { class: "season-add" }, make("label", { for: id }, desk.word("add_promotion")),
    select, make("button", { type: "button", click: add }, desk.word("add")));
}

/** A modest value to start from, a tenth of the way between the bounds that matter. */
function suggestion(field) {
  if (field.path === "promotions.livestream.spend") return 2000;
  if (field.path === "promotions.festival-entry.percent") return 20;
  return { percent: 10, save: 20, spend: 150, quantity: 50, fans: 20 }[field.name] ?? field.low;
}

/** What native checks say is wrong: {field, words} for each bad number. */
export function faults(desk, root) {
  const bad = [...root.querySelectorAll("input[type=number]")].filter((input) => !input.validity.valid);
  return bad.map((input) => ({
    field: input.closest(".season-field").dataset.field,
    text: desk.word(input.step === "1" ? "bad_whole" : "bad_number", { low: short(Number(input.min)), high: short(Number(input.max)) }),
  }));
}

/** Put each problem beside its field; returns those that belong to no field in the form. */
export function showFaults(root, found) {
  for (const line of root.querySelectorAll(".season-error")) line.textContent = "";
  for (const control of root.querySelectorAll("[aria-invalid]")) control.removeAttribute("aria-invalid");
  return found.filter(({ field, text }) => {
    const box = [...root.querySelectorAll(".season-field")].find((one) => belongs(field, one.dataset.field));
    if (!box) return true;
    box.querySelector(":scope > .season-error").textContent = text;
    for (const control of box.querySelectorAll("input:not([type=range]), select")) control.setAttribute("aria-invalid", "true");
    return false;
  });
}

function belongs(problem, field) {
  return problem === field || problem.startsWith(`${field}[`) || problem.startsWith(`${field}.`);
}
