"""The range: who finds the goods, what pages, roles and prices do, and what research is worth."""

import math
from unittest.mock import patch

import numpy as np
from attrs import evolve

from simulator.laws import content, roles
from simulator.plan import Plan, ProductPlan, Selection, Shop, Step
from simulator.proof.check import Check, Measured, chance, exact, normal, poisson
from simulator.proof.checks.choice import LOGIT, bought, moved
from simulator.proof.worlds import LAVENDER, PLAIN, everybody_buys, laboratory, liked, on_taobao, plenty, with_product
from simulator.records import Table
from simulator.scenario import Scenario, load, platforms, research, segments
from simulator.season import play
from simulator.season.catalogue import outlook, surprise, with_candidates
from simulator.season.due import NEVER

SEARCH = {"search_share": 1.0}
UNSOUGHT = {"search_share": 0.0}
LEARNING = "Raiffa and Schlaifer 1961"


def decided(**fields: float | str) -> Plan:
    """The plan that decides just these things about the plain scarf."""
    return on_taobao(products={PLAIN: ProductPlan(**fields)})


def alone(one: Scenario) -> Scenario:
    """The scenario with the plain scarf as its only product."""
    return evolve(one, products={PLAIN: one.products[PLAIN]})


def found(plan: Plan, factor: float, seed: int, alpha: float) -> Measured:
    """Visits of eight weeks in which search brings all of them, `factor` times as many as usual; a factor goes in steps
    of a sixty-fourth."""
    world = alone(plenty(traffic=0.5, weeks=8))
    with laboratory(market=SEARCH):
        visits = play(plan, world, seed).tables["days"]["organic"].sum()
        usual = platforms()["taobao"].organic_visits.value * world.traffic * world.days
    return poisson(usual * round(64 * factor) / 64, visits, alpha)


def found_by_title(alpha: float) -> Measured:
    """Keywords of eight tenths of the searches, and one word twice."""
    return found(decided(title="Warm soft plain scarf, scarf"), (0.92 + 0.16 * 0.8) * (1 - 0.08), 1001, alpha)


def found_by_filters(alpha: float) -> Measured:
    factor = 1 + 0.15 * (math.exp(-3 / 4) - math.exp(-10 / 4))
    return found(decided(attributes=10), factor, 1002, alpha)


def found_by_classes(alpha: float) -> Measured:
    """Two more levels, of which the second brings a part 1 / e of what the first brings."""
    return found(on_taobao(shop=Shop("taobao", classes=3)), 1 + 0.03 * (1 + math.exp(-1)), 1003, alpha)


def drawn_by_role(alpha: float) -> Measured:
    """A traffic product at nine tenths of the usual price of 79 yuan: four tenths of the way to a quarter under it."""
    return found(decided(role="traffic", price=(Step(1, 0.9 * 79),)), 1 + 0.5 * 0.4, 1004, alpha)


def worth_of_pictures(alpha: float) -> Measured:
    """Eight angles, close-ups and scenes against a single angle; two thirds of a kind's worth come with a few. Pictures
    count four or five times as much as in the world, so that five per cent more of them can be seen."""
    few, many = decided(pictures=1), decided(pictures=8, close_ups=6, scenes=6)
    worth = 0.6 * (math.exp(-1 / 3) - math.exp(-8 / 3)) + (0.15 + 0.20) * (1 - math.exp(-6))
    world = alone(liked(plenty(traffic=6.0, weeks=8), plain=2.0))
    with laboratory(), patch.multiple(content, ANGLES=0.6, CLOSE_UPS=0.15, SCENES=0.20):
        return moved(*(bought(play(plan, world, 1005)) for plan in (few, many)), worth, alpha)


def worth_of_description(alpha: float) -> Measured:
    """The three blocks of a detail page, each worth five times what it is in the world."""
    world = alone(liked(plenty(traffic=8.0, weeks=8), plain=2.0))
    plans = decided(), decided(description=1.0, selling_points=1.0, guide=1.0)
    with laboratory(), patch.dict(content.UTILITY_OF, description=0.10, selling_points=0.20, guide=0.10):
        return moved(*(bought(play(plan, world, 1006)) for plan in plans), 0.10 + 0.20 + 0.10, alpha)


