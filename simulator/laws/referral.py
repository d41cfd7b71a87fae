"""Referral: how many friends a reward makes a buyer ask. Sizes in `world/media.toml`."""

import math


def friends(reward: float, most: float, enough: float) -> float:
    """Friends that a buyer asks for a reward in yuan: none for nothing, towards `most` for much."""
    return round(most * -math.expm1(-reward / enough), 12)
