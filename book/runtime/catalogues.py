"""The interface's words in Chinese, compiled for Python from the catalogue that people edit."""

from pathlib import Path

from runtime.places import ROOT


def make() -> None:
    """Compile what has changed since it was compiled last."""
    for source in (ROOT / "simulator" / "locale").glob("*/LC_MESSAGES/*.po"):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            compile_one(source, target)


def compile_one(source: Path, target: Path) -> None:
    from babel.messages import mofile, pofile

    with source.open("rb") as words, target.open("wb") as compiled:
        mofile.write_mo(compiled, pofile.read_po(words))
