"""One run of a season: SimPy processes that hold the state of shop and market, on the laws of `simulator.laws`."""

from simulator.season.season import ENGINES, Result, Season, play

__all__ = ["ENGINES", "Result", "Season", "play"]
