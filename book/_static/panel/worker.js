// The market: Python in the browser, in a thread of its own. One worker serves all panels of a page.

const PARTS = 5;
const cancelled = new Set();
let booting = null;

async function boot({ address, version }) {
  const part = (number) => postMessage({ loading: number, parts: PARTS });
  part(1);
  const { loadPyodide } = await import(`${address}pyodide.mjs`);
  part(2);
  const python = await loadPyodide({ indexURL: address, lockFileURL: `${address}pyodide-lock.json?v=${version}` });
  part(3);
  await load(python, "numpy");
  part(4);
  await load(python, "peak-season");
  part(5);
  return { python, desk: python.runPython("from simulator.panel import Desk\nDesk()") };
}

/** Pyodide only logs a package that it could not load. */
async function load(python, name) {
  await python.loadPackage(name, { messageCallback: () => {}, errorCallback: () => {} });
  if (!(name in python.loadedPackages)) throw new Error(`${name} could not be loaded`);
}

/** Let messages in (a cancel, say) between two weeks. */
function breathe() {
  return new Promise((resolve) => setTimeout(resolve));
}

async function run({ python, desk }, id, request) {
  const ask = (what, given = {}) => JSON.parse(desk.ask(JSON.stringify({ ask: what, ...given })));
  if (request.what === "check") await load(python, "pandas");
  if (request.what !== "run") return ask(request.what, request);
  let state = ask("open", request);
  if (state.problems) return state;
  while (!state.over) {
    if (cancelled.has(id)) return { cancelled: true };
    state = ask("advance");
    postMessage({ id, progress: state });
    await breathe();
  }
  return ask("close", request);
}

async function answer(id, request) {
  try {
    const market = await booting;
    postMessage({ id, answer: cancelled.has(id) ? { cancelled: true } : await run(market, id, request) });
  } catch (error) {
    postMessage({ id, failed: lastLine(error) });
  }
  cancelled.delete(id);
}

function lastLine(error) {
  return String(error?.message ?? error).trim().split("\n").pop();
}

let queue = Promise.resolve();

onmessage = ({ data }) => {
  if (data.boot) {
    booting = boot(data.boot);
    booting.then(() => postMessage({ ready: true }), (error) => postMessage({ broken: lastLine(error) }));
  } else if (data.cancel) {
    cancelled.add(data.cancel);
  } else {
    queue = queue.then(() => answer(data.id, data.request));
  }
};
