"""Content of a product's page: what pictures, title and detail page do to visits, choice and returns.

Source of the rules: the Syllabus, parts 1.2.6 and 1.2.7 (five to eight angles, close-ups, scenes; a title within 60
characters without stuffing; description, selling points, purchase guide). Every size here is an assumption: a page
that is worked out in full, all pictures and blocks, sells about a fifth more.
"""

import math
import re
from collections.abc import Mapping

USUAL_PICTURES, ENOUGH_PICTURES = 3, 8
ANGLES, FEWER_ANGLES = 0.15, 3.0  # utility of all angles; pictures by which two thirds of it is reached (assumed)
CLOSE_UPS, SCENES = 0.03, 0.04  # utility of ever more close-ups and of ever more scenes (assumed)

TITLE_LIMIT = 60  # characters: the Syllabus, part 1.2.7
REPEATED, OVER = 0.08, 0.01  # penalty of each repeated word, and of each character over the limit (assumed)
SMALL_WORDS = frozenset(["a", "an", "and", "for", "from", "in", "of", "on", "or", "the", "to", "with"])
UNMATCHED, MATCHED = 0.92, 1.08  # search visits of a title with none and with all of the keywords (assumed)
USUAL_ATTRIBUTES, FEWER_ATTRIBUTES = 3, 4.0  # and attributes by which two thirds of the filters are reached (assumed)
FILTERS = 0.15  # search visits that come through filters, once every attribute is filled in (assumed)
USUAL_CLASSES, CLASSES = 1, 0.03  # visits that a further class level brings, a third of the one before (assumed)

BLOCKS = ("description", "selling_points", "guide")
UTILITY_OF = {"description": 0.02, "selling_points": 0.04, "guide": 0.02}  # (assumed)
RETURNS_WITH = {"description": 0.85, "selling_points": 1.05, "guide": 0.85}  # bold promises disappoint more (assumed)


def picture_appeal(pictures: int, close_ups: int, scenes: int) -> float:
    """Utility that the pictures add; 0 for three angles, no close-up and no scene.

    Each further picture of a kind adds less than the one before, and angles beyond eight add nothing.
    """
    seen, usual = (_saturation(count / FEWER_ANGLES) for count in (min(pictures, ENOUGH_PICTURES), USUAL_PICTURES))
    return round(ANGLES * (seen - usual) + CLOSE_UPS * _saturation(close_ups) + SCENES * _saturation(scenes), 12)


def title_match(title: str, keywords: Mapping[str, float]) -> float:
    """Share, 0 to 1, of the keywords' weight (say, searches a week) that stands in the title as whole words."""
    held = sum(weight for keyword, weight in keywords.items() if _holds(title, keyword))
    return round(held / sum(keywords.values()), 12)


def kinds_of_words(keywords: Mapping[str, float]) -> dict[str, dict[str, float]]:
    """Keywords as `core` words, which weigh the mean or more, and the long `tail`; all words where it has none."""
    mean = sum(keywords.values()) / len(keywords)
    core = {word: weight for word, weight in keywords.items() if weight >= mean}
    return {"core": core, "tail": {word: keywords[word] for word in keywords if word not in core} or dict(keywords)}


def stuffing(title: str, limit: int = TITLE_LIMIT) -> float:
    """Penalty, 0 to 1, for words said more than once and for characters over the limit."""
    words = [word for word in re.findall(r"\w+", title.casefold()) if word not in SMALL_WORDS]
    repeated, over = len(words) - len(set(words)), max(len(title) - limit, 0)
    return round(min(REPEATED * repeated + OVER * over, 1.0), 12)


def found(match: float, stuffed: float) -> float:
    """Factor on visits from search; 1 when half of the keywords' weight is matched without stuffing."""
    return round((UNMATCHED + (MATCHED - UNMATCHED) * match) * (1.0 - stuffed), 12)


def filtered(attributes: int) -> float:
    """Factor on visits from search: filters show what has the attribute filled in. 1 for three attributes."""
    filled, usual = (_saturation(count / FEWER_ATTRIBUTES) for count in (attributes, USUAL_ATTRIBUTES))
    return round(1.0 + FILTERS * (filled - usual), 12)


def browsed(classes: int) -> float:
    """Factor on visits from search of a shop with so many levels in its goods tree; 1 for one level."""
    reached, usual = (_saturation(count) for count in (classes, USUAL_CLASSES))
    return round(1.0 + CLASSES * (reached - usual) / (_saturation(2) - usual), 12)


def detail_appeal(description: float, selling_points: float, guide: float) -> tuple[float, float]:
    """Utility added and factor on returns, from how far (0 to 1) each block of the detail page is worked out."""
    levels = dict(zip(BLOCKS, (description, selling_points, guide), strict=True))
    utility = sum(UTILITY_OF[block] * level for block, level in levels.items())
    returns = math.prod(RETURNS_WITH[block] ** level for block, level in levels.items())
    return round(utility, 12), round(returns, 12)


def _saturation(count: float) -> float:
    return -math.expm1(-count)


def _holds(title: str, keyword: str) -> bool:
    """Whether a keyword stands in the title; letters may not run on (ring in spring), Chinese needs no spaces."""
    pattern = rf"(?<![a-z0-9]){re.escape(keyword.casefold())}(?![a-z0-9])"
    return re.search(pattern, title.casefold()) is not None
