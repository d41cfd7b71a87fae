"""Tables of the world as a lesson shows them."""

import pandas as pd
from IPython.display import HTML

from simulator import story
from simulator.amounts import plain
from simulator.scenario import Fees, platforms
from simulator.season import Result
from simulator.world import Figure

FEE_COLUMNS = {
    "entry": "Entry fee, yuan a year",
    "deposit": "Deposit, yuan",
    "technical": "Technical service fee, yuan a year",
    "commission": "Commission",
    "payment": "Payment fee",
}
SHARES = ("commission", "payment")


def quiet(table: pd.DataFrame) -> HTML:
    """A table as a page shows it: no index of its own, the first column heads the rows."""
    return HTML(table.to_html(index=False, border=0, classes="quiet", justify="left"))


def fee_table(year: str) -> HTML:
    """What each platform charges, `year` "syllabus" or "today": ranges, and in brackets the value in the market."""
    rows = [
        {"Platform": platform.name}
        | {title: _shown(getattr(platform.fees[year], fee), fee in SHARES) for fee, title in FEE_COLUMNS.items()}
        for platform in platforms().values()
    ]
    return quiet(pd.DataFrame(rows))


def _shown(figure: Figure, share: bool) -> str:
    value, low, high = (_number(one, share) for one in (figure.value, figure.low, figure.high))
    return value if low == high else f"{low} to {high} ({value})"


def _number(value: float, share: bool) -> str:
    return f"{plain(100 * value, 1).removesuffix('.0')}%" if share else plain(value)


def fee_sources(year: str) -> HTML:
    """Where each fee comes from: platform, fee, source, date and confidence."""
    rows = [
        (platform.name, FEE_COLUMNS[fee].split(",")[0], figure.source, figure.date, figure.confidence)
        for platform in platforms().values()
        for fee, figure in _figures(platform.fees[year]).items()
    ]
    return quiet(pd.DataFrame(rows, columns=["Platform", "Fee", "Source", "Date", "Confidence"]))


def _figures(fees: Fees) -> dict[str, Figure]:
    return {fee: getattr(fees, fee) for fee in FEE_COLUMNS}


def per_hundred(seasons: dict[str, Result]) -> HTML:
    """Where each 100 yuan of a season's sales went, one column a season; the last row is the profit; without rows
    that are nothing everywhere."""
    columns = {name: _per_hundred(result) for name, result in seasons.items()}
    table = pd.DataFrame(columns)
    table = table[(table != 0).any(axis=1)].map(lambda value: plain(value, 1))
    return quiet(table.rename_axis("Of each 100 yuan of sales").reset_index())


def _per_hundred(result: Result) -> dict[str, float]:
    rows = [(label, fen) for key, label, fen in story.waterfall(result) if key not in ("shelf_value", "discounts")]
    sales = int(result.tables["orders"]["paid"].sum())
    return {label: 100 * fen / max(sales, 1) for label, fen in rows}
