// What a learner has answered so far, kept by the browser, and the file that is handed in.

import { recall, remember } from "./text.js";

const key = (assignment) => `peak-season-answers:${assignment}`;

/** The answers of an assignment: {plan: its text, exercises: {key: {mode, code, name, numbers, choices}}}. */
export function answers(assignment) {
  return { exercises: {}, ...JSON.parse(recall("localStorage", key(assignment)) ?? "{}") };
}

export function keepPlan(assignment, plan) {
  remember("localStorage", key(assignment), JSON.stringify({ ...answers(assignment), plan }));
}

export function keepAnswer(assignment, exercise, answer) {
  const kept = answers(assignment);
  kept.exercises[exercise] = answer;
  remember("localStorage", key(assignment), JSON.stringify(kept));
}

/** The hand-in file: the plan, and below it a table for each exercise that was answered. */
export function file(assignment) {
  const { plan, exercises } = answers(assignment);
  const tables = Object.entries(exercises).map(([name, answer]) => table(name, answer)).filter(Boolean);
  return [plan?.trim(), ...tables].filter(Boolean).join("\n\n") + "\n";
}

/** A JSON text is a TOML string, but for the control character DEL. */
const text = (value) => JSON.stringify(value).replace(/\u007f/g, "\\u007f");

function table(name, { code, stub, name: who, numbers = {}, choices = {} }) {
  const lines = [];
  if (code && code !== stub) lines.push(`code = ${text(code)}`);
  const filled = [...Object.entries(numbers).map(([key, value]) => `${key} = ${value}`),
    ...Object.entries(choices).map(([key, value]) => `${key} = ${text(value)}`)];
  if (who?.trim() && filled.length) lines.push(`name = ${text(who.trim())}`, ...filled);
  return lines.length ? [`[answers.${name}]`, ...lines].join("\n") : "";
}
