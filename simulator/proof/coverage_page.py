"""The page of the book that shows what became of everything that the Syllabus names."""

from html import escape

from IPython.display import HTML

from simulator import world
from simulator.markup import Cells, table, text
from simulator.proof.coverage import KINDS, Entry, Row, counts, entries, rows

PARTS = {
    "decisions": "Decisions",
    "systems": "Systems",
    "kpis": "KPIs",
    "quantities": "Figures",
    "topics": "Topics of the sections",
    "extra_topics": "Further topics",
}


def sources() -> HTML:
    """The documents of the Syllabus by the codes that the inventory uses."""
    lines = (tuple(map(text, one.values())) for one in world.rows("inventory/sources"))
    return HTML(table("The documents of the Syllabus", ("Code", "Cited as", "Title", "What it is"), lines))


def totals() -> HTML:
    """How many entries there are of each kind, by section."""
    lines = ((text(name), *(str(number or "–") for number in found.values())) for name, found in counts().items())
    return HTML(table("How much of each section stands where", ("Section", *map(str.capitalize, KINDS)), lines))


def part(name: str) -> HTML:
    """One part of the inventory, folded: what each entry is, of which kind, and where."""
    row_of = {row.id: row for row in rows()}
    lines = [line(entry, row_of[entry.id]) for entry in entries() if entry.part == name]
    folded = table(PARTS[name], ("Id", "What it is", "Section", "Kind", "Where"), lines)
    return HTML(f"<details><summary>{PARTS[name]} ({len(lines)})</summary>\n{folded}\n</details>")


def line(entry: Entry, row: Row) -> Cells:
    """The cells of one entry."""
    return (entry.id, text(entry.name), escape(entry.section), row.kind, place(row))


def place(row: Row) -> str:
    """Where an entry stands, as a link if that is a page."""
    if row.kind == "lesson":
        page, mark, target = row.where.partition("#")
        return f'<a href="../{page}.html{mark}{target}">{escape(row.where)}</a>'
    return escape(row.where) if row.kind == "planned" else f"<code>{escape(row.where)}</code>"
