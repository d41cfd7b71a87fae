"""One run of a season: SimPy processes that hold the state of shop and market, on the laws of `simulator.laws`."""

from simulator.season.season import Result, Season, play

__all__ = ["Result", "Season", "play"]
