"""Whether a plan fits its scenario: what in it cannot be played there, each with the reason."""

import math
from collections.abc import Callable, Iterator
from types import UnionType
from typing import Any

from simulator import world
from simulator.outlays import (
    brand_once,
    first_inspection_cost,
    keeps_data,
    knowledge_cost,
    open_places,
    page_cost,
    pages_cost,
    private_domain_once,
    running_week,
    technology_once,
    tests_of,
    warehouse_once,
    warehouse_week,
)
from simulator.plan import (
    EVENING,
    LIVE_PARTS,
    AbTest,
    BrandEvent,
    Bundle,
    Discount,
    EarlyBird,
    FestivalEntry,
    FlashSale,
    Livestream,
    NewCustomerCoupon,
    PercentCoupon,
    Plan,
    ProductPlan,
    Promotion,
    Shop,
    SpendAndSave,
    Step,
    TeamPrice,
    covers,
    in_week,
    levers_of,
)
from simulator.planfile import PlanError, Problem, nearest, parse, structure_leniently
from simulator.scenario import (
    DEEPEST,
    LEAST,
    Platform,
    Rival,
    Scenario,
    each_shop,
    entry_cost,
    first_stock_cost,
    goods_of,
    insight,
    load,
    platforms,
    positionings,
    price_of,
    promotions,
    segments,
    selection_cost,
    sells_at_home,
    shop_type,
    shops_of,
    supplier_of,
    suppliers,
    unknown,
)


def read(text: str, scenario: str | None = None) -> tuple[Plan, Scenario]:
    """The plan in a TOML text with the scenario that it is played in (`scenario`, or the one the plan names).

    Raises `PlanError` with every problem of the text and of its fit to the scenario.
    """
    return admit(parse(text), scenario)


def admit(raw: dict[str, Any], scenario: str | None = None) -> tuple[Plan, Scenario]:
    """As `read`, from plain data."""
    plan, problems = structure_leniently(raw)
    name = scenario or plan.scenario
    if name not in world.scenario_names():
        raise PlanError([*problems, unknown("scenario", name, world.scenario_names())])
    told = {problem.field.rpartition(".")[0] for problem in problems}
    problems += [
        one for one in fit(plan, load(name)) if one.value is not None or one.field.rpartition(".")[0] not in told
    ]
    if problems:
        raise PlanError(problems)
    return plan, load(name)


def fit(plan: Plan, scenario: Scenario) -> list[Problem]:
    """What in the plan does not fit the scenario."""
    return [*_names(plan, scenario), *_weeks(plan, scenario), *_stock(plan, scenario), *_prices(plan, scenario),
            *_shops(plan, scenario), *_places(plan, scenario), *_entry(plan, scenario), *_hours(plan),
            *_floors(plan, scenario), *_selection(plan, scenario), *_ads(plan), *_targets(plan, scenario),
            *_helps(plan), *_carriers(plan), *_channels(plan), *_rundowns(plan), *_promotions(plan, scenario),
            *_tiers(plan), *_owned(plan), *_brand(plan, scenario), *_technology(plan, scenario), *_tests(plan),
            *_security(plan), *_past(plan, scenario)]  # fmt: skip


def _names(plan: Plan, scenario: Scenario) -> Iterator[Problem]:
    known = tuple(scenario.goods)
    yield from (unknown(f"products.{name}", name, known) for name in plan.products if name not in known)
    for place, promotion in enumerate(plan.promotions, 1):
        covered = getattr(promotion, "products", ())
        yield from (unknown(f"promotions[{place}].products", name, known) for name in covered if name not in known)
        own = {name: getattr(promotion, name) for name, lever in levers_of(type(promotion)) if lever.product}
        yield from (unknown(f"promotions[{place}].{field}", name, tuple(scenario.products))
                    for field, name in own.items() if name not in scenario.products)  # fmt: skip


