// The page's side of the market: starts its worker once, asks it, and passes on how far it is.

import { recall, remember } from "./text.js";

const HERE = new URL(".", import.meta.url);
const PYTHON = new URL("../../lite/static/pyodide/", HERE).href;
const LAST_TIME = "peak-season-seconds-to-load";
const FIRST_GUESS = 9;

let worker = null;
let started = 0;
let number = 0;
let state = { kind: "asleep" };
const waiting = new Map();
const listeners = new Set();

export const supported = typeof Worker === "function" && typeof WebAssembly === "object";

/** Hear of each state: asleep, loading {part, parts, seconds}, ready, broken {reason}. */
export function listen(heard) {
  listeners.add(heard);
  heard(state);
}

/** Start the market, once a page. */
export function wake(version) {
  if (worker || !supported) return;
  started = performance.now();
  worker = new Worker(new URL("worker.js", HERE), { type: "module" });
  worker.onmessage = ({ data }) => hear(data);
  worker.onerror = (event) => broke(event.message || "worker");
  worker.postMessage({ boot: { address: PYTHON, version } });
}

/** Ask for a season ({what: "run", plan, scenario, seed ...}) or a plan's text; `progress` hears of each week. */
export function ask(version, request, progress = () => {}) {
  wake(version);
  const id = ++number;
  const answer = new Promise((resolve, reject) => {
    if (state.kind === "broken") reject(new Error(state.reason));
    waiting.set(id, { resolve, reject, progress });
    worker.postMessage({ id, request });
  });
  return { answer, cancel: () => worker.postMessage({ cancel: id }) };
}

/** Stop whatever runs, code that never ends too; the next question starts the market again. */
export function halt() {
  if (!worker) return;
  worker.terminate();
  worker = null;
  waiting.forEach(({ reject }) => reject(new Error("halted")));
  waiting.clear();
  tell({ kind: "asleep" });
}

function hear(data) {
  if (data.loading) tell({ kind: "loading", part: data.loading, parts: data.parts, seconds: secondsLeft() });
  else if (data.ready) ready();
  else if (data.broken) broke(data.broken);
  else hearAnswer(data);
}

function hearAnswer({ id, progress, answer, failed }) {
  const asker = waiting.get(id);
  if (progress) return asker.progress(progress);
  waiting.delete(id);
  return failed ? asker.reject(new Error(failed)) : asker.resolve(answer);
}

function secondsLeft() {
  const usual = Number(recall("localStorage", LAST_TIME)) || FIRST_GUESS;
  return Math.round(usual - (performance.now() - started) / 1000);
}

function ready() {
  remember("localStorage", LAST_TIME, ((performance.now() - started) / 1000).toFixed(1));
  tell({ kind: "ready" });
}

function broke(reason) {
  tell({ kind: "broken", reason });
  waiting.forEach(({ reject }) => reject(new Error(reason)));
  waiting.clear();
}

function tell(next) {
  state = next;
  listeners.forEach((heard) => heard(state));
}
