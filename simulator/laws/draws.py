"""Random numbers with names.

Flows that no decision touches come from streams, one a purpose and day. Whatever a person does is decided by keyed
uniforms u(purpose, id): the same person meets the same luck whatever anybody else does, so that a changed decision
leaves everything else as it was. The mix is the finaliser of SplitMix64 (Steele, Lea and Flood 2014).
"""

import zlib
from collections.abc import Iterable

import numpy as np


def _constant(value: int) -> np.ndarray:
    """A constant as an array without an axis, which ufuncs take faster than a number."""
    return np.array(value, dtype=np.uint64)


GOLDEN = _constant(0x9E3779B97F4A7C15)
ROUNDS = (
    (_constant(30), _constant(0xBF58476D1CE4E5B9)),
    (_constant(27), _constant(0x94D049BB133111EB)),
)
LAST, SPARE = _constant(31), _constant(12)
HALF, TO_UNIT = np.array(0.5), np.array(2.0**-52)
AT_ONCE = 32_768  # keys that are stirred at once: as many as stay in a processor's cache


def mix(keys: np.ndarray) -> np.ndarray:
    """The 64-bit keys (uint64, any shape) stirred so that near keys give unrelated ones."""
    keys = keys * GOLDEN
    for shift, factor in ROUNDS:
        keys ^= keys >> shift
        keys *= factor
    keys ^= keys >> LAST
    return keys


def purpose_keys(seed: int, purposes: Iterable[str]) -> np.ndarray:
    """The 64-bit keys (uint64) of purposes in one season."""
    words = np.array([zlib.crc32(one.encode()) for one in purposes], dtype=np.uint64)
    return mix(mix(np.array([seed & 0xFFFFFFFFFFFFFFFF], dtype=np.uint64)) + words)


def uniforms(keys: np.ndarray, ids: np.ndarray) -> np.ndarray:
    """Uniforms in (0, 1), one row a purpose key (uint64, shape k) and one column an id (uint64, shape n)."""
    step = AT_ONCE // max(len(keys), 1)
    if len(ids) <= step:
        return _stirred(keys, ids)
    drawn = np.empty((len(keys), len(ids)))
    for start in range(0, len(ids), step):
        drawn[:, start : start + step] = _stirred(keys, ids[start : start + step])
    return drawn


def _stirred(keys: np.ndarray, ids: np.ndarray) -> np.ndarray:
    stirred = mix(ids ^ keys[:, None])
    stirred >>= SPARE
    drawn = stirred.astype(np.float64)
    drawn += HALF
    drawn *= TO_UNIT
    return drawn


def stream(seed: int, purpose: str, index: int = 0) -> np.random.Generator:
    """The generator of a flow: one a season, purpose and index (a day, or the number of a product)."""
    return np.random.Generator(np.random.PCG64([seed, zlib.crc32(purpose.encode()), index]))


def pick(uniform: np.ndarray, cumulative: np.ndarray) -> np.ndarray:
    """Index drawn from a cumulative distribution (rounded, last entry 1) by inversion."""
    return np.searchsorted(cumulative, uniform, side="right")


def cumulative(chances: np.ndarray | tuple[float, ...]) -> np.ndarray:
    """The cumulative distribution of `chances`, rounded so that it is the same on every machine."""
    total = np.round(np.cumsum(np.asarray(chances, dtype=np.float64)), 12)
    total[-1] = 1.0
    return total