def _weeks(plan: Plan, scenario: Scenario) -> Iterator[Problem]:
    allowed = f"a week of the season, 1 to {scenario.weeks}"
    for place, promotion in enumerate(plan.promotions, 1):
        late = [week for week in promotion.weeks if week > scenario.weeks]
        yield from (Problem(f"promotions[{place}].weeks", week, allowed) for week in late)
    parts = {
        name: getattr(plan, name)
        for name in ("marketing", "ads", "warehouse", "brand", "private_domain", "community", "staff")
    }
    parts |= {f"products.{name}": one for name, one in plan.products.items()}
    parts |= {f"channels[{place}]": one for place, one in enumerate(plan.channels, 1)}
    for field, part in parts.items():
        late = [(name, step.week) for name, step in _steps(part) if step.week > scenario.weeks]
        yield from (Problem(f"{field}.{name}", week, allowed) for name, week in late)


def _steps(part: Any) -> Iterator[tuple[str, Step]]:
    """The steps of every weekly lever of a part of the plan, with the lever's name."""
    for name, lever in levers_of(type(part)):
        yield from ((name, step) for step in (getattr(part, name) if lever.weekly else ()))


def _stock(plan: Plan, scenario: Scenario) -> Iterator[Problem]:
    for name, product in plan.products.items():
        if product.fallback == supplier_of(plan, scenario, name):
            yield Problem(f"products.{name}.fallback", product.fallback, "another supplier than the first one")
        for one, other in (("reorder_point", "order_up_to"), ("order_up_to", "reorder_point")):
            if getattr(product, other) and not getattr(product, one):
                yield Problem(f"products.{name}.{one}", None, f"a number, when {other} is given")
        if product.order_up_to and product.reorder_point:
            yield from _upside_down(name, product, scenario)


def _past(plan: Plan, scenario: Scenario) -> Iterator[Problem]:
    """First stock of a shop that has its stock already."""
    decided = {name: one.first_stock for name, one in plan.products.items() if one.first_stock is not None}
    if scenario.past.stock:
        yield from (Problem(f"products.{name}.first_stock", pieces, "left out: the shop's stock lies there already")
                    for name, pieces in decided.items())  # fmt: skip


def _upside_down(name: str, product: ProductPlan, scenario: Scenario) -> Iterator[Problem]:
    for week in range(1, scenario.weeks + 1):
        point, up_to = in_week(product.reorder_point, week, 0), in_week(product.order_up_to, week, 0)
        if 0 < up_to <= point:
            allowed = f"more than the reorder point, {point:g} in week {week}, or 0 to buy no more"
            yield Problem(f"products.{name}.order_up_to", up_to, allowed)
            return


def _prices(plan: Plan, scenario: Scenario) -> Iterator[Problem]:
    """Promotions that together leave a piece under one yuan."""
    for name in goods_of(plan, scenario):
        for week in range(1, scenario.weeks + 1):
            left = lowest_price(plan, scenario, name, week)
            if left < LEAST:
                allowed = f"cuts that leave at least 1 yuan of {name} in week {week}"
                yield Problem("promotions", f"{left:.2f} yuan after all cuts", allowed)
                break


def lowest_price(plan: Plan, scenario: Scenario, product: str, week: int) -> float:
    """What a piece costs at least in a week, in any shop and an order of any size, when every promotion that may apply
    does, yuan."""
    decided, running = plan.product(product), [one for one in plan.promotions if week in one.weeks]
    covering = [one for one in running if covers(one, product)]
    low, high = _with_versions(plan, product, week, shelf_prices(plan, scenario, product, week))
    cuts = (one.percent for one in covering if isinstance(one, Discount | FlashSale | EarlyBird | FestivalEntry))
    bundles = (one.percent for one in covering if isinstance(one, Bundle) and product in (one.first, one.second))
    low *= (1 - max(cuts, default=0.0) / 100) * (1 - max(bundles, default=0.0) / 100)
    programme = plan.membership
    members = (programme.silver_percent, programme.gold_percent, programme.diamond_percent)
    tiers = members if programme.programme == "tiers" else ()
    offers = [_savings(running, kinds) for kinds in (SpendAndSave, NewCustomerCoupon | PercentCoupon)]
    left = []
    for key in shops_of(plan, scenario):
        there = platforms()[key]
        teams = [one.percent for one in covering if isinstance(one, TeamPrice) and there.meets_in_teams]
        own = max(decided.member_percent, decided.quantity_percent, *teams, *tiers, 0.0)
        paid, sizes = there.paid_of_home, _order_sizes(there)
        left += [_least_of(low * (1 - own / 100) * paid, high * paid, size, *offers) for size in sizes]
    return min(left)


