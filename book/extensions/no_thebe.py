"""Pages without Thebe: Jupyter Book puts its script there, twice, and Thebe would fetch its code from a CDN."""

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx


def drop(_app: Sphinx, _page: str, _template: str, context: dict[str, Any], _doctree: nodes.document | None) -> None:
    """Leave Thebe's scripts out of a page."""
    context["script_files"] = [one for one in context["script_files"] if not is_thebe(one)]


def is_thebe(script: Any) -> bool:
    """Whether a script of the page belongs to Thebe."""
    body = getattr(script, "attributes", {}).get("body") or ""
    return "thebe" in f"{getattr(script, 'filename', '') or ''} {body}".lower()


def setup(app: Sphinx) -> dict[str, bool]:
    """Register with Sphinx."""
    app.connect("html-page-context", drop, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
