// JupyterLite shows a reader's saved copy for ever, even when the lesson has a new edition.
// Here a copy of an older edition gets a name of its own, so that nothing stale is shown and no work is lost.

const PATH = new URLSearchParams(location.search).get("path");
const ROOT = new URL("..", location.href.replace(/[?#].*/, ""));
const STORAGE = `JupyterLite Storage - ${ROOT.pathname}`;

const done = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

async function openStorage() {
  const known = await indexedDB.databases?.();
  return known?.some(({ name }) => name === STORAGE) ? done(indexedDB.open(STORAGE)) : null;
}

async function keepCopy(files, published) {
  const saved = await done(files.get(PATH));
  const edition = saved?.content?.metadata?.peak_season?.edition;
  if (!saved || edition === published) return;
  const day = saved.last_modified.slice(0, 10);
  const path = PATH.replace(/\.ipynb$/, ` (my copy of ${day}, ${edition ?? "old"}).ipynb`);
  await done(files.put({ ...saved, path, name: path.split("/").pop() }, path));
  await done(files.delete(PATH));
}

async function main() {
  const storage = await openStorage();
  if (!storage?.objectStoreNames.contains("files")) return storage?.close();
  const answer = await fetch(new URL(`files/${PATH}`, ROOT), { cache: "no-cache" });
  const published = answer.ok && (await answer.json()).metadata?.peak_season?.edition;
  if (published) await keepCopy(storage.transaction("files", "readwrite").objectStore("files"), published);
  storage.close();
}

if (PATH?.endsWith(".ipynb")) await main();