def _with_versions(plan: Plan, product: str, week: int, bounds: tuple[float, float]) -> tuple[float, float]:
    """Bounds of a price with the versions of it that are tested, or were."""
    tests = [one for one in tests_of(plan) if one.product == product and min(one.weeks) <= week]
    changes = [0.0, *(one.percent for one in tests)]
    return bounds[0] * (1 + min(changes) / 100), bounds[1] * (1 + max(changes) / 100)


Saving = tuple[float, float, float]  # yuan that an order must come to, yuan and per cent off it


def _savings(running: list[Promotion], kinds: type | UnionType) -> list[Saving]:
    """What promotions of some kinds take off an order."""
    return [(one.spend, getattr(one, "save", 0.0), getattr(one, "percent", 0.0))
            for one in running if isinstance(one, kinds)]  # fmt: skip


def _least_of(low: float, high: float, size: int, saves: list[Saving], coupons: list[Saving]) -> float:
    """What a piece costs at least in an order of so many, when one costs from `low` to `high` and one offer of each
    kind may be had, yuan."""
    had = [[(0.0, 0.0, 0.0), *(one for one in each if one[0] <= size * high)] for each in (saves, coupons)]
    return min(
        max(spend, other, size * low) * (1 - percent / 100) - save - more
        for spend, save, _ in had[0] for other, more, percent in had[1]
    ) / size  # fmt: skip


def _order_sizes(platform: Platform) -> list[int]:
    """Pieces that an order may have where a platform's shoppers buy, topped up by one or not."""
    wanted = {size for name in platform.audience for size in segments()[name].pieces}
    return sorted(wanted | {size + 1 for size in wanted})


def shelf_prices(plan: Plan, scenario: Scenario, product: str, week: int) -> tuple[float, float]:
    """Bounds of a product's shelf price at home in a week under the plan's pricing method and price rule, yuan."""
    decided, rivals = plan.product(product), _seen_prices(plan, scenario)
    low, high = _method_prices(plan, scenario, product, week)
    floor = min(decided.price_floor, low)
    if decided.price_rule == "follow":
        low = min(low, max(floor, min(rivals, default=low)))
    if decided.price_rule == "markdown":
        low = max(low * (1 - DEEPEST), floor)
    return low, high


def _method_prices(plan: Plan, scenario: Scenario, product: str, week: int) -> tuple[float, float]:
    """Bounds of the price that the plan's pricing method finds, before any price rule, yuan."""
    decided, given = plan.product(product), price_of(plan, scenario, product, week)
    share, rivals = decided.price_percent / 100, _seen_prices(plan, scenario)
    if decided.price_method == "cost-plus":
        return _lowest_cost(plan, scenario, product) * (1 + share), math.inf
    if decided.price_method == "fixed" or not rivals:
        return given, given
    monitored = plan.data.rival_prices != "none"  # rivals without goods are left out, perhaps all of them
    if decided.price_method == "competition":
        mean = min(rivals) if monitored else sum(rivals) / len(rivals)
        return min(mean * (1 + share), given) if monitored else mean * (1 + share), math.inf
    worth, known = scenario.goods[product].list_price, [one.price for one in scenario.rivals if one.rule == "hold"]
    cheapest = min(rivals) if share <= 1 else min(known, default=worth)
    low = max(cheapest + (worth - cheapest) * share, LEAST)
    return min(low, given) if monitored else low, math.inf


def _seen_prices(plan: Plan, scenario: Scenario) -> list[float]:
    """What rivals ask at least, as the plan's price monitor may misread it by five standard deviations, yuan."""
    level = plan.data.rival_prices
    error = 0.0 if level == "none" else insight()[f"rivals-{level}"]["error"].value
    return [price * math.exp(-5 * error) for price in _lowest_rivals(scenario)]


def _lowest_of(rival: Rival, deepest: float) -> float:
    """What a rival asks at least, when price wars cut prices by a share of `deepest`, yuan."""
    least = rival.price if rival.rule == "hold" else min(rival.price, rival.floor)
    return max(least * (1 - deepest), min(least, rival.floor))


