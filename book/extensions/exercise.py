"""The directive `exercise`: a graded exercise in a page, with its instant check.

    ```{exercise} ps1-platforms three-kpis
    ```

Task, points and hints come from the exercise's sheet, which `make exercises` writes. Of a plan only the task is shown;
the plan is made in a `season-panel`.
"""

import json
import os
from html import escape
from typing import Any, ClassVar

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from simulator.exercise import sheet
from simulator.exercise.vocabulary import words

KEPT_BACK = ("task", "with_code", "secret", "solution", "practice", "kind")


class ExerciseNode(nodes.Element):
    """An exercise; `data` is what its script reads."""


class Exercise(SphinxDirective):
    """Put an exercise into the page."""

    required_arguments = 2
    option_spec: ClassVar = {}

    def run(self) -> list[nodes.Node]:
        """The task's text, and the exercise."""
        try:
            one = sheet(*self.arguments)
        except LookupError as error:
            raise self.error(str(error)) from None
        texts = [one["task"], *([one["with_code"]] if one["kind"] == "function" else [])]
        task = nodes.container(classes=["season-task"])
        lines = StringList("\n\n".join(texts).splitlines(), source=self.get_source_info()[0])
        self.state.nested_parse(lines, self.content_offset, task)
        if one["kind"] == "plan":
            return [task]
        number = self.env.new_serialno("exercise")
        return [task, ExerciseNode(data=exercise_data(*self.arguments, one), number=number)]


def exercise_data(assignment: str, exercise: str, one: dict[str, Any]) -> dict[str, Any]:
    """What the script reads: the sheet without what stands in the page or is nobody's to read, and the words."""
    shown = {name: value for name, value in one.items() if name not in KEPT_BACK}
    return shown | {"assignment": assignment, "exercise": exercise, "words": words()}


def visit(translator: Any, node: ExerciseNode) -> None:
    """Write the skeleton; its script fills it in."""
    data = json.dumps(node["data"], ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    version = escape(os.environ.get("PEAK_SEASON_VERSION", ""))
    label = escape(node["data"]["title"]["en"])
    translator.body.append(
        f'<div class="season-exercise" id="exercise-{node["number"]}" data-version="{version}" role="region" '
        f'aria-label="{label}"><script type="application/json">{data}</script>'
    )


def depart(translator: Any, _node: ExerciseNode) -> None:
    """Close the exercise."""
    translator.body.append("</div>\n")


def skip(_translator: Any, _node: ExerciseNode) -> None:
    """Leave the exercise out where nothing can run."""
    raise nodes.SkipNode


def add_files(app: Sphinx, _page: str, _template: str, _context: dict, doctree: nodes.document | None) -> None:
    """Load the script and style on pages that have an exercise."""
    if doctree is not None and any(doctree.findall(ExerciseNode)):
        app.add_js_file("panel/exercise.js", type="module")
        app.add_css_file("panel/panel.css")
        app.add_css_file("panel/exercise.css")


def setup(app: Sphinx) -> dict[str, Any]:
    """Tell Sphinx about the directive."""
    app.add_directive("exercise", Exercise)
    app.add_node(ExerciseNode, html=(visit, depart), **dict.fromkeys(("latex", "text", "man", "texinfo"), (skip, None)))
    app.connect("html-page-context", add_files)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
