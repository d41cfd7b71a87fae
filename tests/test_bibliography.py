"""Every paper that a law, a table of the world or a check cites stands in the book's list of sources."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCES = (ROOT / "book" / "bibliography.md").read_text(encoding="utf-8")
CITED = re.compile(r"\b([A-Z][\w'’]+)(?: et al\.)?,? \(?((?:18|19|20)\d\d)\b(?!-)")
OTHER = {  # words before a year that are no authors
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December", "States", "Europe", "Kingdom", "Seattle", "Taiwan", "China", "SEVEN", "EVEN", "Experiments",
}  # fmt: skip


def citations():
    """Last author named and year, wherever the market cites."""
    paths = [path for room in ("laws", "world", "proof") for path in (ROOT / "simulator" / room).rglob("*")]
    texts = [path.read_text(encoding="utf-8") for path in paths if path.suffix in (".py", ".toml")]
    found = {pair for text in texts for pair in CITED.findall(re.sub(r"\s*\n#? *", " ", text))}
    return sorted(pair for pair in found if pair[0] not in OTHER)


@pytest.mark.parametrize(("author", "year"), citations(), ids=" ".join)
def test_a_paper_that_is_cited_is_in_the_list(author, year):
    entries = re.split(r"\n(?=[-|])", SOURCES)
    assert any(author in one and year in one for one in entries)