def _lowest_rivals(scenario: Scenario) -> list[float]:
    """What each rival asks at least, yuan."""
    deepest = max((one.size for one in scenario.shocks if one.kind == "price-war"), default=0.0)
    return [_lowest_of(one, deepest) for one in scenario.rivals]


def _lowest_cost(plan: Plan, scenario: Scenario, product: str) -> float:
    """What a piece costs the shop at least, whatever the contract and the shops' stances, yuan."""
    source = suppliers()[supplier_of(plan, scenario, product)]
    stance = min(one.unit_cost.value for one in positionings().values())
    cost = scenario.goods[product].unit_cost * source.unit_cost.value * stance
    return cost * (1 - source.price_break.value)


def _places(plan: Plan, scenario: Scenario) -> Iterator[Problem]:
    """Promotions that none of the plan's shops can carry out, and a budget that none of them may spend."""
    stand = shops_of(plan, scenario)
    for kind, works in PLACES.items():
        if not any(works(platforms()[key]) for key in stand):
            where = ", ".join(key for key, platform in platforms().items() if works(platform))
            allowed = f"a promotion that works where the shops stand; this one takes {where}"
            yield from (Problem(f"promotions[{place}].kind", kind, allowed)
                        for place, one in enumerate(plan.promotions, 1) if one.kind == kind)  # fmt: skip
    budgets = (plan.marketing.weekly_budget, plan.brand.spread, *(getattr(plan.ads, name) for name in AD_BUDGETS))
    spends = any(step.value for steps in budgets for step in steps)
    if spends and not any(shop.share for _, shop, _ in each_shop(plan, scenario)):
        yield Problem("shop.share", plan.shop.share, "more than 0 in one shop at least, when there is a budget")


AD_BUDGETS = ("keyword_budget", "display_budget", "recommendation_budget")
PLACES: dict[str, Callable[[Platform], bool]] = {
    TeamPrice.kind: lambda platform: platform.meets_in_teams,
    Livestream.kind: lambda platform: platform.feed_share.value > 0,
}


def _shops(plan: Plan, scenario: Scenario) -> Iterator[Problem]:
    """Platforms named twice, shop types that a platform does not open, and papers that the seller lacks."""
    taken: set[str] = set()
    for field, shop, key in each_shop(plan, scenario):
        if key in taken:
            yield Problem(f"{field}.platform", key, "a platform on which the plan opens no other shop")
        taken.add(key)
        types = tuple(platforms()[key].shop_types)
        if shop.type and shop.type not in types:
            allowed = f"a shop type that {key} opens: {', '.join(types)}"
            yield Problem(f"{field}.type", shop.type, allowed, nearest(shop.type, types))
        else:
            yield from _papers(field, shop, key, scenario)


def _papers(field: str, shop: Shop, key: str, scenario: Scenario) -> Iterator[Problem]:
    asked = platforms()[key].needs + shop_type(shop, key).needs
    missing = [one for one in dict.fromkeys(asked) if one not in scenario.credentials]
    if missing:
        typed = shop.type and set(platforms()[key].needs) <= set(scenario.credentials)
        name, value = ("type", shop.type) if typed else ("platform", key)
        yield Problem(
            f"{field}.{name}", value, f"a shop that the seller has the papers for; it takes {', '.join(missing)}"
        )


def _hours(plan: Plan) -> Iterator[Problem]:
    """Discounts that end before they begin, and a desk that closes before it opens."""
    desk = plan.service
    if desk.closes <= desk.opens:
        yield Problem("service.closes", desk.closes, f"an hour after the desk opens, at {desk.opens}")
    elif desk.evening_agents and desk.closes <= EVENING:
        yield Problem("service.evening_agents", desk.evening_agents, f"0, when the desk closes at {desk.closes}")
    for place, one in enumerate(plan.promotions, 1):
        if isinstance(one, Discount) and one.to_hour <= one.from_hour:
            allowed = f"an hour after the discount begins, at {one.from_hour:g}"
            yield Problem(f"promotions[{place}].to_hour", one.to_hour, allowed)


