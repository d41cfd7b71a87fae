"""Exchange against arithmetic done by hand."""

import numpy as np
import pytest

from simulator.laws.exchange import price_abroad, price_at_home


def test_a_weaker_yuan_makes_goods_cheaper_abroad():
    assert price_abroad(72.0, 7.2) == pytest.approx(10.0)
    assert price_abroad(72.0, 8.0) == pytest.approx(9.0)


def test_there_and_back():
    prices = np.array([1.0, 59.0, 129.0])
    assert price_at_home(price_abroad(prices, 7.1), 7.1) == pytest.approx(prices)
