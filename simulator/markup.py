"""HTML that several pages share: tables, and text in which the Chinese is marked as such."""

import re
from collections.abc import Iterable
from html import escape

HAN = re.compile("[\u4e00-\u9fff]+")
Cells = tuple[str, ...]


def text(english_and_chinese: str) -> str:
    """A text of both languages as HTML that says which is which."""
    return HAN.sub(r'<span lang="zh">\g<0></span>', escape(english_and_chinese))


def table(caption: str, heads: Cells, lines: Iterable[Cells]) -> str:
    """An HTML table; the first cell of each line heads it."""
    top = "".join(f'<th scope="col">{head}</th>' for head in heads)
    body = "\n".join(f'<tr><th scope="row">{first}</th>{_cells(rest)}</tr>' for first, *rest in lines)
    head = f"<caption>{caption}</caption>\n<thead><tr>{top}</tr></thead>"
    return f'<table class="coverage">\n{head}\n<tbody>\n{body}\n</tbody>\n</table>'


def _cells(cells: Iterable[str]) -> str:
    return "".join(f"<td>{cell}</td>" for cell in cells)
