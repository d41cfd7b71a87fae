"""Keyed uniforms: the same value in plain Python, uniform, and unrelated between purposes, people and seeds."""

import zlib

import numpy as np
from scipy import stats

from simulator.laws.draws import cumulative, pick, purpose_keys, stream, uniforms

MASK = (1 << 64) - 1


def scalar_mix(key):
    key = key * 0x9E3779B97F4A7C15 & MASK
    key = (key ^ key >> 30) * 0xBF58476D1CE4E5B9 & MASK
    key = (key ^ key >> 27) * 0x94D049BB133111EB & MASK
    return key ^ key >> 31


def scalar_uniform(seed, purpose, person):
    key = scalar_mix(scalar_mix(seed) + zlib.crc32(purpose.encode()) & MASK)
    return ((scalar_mix(person ^ key) >> 12) + 0.5) * 2.0**-52


def keyed(seed, purpose, ids):
    return uniforms(purpose_keys(seed, [purpose]), ids.astype(np.uint64))[0]


def test_plain_python_gives_the_same_uniforms():
    ids = np.array([0, 1, 2, 1 << 40, (1 << 63) + 5], dtype=np.uint64)
    expected = [scalar_uniform(7, "pays", int(person)) for person in ids]
    assert keyed(7, "pays", ids).tolist() == expected


def test_uniform_and_unrelated():
    ids = np.arange(200_000)
    first, second, other = keyed(1, "pays", ids), keyed(1, "flaw", ids), keyed(2, "pays", ids)
    assert stats.kstest(first, "uniform").pvalue > 0.001
    for pair in ((first, second), (first, other), (first[:-1], first[1:])):
        assert abs(np.corrcoef(*pair)[0, 1]) < 4 / np.sqrt(len(ids))


def test_streams_have_names_and_days():
    values = [stream(1, name, day).random() for name in ("a", "b") for day in (0, 1)]
    assert len(set(values)) == 4
    assert stream(1, "a", 0).random() == values[0]


def test_pick_follows_the_chances():
    chances = (0.2, 0.5, 0.3)
    drawn = pick(keyed(3, "x", np.arange(100_000)), cumulative(chances))
    assert stats.chisquare(np.bincount(drawn), 100_000 * np.array(chances)).pvalue > 0.001