def returns_of_a_page(alpha: float) -> Measured:
    """Description and guide each spare 15% of the returns; bold selling points bring 5% more."""
    page, share = decided(description=1.0, selling_points=1.0, guide=1.0), 0.9
    with laboratory(supply={"defects": 0.0}):
        world = with_product(everybody_buys(plenty(traffic=0.5)), PLAIN, returns=share)
        back = play(page, world, 1007).tables["orders"]["returned"] >= 0
    return chance(share * 0.85 * 1.05 * 0.85, int(back.sum()), len(back), alpha)


IMAGES = 15


def halo(alpha: float) -> Measured:
    """The same people, with `IMAGES` more products that nobody buys, and with these as image products."""
    one = liked(plenty(traffic=1.5, weeks=8), plain=2.0, lavender=-50.0)
    image = evolve(one.products[LAVENDER], first_stock=1, list_price=2 * one.reference_price)
    images = {f"image-{number}": image for number in range(IMAGES)}
    world = evolve(one, products={PLAIN: one.products[PLAIN], **images})
    shining = on_taobao(products=dict.fromkeys(images, ProductPlan(role="image")))
    with laboratory(market=UNSOUGHT), patch.object(roles, "FULL_HALO", math.inf):
        return moved(*(bought(play(plan, world, 1008)) for plan in (on_taobao(), shining)), 0.1 * IMAGES, alpha)


FURTHER = 7


def crowded(alpha: float) -> Measured:
    """The same people before nine products, of which seven are such as nobody buys, and before two."""
    one = liked(plenty(traffic=12.0, weeks=8), plain=2.0, lavender=-50.0)
    dull = evolve(next(iter(one.candidates.values())), appeal=dict.fromkeys(segments(), -50.0), spread=0.0)
    world = evolve(one, candidates={f"more-{number}": dull for number in range(FURTHER)})
    wide = evolve(on_taobao(), selection=Selection(pick=FURTHER, stock=20))
    with laboratory(market=UNSOUGHT):
        return moved(*(bought(play(plan, world, 1017)) for plan in (wide, on_taobao())), 0.4 * math.log(9 / 2), alpha)


def added_to_orders(alpha: float) -> Measured:
    """Two profit products that nobody orders by themselves, at the usual price of 79 yuan and at six fifths of it."""
    one = everybody_buys(plenty(traffic=3.0))
    more = {f"more-{percent}": evolve(one.products[LAVENDER], list_price=0.79 * percent) for percent in (100, 120)}
    world = evolve(one, products={PLAIN: one.products[PLAIN], **more})
    with laboratory(market=UNSOUGHT):
        plan = on_taobao(products=dict.fromkeys(more, ProductPlan(role="profit")))
        added = play(plan, world, 1016).tables["orders"]["added"] != NEVER
    return chance(0.10 * (1 + 0.8), int(added.sum()), len(added), alpha)


def herd(alpha: float) -> Measured:
    """A hit's second week, by the doublings of what its last seven days sold over the usual 120."""
    world = alone(liked(plenty(traffic=18.0, weeks=2), plain=1.0))
    with laboratory(market=UNSOUGHT):
        usual, hit = (play(plan, world, 1009) for plan in (decided(), decided(role="hit")))
    sold = np.convolve(hit.tables["products"]["sold"], np.ones(7), "valid")[:7]
    worth = 0.15 * (np.log2(1 + sold / 120) - 1).mean()
    return moved(bought(usual, 7), bought(hit, 7), worth, alpha)


QUIET = plenty(traffic=0.01)


def shelf_price(theory: np.ndarray | float, **fields: float | str) -> Measured:
    """Mean of the plain scarf's prices, day by day, against what the days should show (yuan)."""
    products = play(decided(**fields), QUIET, 1010).tables["products"]
    prices = products["price"][products["product"] == 0] / 100
    return exact(np.mean(np.round(theory, 2)), prices.mean(), tolerance=1e-9)


def price_from_cost(_alpha: float) -> Measured:
    """Eighty per cent over the factory's price for volume: 22% under the market's, and 8% off."""
    cost = round(30 * 0.78 * 0.92, 2)
    method = {"price_method": "cost-plus", "price_percent": 80}
    return shelf_price(1.8 * cost, supplier="hangzhou-factory", contract="price", **method)


