"""What the course costs: seasons and the command line, and the first season in a page."""

import os
import statistics
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, sync_playwright

from runtime import book, browser, server
from runtime.places import SITE
from simulator.proof.bench import rows, show
from simulator.proof.rows import Row

ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
LESSON = "chapters/1-platforms/what-does-it-cost-to-sell.html"
BARE = """<script type="module">
import { loadPyodide } from "/lite/static/pyodide/pyodide.mjs";
const python = await loadPyodide({ indexURL: "/lite/static/pyodide/" });
await python.loadPackage(["numpy", "simpy"]);
python.runPython("import numpy, simpy");
document.title = "ready";
</script>"""
ROUNDS = 3
PATIENCE = 120_000
MOST = 2.0


def main(arguments: list[str]) -> int:
    """Print every cost; 1 when a target is missed."""
    book.make()
    os.environ["PEAK_SEASON_BROWSER"] = browser.require()
    return show([*rows(), page_row()], "--json" in arguments)


def page_row() -> Row:
    """The first season in a lesson's page against a bare start of Python in the same browser, both from nothing."""
    with site() as address, chromium() as running:
        ratios = [fresh(running, address, first_season) / fresh(running, address, bare) for _ in range(ROUNDS)]
    ratio = statistics.median(ratios)
    name = "first season in the page / starting Pyodide with numpy and simpy in the same browser"
    return Row(name, ratio, f"at most {MOST:g}", ratio <= MOST)


@contextmanager
def site() -> Iterator[str]:
    with server.open_server(0, site=SITE) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_address[1]}"
        running.shutdown()


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=os.environ["PEAK_SEASON_BROWSER"], args=list(ARGUMENTS))
        yield running
        running.close()


def fresh(running: Browser, address: str, visit: object) -> float:
    """Seconds of a visit with an empty cache."""
    context = running.new_context()
    start = time.perf_counter()
    visit(context.new_page(), address)
    spent = time.perf_counter() - start
    context.close()
    return spent


def first_season(page: Page, address: str) -> None:
    page.goto(f"{address}/{LESSON}")
    page.get_by_role("button", name="Run the season").click()
    page.wait_for_selector(".season-see:not([data-digest=''])", timeout=PATIENCE)


def bare(page: Page, address: str) -> None:
    page.route("**/bare.html", lambda route: route.fulfill(body=BARE, content_type="text/html"))
    page.goto(f"{address}/bare.html")
    page.wait_for_function("document.title === 'ready'", timeout=PATIENCE)
