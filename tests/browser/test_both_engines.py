"""Both engines in the browser, where whole numbers have 32 bits unless told otherwise."""

import pytest
from attrs import evolve

from simulator.fit import read
from simulator.season import play
from test_engines import BASKETS, BIDDING, CHANNELS, FRIENDS, JUDGED, LENIENT, MEANS, QUEUED, RANGE, SENT, TOUCH, TRICKS

pytestmark = pytest.mark.browser
PLAY = """async (texts) => {
  const { loadPyodide } = await import("/lite/static/pyodide/pyodide.mjs");
  const python = await loadPyodide({ indexURL: "/lite/static/pyodide/" });
  await python.loadPackage(["numpy", "peak-season"]);
  python.globals.set("texts", texts);
  return python.runPython(`
from attrs import evolve
from simulator.fit import read
from simulator.season import play

def digest(text, detail):
    plan, world = read(text)
    return play(plan, evolve(world, traffic=0.2 * world.traffic), 3, detail=detail).digest

[[digest(text, detail) for detail in ("batch", "shopper")] for text in texts]
`).toJs();
}"""


def test_seasons_in_the_browser_are_those_of_everywhere_else(site, browser):
    texts = [FRIENDS, RANGE, JUDGED, BASKETS, BIDDING, CHANNELS, LENIENT, MEANS, QUEUED, SENT, TOUCH, TRICKS]
    page = browser.new_page()
    page.goto(f"{site}/lite/static/pyodide/pyodide-lock.json")
    found = page.evaluate(PLAY, texts)
    page.close()
    for text, digests in zip(texts, found, strict=True):
        plan, world = read(text)
        assert set(digests) == {play(plan, evolve(world, traffic=0.2 * world.traffic), 3).digest}
