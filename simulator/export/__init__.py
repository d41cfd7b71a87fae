"""A played season as tables worth analysing, in the shape of a platform's export: frames, CSV and Parquet."""

from simulator.export.dictionary import dictionary
from simulator.export.files import FORMATS, read, write
from simulator.export.tables import frames

__all__ = ["FORMATS", "dictionary", "frames", "read", "write"]