def _channels(plan: Plan) -> Iterator[Problem]:
    """Media that the plan posts on in more than one channel."""
    taken = [one.medium for one in plan.channels]
    for place, medium in enumerate(taken, 1):
        if medium in taken[: place - 1]:
            yield Problem(f"channels[{place}].medium", medium, "a medium on which the plan has no other channel")


def _rundowns(plan: Plan) -> Iterator[Problem]:
    """Livestreams in which nothing is done."""
    for place, one in enumerate(plan.promotions, 1):
        if isinstance(one, Livestream) and not any(getattr(one, name) for name in LIVE_PARTS):
            allowed = "more than 0 for one part of the session at least"
            yield Problem(f"promotions[{place}].display", one.display, allowed)


def _promotions(plan: Plan, scenario: Scenario) -> Iterator[Problem]:
    """Bundles of one product with itself, and festivals entered where none is or for too little."""
    least, weeks = promotions()["festival"]["least"].value, scenario.festival_weeks()
    for place, one in enumerate(plan.promotions, 1):
        if isinstance(one, Bundle) and one.first == one.second:
            yield Problem(f"promotions[{place}].second", one.second, "another product than the first one")
        if isinstance(one, FestivalEntry):
            allowed = f"a week with days of a shopping festival: {', '.join(map(str, weeks)) or 'none in this season'}"
            yield from (Problem(f"promotions[{place}].weeks", week, allowed) for week in one.weeks if week not in weeks)
            if one.percent < least:
                yield Problem(f"promotions[{place}].percent", one.percent, f"at least the {least:g} that festivals ask")


def _tiers(plan: Plan) -> Iterator[Problem]:
    """Tiers of members that begin no later than the one below."""
    decided = plan.membership
    for lower, higher in (("silver_from", "gold_from"), ("gold_from", "diamond_from")):
        below, value = getattr(decided, lower), getattr(decided, higher)
        if value <= below:
            yield Problem(f"membership.{higher}", value, f"more than the tier below asks, {below:g}")


def _owned(plan: Plan) -> Iterator[Problem]:
    """A gift for whoever joins where there is no place to join, and care for a community without members."""
    decided = plan.private_domain
    if decided.welcome and not open_places(plan):
        yield Problem("private_domain.welcome", decided.welcome, "0, as long as no place of the private domain is open")
    if not plan.community.invited:
        kept = {name: getattr(plan.community, name) for name in ("hours", "events")}
        kept["selling"] = max((step.value for step in plan.community.selling), default=0.0)
        yield from (Problem(f"community.{name}", value, "0, as long as nobody is invited to the community")
                    for name, value in kept.items() if value)  # fmt: skip


def _floors(plan: Plan, scenario: Scenario) -> Iterator[Problem]:
    """Price rules whose lowest price lies over the price that they start from."""
    for name in goods_of(plan, scenario):
        decided = plan.product(name)
        if decided.price_rule == "none" or decided.price_method != "fixed":
            continue
        lowest = min(price_of(plan, scenario, name, week) for week in range(1, scenario.weeks + 1))
        if decided.price_floor > lowest:
            yield Problem(f"products.{name}.price_floor", decided.price_floor, f"at most the price, {lowest:g}")


def _helps(plan: Plan) -> Iterator[Problem]:
    """Help for pickers whom the plan does not have."""
    if _has_pickers(plan):
        return
    for name in ("system", "location_plan"):
        if (help := getattr(plan.warehouse, name)) != "none":
            yield Problem(
                f"warehouse.{name}", help, "none, as long as a partner's warehouse picks: there are no pickers"
            )


def _carriers(plan: Plan) -> Iterator[Problem]:
    """Another carrier for far buyers where the usual ones take all at one price, and an order of picking where nothing
    waits."""
    if plan.delivery.carrier_far and plan.delivery.carrier == "usual":
        allowed = "left out, as long as the usual carriers take parcels to all regions"
        yield Problem("delivery.carrier_far", plan.delivery.carrier_far, allowed)
    if plan.delivery.priority != "first-come" and not _has_pickers(plan):
        allowed = "first-come, as long as a partner's warehouse picks: nothing waits there"
        yield Problem("delivery.priority", plan.delivery.priority, allowed)


