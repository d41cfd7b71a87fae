"""The libraries that pages load: charts, and formulas without a request to another host."""

from pathlib import Path

from runtime import fingerprint, folders, npm
from runtime.places import VENDOR, cache
from runtime.problems import say

WANTED = {
    npm.PLOT: {"dist/plot.umd.min.js": "plot.umd.min.js", "LICENSE": "plot.LICENSE"},
    npm.D3: {"dist/d3.min.js": "d3.min.js", "LICENSE": "d3.LICENSE"},
    npm.MATHJAX: {
        "es5/tex-mml-chtml.js": "mathjax/tex-mml-chtml.js",
        "es5/input/tex/extensions": "mathjax/input/tex/extensions",
        "es5/output/chtml/fonts": "mathjax/output/chtml/fonts",
        "LICENSE": "mathjax/LICENSE",
    },
}


def make() -> None:
    stamp, wanted = VENDOR / "versions", f"{WANTED}"
    if fingerprint.is_current(stamp, wanted):
        return
    say("Fetching the libraries of the pages (charts and formulas)")
    with folders.whole(VENDOR) as draft:
        for library, files in WANTED.items():
            npm.unpack(library, files, draft)
        fingerprint.record(draft / stamp.name, wanted)


def axe() -> Path:
    """The accessibility checker of the tests; no page loads it."""
    script = cache() / f"axe-{npm.AXE.version}.min.js"
    if not script.exists():
        npm.unpack(npm.AXE, {"axe.min.js": script.name}, script.parent)
    return script
