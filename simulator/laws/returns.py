"""Returns: the seven days in which a parcel may go back without a reason.

Source: Consumer Protection Law of the People's Republic of China, article 25 (in force 2014).
"""

WINDOW = 7  # days from receipt
WAY_BACK = 3  # days from the request to the seller's door (assumed)
FLAW_FACTOR = 3.0  # a flawed piece goes back so many times as often (assumed)
MOST = 0.95


def chance(product: float, platform_factor: float, flawed: bool) -> float:
    """Chance that a parcel goes back, from the product's share and the platform's factor."""
    return round(min(product * platform_factor * (FLAW_FACTOR if flawed else 1.0), MOST), 12)