def price_from_rivals(_alpha: float) -> Measured:
    return shelf_price(0.9 * (45 + 75 + 169) / 3, price_method="competition", price_percent=-10)


def price_from_worth(_alpha: float) -> Measured:
    """The scarf is worth 69 yuan, the cheapest rival asks 45, and the shop keeps three tenths of what is between."""
    return shelf_price(45 + 0.3 * (69 - 45), price_method="value", price_percent=30)


def price_that_follows(_alpha: float) -> Measured:
    """A yuan a night towards a rival at 45, down to the lowest price of 50."""
    return shelf_price(np.maximum(68.0 - np.arange(QUIET.days), 50.0), price_rule="follow", price_floor=50)


def price_of_old_stock(_alpha: float) -> Measured:
    """Five per cent off after three weeks, five more each week, thirty at most."""
    weeks = np.arange(QUIET.days) // 7
    return shelf_price(69.0 * (1 - np.clip(0.05 * (weeks - 2), 0, 0.3)), price_rule="markdown")


def orders_at_two_prices(seed: int) -> Table:
    """Orders with 20% off for past buyers and 10% off from three pieces on."""
    plan = decided(member_percent=20, quantity_from=3, quantity_percent=10)
    with laboratory(shoppers={"quantity": [0.5, 0.3, 0.2], "returns_again": 1.0}):
        return play(plan, everybody_buys(plenty(traffic=0.3)), seed).tables["orders"]


def price_for_past_buyers(_alpha: float) -> Measured:
    orders = orders_at_two_prices(1011)
    known = orders["times"] > 0
    return exact(69 * 0.8, orders["paid"][known].sum() / orders["pieces"][known].sum() / 100, tolerance=1e-9)


def price_for_quantity(_alpha: float) -> Measured:
    """What new buyers pay in all."""
    orders = orders_at_two_prices(1012)
    new = orders["times"] == 0
    pieces = orders["pieces"][new]
    theory = (pieces * np.where(pieces >= 3, 69 * 0.9, 69.0)).sum()
    return exact(theory, orders["paid"][new].sum() / 100, tolerance=1e-6)


def errors_of(method: str, budget: float) -> float:
    """Sd of what research reports: looks average out, the blur stays."""
    table = research()[method]
    return math.hypot(table.error.value * math.sqrt(table.look.value / budget), table.blur.value)


SPREAD = 0.8  # of the candidates' log appeal
BEST_OF_EIGHT, ITS_VARIANCE = 1.42360, 0.37290  # of standard normals


def best_looking_candidate(alpha: float) -> Measured:
    """How far the one candidate taken turns out over the catalogue, on average over seasons."""
    selection, world = Selection("data-mining", 8000.0, pick=1), load("first-shop")
    gains = []
    for seed in range(20_000, 22_700):
        name, taken = list(with_candidates(Plan(selection=selection), world, seed).products.items())[-1]
        gains.append(taken.appeal["practical"] - world.candidates[name].appeal["practical"])
    told = SPREAD**2 / (SPREAD**2 + errors_of("data-mining", 8000.0) ** 2)
    error = SPREAD * math.sqrt((1 - told + told * ITS_VARIANCE) / len(gains))
    return normal(BEST_OF_EIGHT * SPREAD * math.sqrt(told), float(np.mean(gains)), error, alpha)


def research_keeps_its_word(alpha: float) -> Measured:
    """Slope of how candidates turn out on how they look: a posterior mean promises no more than there is."""
    selection, world = Selection("market-research", 2400.0), load("first-shop")
    pairs = [(outlook(name, one, selection, seed), surprise(name, one, seed))
             for seed in range(23_000, 24_500) for name, one in world.candidates.items()]  # fmt: skip
    looks, truth = np.array(pairs).T
    told = SPREAD**2 / (SPREAD**2 + errors_of("market-research", 2400.0) ** 2)
    error = SPREAD * math.sqrt((1 - told) / (looks**2).sum())
    return normal(1.0, (looks * truth).sum() / (looks**2).sum(), error, alpha)


