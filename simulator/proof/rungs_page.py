"""The page of the book that shows where each scenario's rungs stand, and what cheating would bring."""

from collections.abc import Iterable
from html import escape

from IPython.display import HTML

from simulator.charts import ACCENT, INK, RULE, SMALL, SOFT, VERMILION, Chart, font
from simulator.markup import table, text
from simulator.proof.standings import PARTS, Standing, kept
from simulator.scenario import load

MARKS = {"do-nothing": ("o", SOFT), "naive": ("s", VERMILION), "good": ("D", ACCENT), "best-known": ("^", INK)}
NAMES = {"do-nothing": "do nothing", "naive": "naive", "good": "good", "best-known": "best known"}
UNITS = {"profit": "{:,.0f} yuan", "rating": "{:.2f} stars"}
ROW = 0.42  # inches of the chart for each scenario


def every() -> dict[str, list[Standing]]:
    """The standings by scenario, in the order of the table."""
    found: dict[str, list[Standing]] = {}
    for one in kept():
        found.setdefault(one.scenario, []).append(one)
    return found


def chart() -> Chart:
    """Scores of all rungs, one line a scenario."""
    found = every()
    picture = Chart(1.2 + ROW * len(found), alt(found))
    axes = picture.subplots()
    for place, rungs in enumerate(found.values()):
        axes.axhline(-place, color=RULE, linewidth=0.8, zorder=0)
        for one in rungs:
            shape, colour = MARKS[one.rung]
            axes.errorbar(one.score, -place, xerr=2 * one.score_error, fmt=shape, color=colour, markersize=7,
                          label="" if place else NAMES[one.rung])  # fmt: skip
    axes.set_yticks([-place for place in range(len(found))], [load(name).title for name in found])
    axes.set_xlabel("score", fontproperties=font(SMALL), color=SOFT)
    for label in (*axes.get_yticklabels(), *axes.get_xticklabels()):
        label.set(fontproperties=font(SMALL), color=INK)
    axes.spines[:].set_visible(False)
    axes.tick_params(length=0)
    axes.legend(prop=font(SMALL), frameon=False, ncols=4, loc="lower center", bbox_to_anchor=(0.5, 1.0))
    return picture


def alt(found: dict[str, list[Standing]]) -> str:
    """The chart in words."""
    said = (f"{load(name).title}: " + ", ".join(f"{NAMES[one.rung]} {one.score:.0f}" for one in rungs)
            for name, rungs in found.items())  # fmt: skip
    return "Scores of the rungs. " + "; ".join(said) + "."


def scenarios() -> HTML:
    """Each scenario: its story, folded, with what its rungs reach."""
    return HTML("\n".join(_scenario(name, rungs) for name, rungs in every().items()))


def _scenario(name: str, rungs: Iterable[Standing]) -> str:
    world = load(name)
    heads = ("Rung", "Score", *(one.replace("_", " ").capitalize() for one in PARTS))
    lines = ((NAMES[one.rung], f"{one.score:.1f} ± {one.score_error:.1f}", *_parts(one)) for one in rungs)
    title = f"{world.title} {world.title_zh}"
    facts = f"{world.weeks} weeks from {world.start:%d %B %Y}, {world.capital:,.0f} yuan. <code>{name}</code>"
    rows = table(f"The rungs of {escape(world.title)}", heads, lines)
    return (
        f"<details><summary>{text(title)}</summary>\n<p>{escape(world.story)}</p>\n<p>{facts}</p>\n{rows}\n</details>"
    )


def _parts(one: Standing) -> list[str]:
    return [UNITS.get(part, "{:.2f}").format(getattr(one, part)) for part in PARTS]