def _has_pickers(plan: Plan) -> bool:
    return any(step.value for step in plan.warehouse.pickers)


def _selection(plan: Plan, scenario: Scenario) -> Iterator[Problem]:
    """More candidates than there are, research without a method, candidates bought elsewhere in the plan, and what the
    capital can't buy."""
    decided, number = plan.selection, len(scenario.candidates)
    if decided.pick > number:
        yield Problem("selection.pick", decided.pick, f"at most the {number} candidates of the catalogue")
    if decided.budget and decided.method == "none":
        yield Problem("selection.budget", decided.budget, "0, as long as no method is chosen")
    elif decided.budget and not decided.pick:
        yield Problem("selection.budget", decided.budget, "0, as long as no candidate is taken")
    if not decided.pick:
        allowed = "left out, as long as no candidate is taken: selection.pick says how many"
        yield from (Problem(f"products.{name}", name, allowed) for name in plan.products if name in scenario.candidates)
        return
    for name in scenario.candidates:
        if (pieces := plan.product(name).first_stock) is not None:
            allowed = "left out for a candidate; selection.stock says how many pieces are bought"
            yield Problem(f"products.{name}.first_stock", pieces, allowed)
    left = _left(plan, scenario) - first_stock_cost(plan, scenario) - _preparation(plan, scenario)
    if 0 <= left < (needed := selection_cost(plan, scenario)):
        allowed = f"research and stock for {left:,.0f} yuan, what is left of the capital; they take {needed:,.0f}"
        yield Problem("selection.stock", decided.stock, allowed)


def _ads(plan: Plan) -> Iterator[Problem]:
    """Bids without money, and money without bids."""
    bids = any(step.value for steps in (plan.ads.core_bid, plan.ads.tail_bid) for step in steps)
    budget = any(step.value for step in plan.ads.keyword_budget)
    if bids and not budget:
        yield Problem("ads.keyword_budget", 0.0, "more than 0, when there is a bid for keywords")
    if budget and not bids:
        yield Problem("ads.core_bid", 0.0, "more than 0 here or for long-tail words, when there is a keyword budget")


def _targets(plan: Plan, scenario: Scenario) -> Iterator[Problem]:
    """Ads aimed at nobody, and groups of shoppers that are at none of the shops."""
    there, wanted = _shoppers(plan, scenario), plan.ads.audience
    if wanted is not None and wanted not in there:
        yield Problem("ads.audience", wanted, f"a group that shops where the shops stand: {', '.join(there)}")
    if wanted is None and plan.ads.targeting in ("audience", "region"):
        yield Problem("ads.audience", None, f"one of the groups {', '.join(there)}, when ads are aimed at one")


def _shoppers(plan: Plan, scenario: Scenario) -> tuple[str, ...]:
    """The groups of shoppers where the plan's shops stand."""
    return tuple(dict.fromkeys(name for key in shops_of(plan, scenario) for name in platforms()[key].audience))


def _brand(plan: Plan, scenario: Scenario) -> Iterator[Problem]:
    """A brand without a name, and one that is spread among shoppers who are at none of the shops."""
    decided, there = plan.brand, _shoppers(plan, scenario)
    told = any(step.value for step in decided.spread) or any(isinstance(one, BrandEvent) for one in plan.promotions)
    if told and decided.image == "none":
        yield Problem("brand.image", "none", "a name or a story, when the brand is spread or has an event")
    if decided.audience is not None and decided.audience not in there:
        allowed = f"a group that shops where the shops stand: {', '.join(there)}"
        yield Problem("brand.audience", decided.audience, allowed)


def _technology(plan: Plan, scenario: Scenario) -> Iterator[Problem]:
    """Technology that has nothing to work on in the plan."""
    works = {
        "ai_recommendation": (plan.relations.recommend != "none", "nothing is recommended to whoever orders"),
        "ai_forecast": (
            any(plan.product(name).policy == "forecast" for name in scenario.goods),
            "no product is bought by forecast",
        ),
        "iot": (_has_pickers(plan), "a partner's warehouse picks: there are no pickers"),
        "instant_delivery": (any(map(sells_at_home, shops_of(plan, scenario))), "no shop sells at home"),
    }
    for name in plan.technology.used:
        has_work, reason = works.get(name, (True, ""))
        if not has_work:
            yield Problem(f"technology.{name}", getattr(plan.technology, name), f"none, as long as {reason}")