PAGES = "Syllabus, parts 1.2.6 and 1.2.7; size assumed"
ROLE = "Syllabus, training notes, chapter 2; size assumed"
PRICING = "Syllabus, part 1.2.5"

CHECKS = (
    Check(
        "Found by its title", "closed form", "content: title", PAGES,
        "Search brings the visits that the keywords of the title say, less what a word said twice takes.",
        found_by_title,
    ),
    Check(
        "Found through filters", "closed form", "content: filters", PAGES,
        "A product with all of its attributes filled in is found as often as the filters say.", found_by_filters,
    ),
    Check(
        "Found in the goods tree", "closed form", "content: classes", PAGES,
        "Each further level of the goods tree brings a third of the visits that the one before brought.",
        found_by_classes,
    ),
    Check(
        "Drawn by a traffic product", "closed form", "roles: visits", ROLE,
        "A traffic product draws visitors by as much as it is cheaper than is usual.", drawn_by_role,
    ),
    Check(
        "Worth of pictures", "closed form", "content: pictures", LOGIT,
        "More pictures move the log odds of buying, each by less than the one before.", worth_of_pictures,
    ),
    Check(
        "Worth of a detail page", "closed form", "content: description", LOGIT,
        "A detail page that is worked out moves the log odds of buying by its worth.", worth_of_description,
    ),
    Check(
        "Returns that a page spares", "closed form", "content: returns", PAGES,
        "What the detail page explains comes back less often.", returns_of_a_page,
    ),
    Check(
        "Halo of image products", "closed form", "roles: halo", LOGIT,
        "Each image product at twice the usual price moves the log odds of the others by a tenth.", halo,
    ),
    Check(
        "Crowded range", "closed form", "choice: crowding", "Ackerberg and Rysman 2005; size assumed",
        "Seven more products beside two take from each what the log of the growth says.", crowded,
    ),
    Check(
        "Added to an order", "closed form", "roles: basket", ROLE,
        "An order carries profit goods as often as their role says, less often the dearer they are.", added_to_orders,
    ),
    Check(
        "Herd after a hit", "closed form", "roles: herding", "Salganik, Dodds and Watts 2006; size assumed",
        "Each doubling of a hit's sales moves its log odds by 0.15.", herd,
    ),
    Check(
        "Price from cost", "closed form", "pricing: cost-plus", PRICING,
        "Cost-plus adds its share to what the supplier takes (yuan).", price_from_cost,
    ),
    Check(
        "Price from rivals", "closed form", "pricing: premium", PRICING,
        "A price by competition keeps its distance from the rivals' mean (yuan).", price_from_rivals,
    ),
    Check(
        "Price from worth", "closed form", "pricing: value", "Forbis and Mehta 1981; Syllabus, part 1.2.5",
        "A price by value keeps its share of what the scarf is worth over the cheapest rival (yuan).",
        price_from_worth,
    ),
    Check(
        "Price that follows", "closed form", "pricing: follow", "rule of the plan, step assumed",
        "Following the cheapest rival, the price falls by a yuan a night to its floor (yuan, mean of the days).",
        price_that_follows,
    ),
    Check(
        "Price of old stock", "closed form", "pricing: markdown", "rule of the plan, steps assumed",
        "Stock that has lain three weeks is marked down by five per cent a week (yuan, mean of the days).",
        price_of_old_stock,
    ),
    Check(
        "Price for past buyers", "closed form", "offers: price of a piece", "definition",
        "Whoever has bought before pays a fifth less (yuan).", price_for_past_buyers,
    ),
    Check(
        "Price for quantity", "closed form", "offers: price of a piece", "definition",
        "New buyers pay a tenth less from three pieces on, and else the shelf price (yuan, all together).",
        price_for_quantity,
    ),
    Check(
        "The best-looking candidate", "closed form", "research: surprise", f"{LEARNING}; David and Nagaraja 2003",
        "The best-looking of eight candidates is liked as much more as the greatest of eight draws says.",
        best_looking_candidate,
    ),
    Check(
        "What research promises", "closed form", "research: posterior", LEARNING,
        "Candidates turn out on average as research says, no better and no worse (slope).", research_keeps_its_word,
    ),
)  # fmt: skip
