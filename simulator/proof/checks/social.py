"""Posts on social media: what fades, who reads, who of the readers visits, and trust under hard selling."""

import numpy as np

from simulator.plan import Channel, Plan, Shop, Step
from simulator.proof.check import Check, Measured, normal, poisson
from simulator.proof.worlds import laboratory, plenty
from simulator.records import Table
from simulator.scenario import Scenario, media
from simulator.season import play

MEDIUM, FORM, THEME, A_DAY = "xiaohongshu", "pictures", "pain-point", 7
DECAY = "Jin et al. 2017 (geometric adstock)"


def posted(world: Scenario, seed: int, stops: int = 0, selling: float = 0.0) -> Table:
    """A season's reads with a post a day on one medium, until the week `stops` where it is given."""
    posts = (Step(1, A_DAY), *([Step(stops, 0)] if stops else []))
    channel = Channel(MEDIUM, posts, FORM, THEME, (Step(1, selling),))
    with laboratory():
        return play(Plan(shop=Shop("taobao"), channels=(channel,)), world, seed).tables["social"]


def readers(world: Scenario) -> float:
    return media().social.media[MEDIUM].readers.value * world.traffic


def half_life() -> float:
    return media().social.forms[FORM].half_life.value * media().social.themes[THEME].half_life.value


def reads_of_steady_posts(alpha: float) -> Measured:
    """With a post a day the fresh content of day d is a geometric sum."""
    world, table = plenty(weeks=8), media().social
    kept, days = 0.5 ** (1 / half_life()), np.arange(1, world.days + 1)
    content = table.media[MEDIUM].fit[FORM].value * (1 - kept**days) / (1 - kept)
    expected = readers(world) * (1 - np.exp(-content / table.enough.value))
    return poisson(expected.sum(), posted(world, 761)["reads"].sum(), alpha)


def half_life_of_content(alpha: float) -> Measured:
    """Content of a week after the last post over that of a week one half-life earlier, as the reads tell it."""
    world, later = plenty(weeks=10, traffic=9.0), round(half_life())
    reads, there = posted(world, 762, stops=5)["reads"], readers(world)
    content, variance = -np.log1p(-reads / there), reads / (there - reads) ** 2
    early, late = slice(28, 35), slice(28 + later, 35 + later)
    ratio = content[late].sum() / content[early].sum()
    error = np.sqrt(variance[late].sum() + ratio**2 * variance[early].sum()) / content[early].sum()
    return normal(0.5, ratio, error, alpha)


def visits_of_readers(alpha: float) -> Measured:
    return visiting(plenty(weeks=8, traffic=4.0), 0.4, 763, alpha)


def trust_under_hard_selling(alpha: float) -> Measured:
    return visiting(plenty(weeks=6, traffic=12.0), 1.0, 764, alpha)


def visiting(world: Scenario, selling: float, seed: int, alpha: float) -> Measured:
    """Share of reads that visit, given the reads of each day: a binomial number of them, the chance falling with
    trust."""
    table, social = media().social.selling, posted(world, seed, selling=selling)
    lost = table.harm.value * selling**2 * (1 - 0.5 ** ((social["day"] + 1) / table.half_life.value))
    chance = (table.least.value + (table.most.value - table.least.value) * selling) * (1 - lost)
    reads, all_reads = social["reads"], social["reads"].sum()
    error = np.sqrt((reads * chance * (1 - chance)).sum()) / all_reads
    return normal((reads * chance).sum() / all_reads, social["visits"].sum() / all_reads, error, alpha)


CHECKS = (
    Check(
        "Reads of steady posts", "closed form", "social: pull", DECAY,
        "A post a day is read as often as the geometric sum of what is fresh draws readers.", reads_of_steady_posts,
    ),
    Check(
        "Half-life of content", "closed form", "social: content", DECAY,
        "When posting stops, what is fresh halves in its half-life.", half_life_of_content,
    ),
    Check(
        "Readers who visit", "closed form", "social: visits", "definition; sizes are assumed",
        "Of those who read, as many visit as selling and trust make.", visits_of_readers,
    ),
    Check(
        "Trust under hard selling", "closed form", "social: trust", "exponential approach; sizes are assumed",
        "Posts that only sell lose their readers' trust, half of the way in its half-life.", trust_under_hard_selling,
    ),
)  # fmt: skip