def _tests(plan: Plan) -> Iterator[Problem]:
    """A/B tests that run in one week, that test the same thing again, or whose versions have a price where no price is
    tested, or none where one is."""
    weeks, things = set(), set()
    for place, one in enumerate(plan.promotions, 1):
        if not isinstance(one, AbTest):
            continue
        field, thing = f"promotions[{place}]", (one.product, one.object)
        yield from (Problem(f"{field}.weeks", week, "a week in which no other test runs")
                    for week in one.weeks if week in weeks)  # fmt: skip
        if thing in things:
            yield Problem(f"{field}.object", one.object, "what no other test of the product has tested")
        if bool(one.percent) != (one.object == "price"):
            allowed = "another price than A's" if one.object == "price" else "0, as long as no price is tested"
            yield Problem(f"{field}.percent", one.percent, allowed)
        weeks |= set(one.weeks)
        things.add(thing)


def _security(plan: Plan) -> Iterator[Problem]:
    """Care for customers' data that nobody keeps."""
    if plan.data.security != "none" and not keeps_data(plan):
        yield Problem("data.security", plan.data.security, "none, as long as no dashboard keeps customers' data")


def _entry(plan: Plan, scenario: Scenario) -> Iterator[Problem]:
    """Shops that the capital cannot open, or first stock and first work that it cannot pay for as well."""
    if not _open(plan, scenario):
        return
    funds = _funds(plan, scenario)
    stock = first_stock_cost(plan, scenario)
    needed = min(stock, first_stock_cost(Plan(), scenario))
    for field, shop, key in each_shop(plan, scenario):
        needed += entry_cost(key, scenario, shop)
        if needed > funds:
            capital, whole = f"{funds:,.0f}", f"{needed:,.0f}"
            allowed = f"a platform that the capital of {capital} yuan can open; with the first stock it takes {whole}"
            yield Problem(f"{field}.platform", key, allowed)
            return
    left = _left(plan, scenario)
    if stock > left:
        allowed = f"first stock for {left:,.0f} yuan, what is left of the capital; all of it takes {stock:,.0f}"
        yield from (Problem(f"products.{name}.first_stock", decided.first_stock, allowed)
                    for name, decided in plan.products.items() if decided.first_stock)  # fmt: skip
    elif (needed := _preparation(plan, scenario)) > left - stock:
        allowed = f"work for {left - stock:,.0f} yuan, what shops and first stock leave of the capital"
        yield Problem("products", f"{needed:,.0f} yuan for pages, inspection and a week's running costs", allowed)


def _preparation(plan: Plan, scenario: Scenario) -> float:
    """Yuan that pages, a knowledge base, looking at the first stock, a brand, places of the shop's own, technology and
    the first week's running costs take at most."""
    dearest = sorted(scenario.candidates, key=lambda name: page_cost(plan.product(name)), reverse=True)
    pages = pages_cost(plan, [*scenario.products, *dearest[: plan.selection.pick]])
    once = pages + knowledge_cost(plan) + first_inspection_cost(plan, scenario) + warehouse_once(plan)
    once += private_domain_once(plan) + brand_once(plan) + technology_once(plan)
    return once + running_week(plan, scenario) + warehouse_week(plan, 1)


def _open(plan: Plan, scenario: Scenario) -> bool:
    """Whether every shop is of a type that its platform opens."""
    return all(not shop.type or shop.type in platforms()[key].shop_types for _, shop, key in each_shop(plan, scenario))


def _left(plan: Plan, scenario: Scenario) -> float:
    """Yuan that are left when every shop is open; none when one can't be."""
    if not _open(plan, scenario):
        return -1.0
    return _funds(plan, scenario) - sum(entry_cost(key, scenario, shop) for _, shop, key in each_shop(plan, scenario))


def _funds(plan: Plan, scenario: Scenario) -> float:
    """Yuan that may be spent: capital and credit."""
    return scenario.capital + scenario.credit + plan.risk.credit_line
