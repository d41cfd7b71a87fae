"""The directive `season-panel`: the market, live in a page.

    ```{season-panel} first-shop
    :levers: shop.platform products.*.price
    :fixed: marketing.*
    :goal: profit > 30000 and stockout_rate < 0.05
    :reached: The shop earns its keep.
    :assignment: ps1-platforms

    Find the platform on which the shop earns the most.
    ```

The content is the task. `levers` stand open, the others are folded away; `fixed` ones can't be changed. The form's data
are put into the page when the book is built, so that it can be filled in before the market has loaded.
"""

import json
import os
from fnmatch import fnmatch
from html import escape
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from simulator import panel
from simulator.kpi import KEYS
from simulator.planfile import PlanError
from simulator.words import both


class PanelNode(nodes.Element):
    """A panel; `data` is what its script reads."""


class SeasonPanel(SphinxDirective):
    """Put a live panel into the page."""

    required_arguments = 1
    has_content = True
    option_spec: ClassVar = {
        "levers": directives.unchanged,
        "fixed": directives.unchanged,
        "goal": directives.unchanged,
        "reached": directives.unchanged,
        "assignment": directives.unchanged,
        "seed": directives.positive_int,
    }

    def run(self) -> list[nodes.Node]:
        """The task's text and the panel."""
        try:
            data = panel_data(self.arguments[0], self.options)
        except (PlanError, panel.GoalError) as error:
            raise self.error(str(error)) from None
        unknown = unmatched(data["form"], self.options)
        if unknown:
            raise self.error(f"no lever matches {', '.join(unknown)}")
        task = nodes.container(classes=["season-task"])
        self.state.nested_parse(self.content, self.content_offset, task)
        return [*([task] if self.content else []), PanelNode(data=data, number=self.env.new_serialno("season-panel"))]


def panel_data(scenario: str, options: dict[str, Any]) -> dict[str, Any]:
    """What the panel's script reads. Raises `PlanError` or `GoalError`."""
    goal = options.get("goal")
    if goal:
        panel.reached(goal, dict.fromkeys(KEYS, 1.0))
    return {
        "form": panel.form(scenario),
        "noise": panel.noise(scenario),
        "open": options.get("levers", "").split(),
        "fixed": options.get("fixed", "").split(),
        "goal": goal,
        "reached": both(options.get("reached", "")),
        "assignment": options.get("assignment", ""),
        "seed": options.get("seed", 1),
    }


def unmatched(form: dict[str, Any], options: dict[str, Any]) -> list[str]:
    """The patterns of the options `levers` and `fixed` that name no lever."""
    paths = [field["path"] for group in form["groups"] for field in group["fields"]]
    paths += [f"promotions.{one['kind']}" for one in form["promotions"]] + [field["path"] for field in form["shops"]]
    patterns = f"{options.get('levers', '')} {options.get('fixed', '')}".split()
    return [pattern for pattern in patterns if not any(fnmatch(path, pattern) for path in paths)]


def visit(translator: Any, node: PanelNode) -> None:
    """Write the panel's skeleton; its script fills it in."""
    label, note = (escape(node["data"]["form"]["words"][name]["en"]) for name in ("panel", "print_note"))
    data = json.dumps(node["data"], ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    version = escape(os.environ.get("PEAK_SEASON_VERSION", ""))
    attributes = f'id="season-panel-{node["number"]}" data-version="{version}" role="region" aria-label="{label}"'
    translator.body.append(
        f'<div class="season-panel full-width" {attributes}><script type="application/json">{data}</script>'
        f'<p class="season-note">{note}</p>'
    )


def depart(translator: Any, _node: PanelNode) -> None:
    """Close the panel."""
    translator.body.append("</div>\n")


def skip(_translator: Any, _node: PanelNode) -> None:
    """Leave the panel out where nothing can run."""
    raise nodes.SkipNode


def add_files(app: Sphinx, _page: str, _template: str, _context: dict, doctree: nodes.document | None) -> None:
    """Load the panel's script and style on pages that have one."""
    if doctree is not None and any(doctree.findall(PanelNode)):
        app.add_js_file("panel/panel.js", type="module")
        app.add_css_file("panel/panel.css")


def setup(app: Sphinx) -> dict[str, Any]:
    """Tell Sphinx about the directive."""
    app.add_css_file("style.css")
    app.add_directive("season-panel", SeasonPanel)
    app.add_node(PanelNode, html=(visit, depart), **dict.fromkeys(("latex", "text", "man", "texinfo"), (skip, None)))
    app.connect("html-page-context", add_files)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
