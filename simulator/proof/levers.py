"""Every lever moves a KPI: which field, from where to where, which KPI, and which way."""

import copy
import json
from functools import cache, reduce
from typing import Any

from attrs import Factory, evolve, frozen

from simulator.experiment import Difference, Measures, difference, replicate, seeds
from simulator.plan import Plan
from simulator.planfile import plain, structure
from simulator.scenario import Shock, load
from simulator.score import rung

CLEAR = 3.0  # paired standard errors that a move must exceed


@frozen
class Move:
    """One lever moved from `low` to `high` in the scenario's naive plan, and the sign expected of the KPI's change.

    `beside`: the promotion's other fields; `given`: other fields of the plan, the same in both; `shocks` that happen to
    the scenario.
    """

    field: str
    low: Any
    high: Any
    scenario: str
    kpi: str
    sign: str
    beside: dict[str, Any] = Factory(dict)
    given: dict[str, Any] = Factory(dict)
    shocks: tuple[Shock, ...] = ()

    def plans(self) -> tuple[Plan, Plan]:
        """The naive plan with the lever low and high."""
        naive = reduce(lambda plan, one: _with(plan, *one, {}), self.given.items(), plain(rung(self.scenario, "naive")))
        return tuple(structure(_with(naive, self.field, one, self.beside)) for one in (self.low, self.high))

    def difference(self, seasons: int) -> Difference:
        """The KPI's change on common draws."""
        played = (_played(json.dumps(plain(one)), self.scenario, seasons, self.shocks) for one in self.plans())
        return difference(*(one[self.kpi] for one in played))


@cache
def _played(plan: str, scenario: str, seasons: int, shocks: tuple[Shock, ...]) -> Measures:
    """The measures of a plan (JSON) on so many seasons; many levers move from the same plan."""
    return replicate(structure(json.loads(plan)), evolve(load(scenario), shocks=shocks), seeds(seasons))


def _with(plan: dict[str, Any], field: str, value: Any, beside: dict[str, Any]) -> dict[str, Any]:
    """The plan's plain data with one field set, and the fields `beside` it; `promotions.<kind>.<name>` sets it in a
    promotion of its own, `beside` being the rest of that promotion, and `channels.<name>` in a channel of its own."""
    raw = copy.deepcopy(plan)
    path, name = field.split(".")[:-1], field.rpartition(".")[2]
    if path == ["channels"]:
        return raw | {"channels": [CHANNEL | beside | {name: value}]}
    if path[:1] == ["promotions"]:
        return raw | {"promotions": [PROMOTIONS[path[1]] | beside | {"kind": path[1], name: value}]}
    for where, one in (beside | {field: value}).items():
        *path, name = where.split(".")
        reduce(lambda inner, step: inner.setdefault(step, {}), path, raw)[name] = one
    return raw


PROMOTIONS: dict[str, dict[str, Any]] = {
    "discount": {"weeks": [4, 5], "percent": 15},
    "spend-and-save": {"weeks": [4, 5, 6, 7], "spend": 135, "save": 15},
    "new-customer-coupon": {"weeks": [4, 5, 6, 7], "save": 10},
    "percent-coupon": {"weeks": [4, 5, 6, 7], "percent": 10},
    "early-bird": {"weeks": [4, 5, 6, 7], "percent": 30},
    "bundle": {"weeks": [4, 5, 6, 7], "percent": 15, "first": "scarf-plain", "second": "scarf-lavender"},
    "festival-entry": {"weeks": [1, 12], "percent": 20},
    "gift": {"weeks": [4, 5, 6, 7], "gift": "scarf-plain"},
    "flash-sale": {"weeks": [4, 5, 6, 7], "percent": 40, "quantity": 40},
    "team-price": {"weeks": [4, 5, 6, 7], "percent": 15},
    "livestream": {"weeks": [4, 5, 6, 7], "spend": 2000},
    "kol": {"weeks": [4, 5, 6, 7], "fans": 20},
    "brand-event": {"weeks": [8, 9], "spend": 5000},
    "ab-test": {"weeks": [4, 5], "product": "scarf-plain", "object": "price", "percent": -20, "rollout": "better"},
}
CHANNEL = {"medium": "xiaohongshu", "posts": 5}
TIERS = {
    "membership.programme": "tiers", "membership.silver_from": 60, "membership.gold_from": 120,
    "membership.diamond_from": 180,
}  # fmt: skip
FIRST, ELEVEN, PLAIN = "first-shop", "double-eleven", "products.scarf-plain."
SHARE = {"pay": "commission"}
OFTEN = {"weeks": list(range(1, 14)), "spend": 6000}
STREAMED = {PLAIN + "first_stock": 1500, PLAIN + "order_up_to": 1500, PLAIN + "reorder_point": 700}
TEAMS, FEED = {"shop.platform": "pinduoduo"}, {"shop.platform": "douyin"}
LEAN = {PLAIN + "reorder_point": 80, PLAIN + "order_up_to": 160}
FORECAST = {PLAIN + "policy": "forecast", PLAIN + "cover_days": 7}
TAKEN = {"selection.pick": 3, "selection.stock": 600, "selection.budget": 20_000}
MANY = ("jd", "douyin", "amazon", "pinduoduo", "tmall", "ebay", "aliexpress", "xiaohongshu")
KEYWORDS = {"ads.core_bid": 1.5, "ads.tail_bid": 0.6, "ads.keyword_budget": 400}
AIMED = {"ads.display_budget": 600, "ads.recommendation_budget": 600, "ads.audience": "bargain"}
BY_GROUP = AIMED | {"ads.targeting": "audience"}
JUDGED = {
    "shops": [{"platform": one} for one in MANY],
    "risk.credit_line": 1_000_000.0,
    PLAIN + "first_stock": 2500,
    PLAIN + "reorder_point": 1500,
    PLAIN + "order_up_to": 2500,
    "products.scarf-lavender.first_stock": 1500,
    "products.scarf-lavender.reorder_point": 800,
    "products.scarf-lavender.order_up_to": 1500,
}  # violations are rare: many shops, and stock that never runs out, so that what is delisted is missed
LAVENDER = "products.scarf-lavender."
BY_DAY = {"policy": "forecast", "first_stock": 30, "cover_days": 1, "service_level": 50, "reorder_point": 5,
          "order_up_to": 20}  # fmt: skip
BLIND = {product + name: value for product in (PLAIN, LAVENDER) for name, value in BY_DAY.items()}
FOLLOWING = {LAVENDER + "price_rule": "follow", LAVENDER + "price_floor": 60, LAVENDER + "first_stock": 1500}
FORESEEN = {
    f"products.{product}.{name}": value
    for product in ("scarf-plain", "scarf-lavender", "gift-box")
    for name, value in (("policy", "forecast"), ("cover_days", 10))
}
NAMED = {"brand.image": "story"}
CRISIS = Shock("opinion-crisis", 3, "A crisis", "舆情危机", size=1.5)
FAILURE = Shock("supplier-failure", 3, "A failure", "供应中断", weeks=4, supplier="yiwu-wholesale")
ONE_AGENT = {"service.agents": 1}
BY_FORECAST = {f"products.{name}.policy": "forecast" for name in ("scarf-plain", "scarf-lavender")}
GROUPS = {"community.invited": 100}
PICKED = {"warehouse.pickers": 2}
STANDARD, IMPORTANT = {"delivery.carrier": "standard"}, {"delivery.important_from": 100.0}
MOVES = (
    Move("shop.platform", "pinduoduo", "jd", FIRST, "delivery_days", "-"),
    Move(PLAIN + "price", 62.0, 76.0, FIRST, "orders", "-"),
    Move("products.scarf-lavender.price", 125.0, 155.0, FIRST, "orders", "-"),
    Move(PLAIN + "supplier", "yiwu-wholesale", "hangzhou-factory", FIRST, "gross_margin", "+"),
    Move(PLAIN + "reorder_point", 20, 150, FIRST, "stockout_rate", "-"),
    Move(PLAIN + "order_up_to", 200, 600, FIRST, "stock_turnover", "-"),
    Move(PLAIN + "contract", "none", "price", FIRST, "gross_margin", "+"),
    Move(PLAIN + "contract", "none", "quality", FIRST, "return_rate", "-"),
    Move(PLAIN + "contract", "none", "punctual", FIRST, "stockout_rate", "-", given=LEAN),
    Move(PLAIN + "inspection", "none", "sample", FIRST, "return_rate", "-"),
    Move(PLAIN + "inspection", "none", "full", FIRST, "return_rate", "-"),
    Move(PLAIN + "policy", "levels", "forecast", FIRST, "stockout_rate", "-", given=LEAN),
    Move(PLAIN + "service_level", 50, 99, FIRST, "stockout_rate", "-", given=FORECAST),
    Move(PLAIN + "cover_days", 3, 30, FIRST, "stock_turnover", "-", given=FORECAST),
    Move("promotions.discount.percent", 5, 30, FIRST, "orders", "+"),
    Move("promotions.discount.weeks", [4], [4, 5, 6], FIRST, "orders", "+"),
    Move("promotions.spend-and-save.save", 5, 25, FIRST, "orders", "+"),
    Move("promotions.spend-and-save.spend", 130, 400, FIRST, "orders", "-"),
    Move("promotions.spend-and-save.weeks", [4], [4, 5, 6, 7, 8, 9], FIRST, "orders", "+"),
    Move("promotions.new-customer-coupon.save", 5, 25, FIRST, "orders", "+"),
    Move("promotions.new-customer-coupon.spend", 0, 100, FIRST, "orders", "-"),
    Move("promotions.new-customer-coupon.weeks", [4], [4, 5, 6, 7], FIRST, "orders", "+"),
    Move("promotions.percent-coupon.percent", 5, 25, FIRST, "orders", "+"),
    Move("promotions.percent-coupon.spend", 0, 130, FIRST, "orders", "-"),
    Move("promotions.percent-coupon.group", "known", "new", FIRST, "orders", "+", {"percent": 20}),
    Move("promotions.percent-coupon.weeks", [4], [4, 5, 6, 7], FIRST, "orders", "+"),
    Move("promotions.early-bird.percent", 10, 50, FIRST, "orders", "+"),
    Move("promotions.early-bird.days", 1, 5, FIRST, "orders", "+"),
    Move("promotions.early-bird.quantity", 5, 100, FIRST, "orders", "+"),
    Move("promotions.early-bird.weeks", [4], [4, 5, 6, 7], FIRST, "orders", "+"),
    Move("promotions.bundle.percent", 5, 30, FIRST, "average_order_value", "+"),
    Move("promotions.bundle.first", "gift-box", "scarf-plain", ELEVEN, "average_order_value", "+"),
    Move("promotions.bundle.second", "gift-box", "scarf-lavender", ELEVEN, "average_order_value", "+"),
    Move("promotions.bundle.weeks", [4], [4, 5, 6, 7], FIRST, "average_order_value", "+"),
    Move("promotions.festival-entry.percent", 15, 40, FIRST, "stockout_rate", "+"),
    Move("promotions.festival-entry.weeks", [1], [1, 12], FIRST, "visitors", "+"),
    Move("promotions.gift.gift", "scarf-plain", "scarf-lavender", FIRST, "orders", "+"),
    Move("promotions.gift.spend", 0, 100, FIRST, "average_order_value", "+"),
    Move("promotions.gift.weeks", [4], [4, 5, 6, 7], FIRST, "orders", "+"),
    Move("promotions.flash-sale.percent", 10, 60, FIRST, "orders", "+"),
    Move("promotions.flash-sale.quantity", 10, 200, FIRST, "orders", "+"),
    Move("promotions.flash-sale.weeks", [4], [4, 5, 6, 7], FIRST, "orders", "+"),
    Move("promotions.team-price.percent", 5, 30, FIRST, "orders", "+", given=TEAMS),
    Move("promotions.team-price.team", 2, 5, FIRST, "orders", "-", given=TEAMS),
    Move("promotions.team-price.weeks", [4], [4, 5, 6, 7], FIRST, "visitors", "+", given=TEAMS),
    Move("promotions.livestream.spend", 200, 4000, FIRST, "visitors", "+", given=FEED),
    Move("promotions.livestream.weeks", [4], [4, 5, 6, 7], FIRST, "visitors", "+", given=FEED),
    Move("promotions.livestream.day", 2, 4, FIRST, "visitors", "+", {"weeks": [1], "spend": 4000}, FEED),
    Move("promotions.livestream.hour", 3, 20, FIRST, "visitors", "+", given=FEED),
    Move("promotions.livestream.hours", 1, 4, FIRST, "visitors", "+", given=FEED),
    Move("promotions.livestream.host", "professional", "influencer", FIRST, "live_viewers", "+", SHARE, FEED),
    Move("promotions.livestream.host", "influencer", "founder", FIRST, "marketing_share", "-",
         SHARE, FEED | STREAMED),
    Move("promotions.livestream.pay", "session", "own", FIRST, "live_viewers", "+", given=FEED),
    Move("promotions.livestream.display", 0, 5, FIRST, "return_rate", "-", OFTEN, FEED | STREAMED),
    Move("promotions.livestream.demonstration", 0, 5, FIRST, "return_rate", "-", OFTEN, FEED | STREAMED),
    Move("promotions.livestream.offers", 0, 5, FIRST, "return_rate", "+", OFTEN, FEED | STREAMED),
    Move("promotions.livestream.interaction", 0, 5, FIRST, "live_viewers", "+", given=FEED),
    Move("promotions.kol.fans", 5, 50, FIRST, "visitors", "+"),
    Move("promotions.kol.weeks", [4], [4, 5, 6, 7], FIRST, "visitors", "+"),
    Move("promotions.kol.day", 2, 4, FIRST, "visitors", "+", {"weeks": [1]}),
    Move("promotions.kol.medium", "bilibili", "weibo", FIRST, "marketing_share", "-"),
    Move("promotions.kol.circle", "entertainment", "category", FIRST, "visitors", "+"),
    Move("promotions.kol.screening", "none", "cases", FIRST, "orders", "+", {"fans": 100}, STREAMED),
    Move("promotions.kol.cooperation", "placement", "review", FIRST, "visitors", "+"),
    Move("promotions.kol.points", 0, 0.4, FIRST, "visitors", "+"),
    Move("marketing.weekly_budget", 200, 3000, FIRST, "visitors", "+"),
    Move("marketing.posts", 0, 10, FIRST, "visitors", "+", given=FEED),
    Move("marketing.search_hours", 0, 20, FIRST, "visitors", "+"),
    Move("marketing.referral", 0, 20, FIRST, "visitors", "+"),
    Move("ads.core_bid", 0.8, 2.5, FIRST, "visitors", "+", given=KEYWORDS),
    Move("ads.tail_bid", 0.3, 1.2, FIRST, "visitors", "+", given=KEYWORDS),
    Move("ads.keyword_budget", 30, 200, FIRST, "visitors", "+", given=KEYWORDS),
    Move("ads.display_budget", 20, 300, FIRST, "visitors", "+"),
    Move("ads.recommendation_budget", 20, 300, FIRST, "visitors", "+"),
    Move("ads.targeting", "none", "audience", FIRST, "visitors", "-", given=AIMED),
    Move("ads.audience", "bargain", "trend", FIRST, "average_order_value", "+", given=BY_GROUP),
    Move("channels.medium", "bilibili", "xiaohongshu", FIRST, "visitors", "+"),
    Move("channels.posts", 1, 10, FIRST, "visitors", "+"),
    Move("channels.form", "article", "pictures", FIRST, "content_reads", "+"),
    Move("channels.theme", "hot-topic", "use-setting", FIRST, "content_reads", "+"),
    Move("channels.selling", 0, 0.5, FIRST, "visitors", "+"),
    Move("channels.selling", 0, 1, FIRST, "interaction_rate", "-"),
    Move("service.agents", 1, 3, FIRST, "orders", "+"),
    Move("service.opens", 18, 8, FIRST, "orders", "+"),
    Move("service.closes", 12, 22, FIRST, "orders", "+"),
    Move("service.auto_reply", "none", "basic", FIRST, "orders", "+"),
    Move("service.knowledge", 0, 1, FIRST, "response_time", "-"),
    Move("service.advice", "standard", "personal", FIRST, "consultation_conversion", "+"),
    Move("service.evening_agents", 0, 3, FIRST, "response_time", "-"),
    Move("promotions.flash-sale.day", 2, 4, FIRST, "orders", "+", {"weeks": [1], "quantity": 400, "percent": 50},
         {PLAIN + "first_stock": 900}),
    Move("shop.positioning", "cost-leadership", "premium", FIRST, "average_order_value", "+"),
    Move("shop.classes", 0, 3, FIRST, "visitors", "+"),
    Move(PLAIN + "role", "traffic", "image", FIRST, "average_order_value", "+"),
    Move(PLAIN + "role", "regular", "profit", FIRST, "average_order_value", "+"),
    Move("products.scarf-lavender.listed", 1, 0, FIRST, "average_order_value", "-"),
    Move(PLAIN + "price_method", "fixed", "competition", FIRST, "orders", "-"),
    Move(PLAIN + "price_percent", 60, 140, FIRST, "orders", "-", given={PLAIN + "price_method": "cost-plus"}),
    Move(PLAIN + "price_rule", "none", "follow", FIRST, "orders", "+", given={PLAIN + "price_floor": 50}),
    Move(PLAIN + "price_floor", 40, 60, FIRST, "gross_margin", "+", given={PLAIN + "price_rule": "follow"}),
    Move(PLAIN + "member_percent", 0, 20, FIRST, "repurchase_rate", "+"),
    Move(PLAIN + "quantity_percent", 0, 25, FIRST, "orders", "+"),
    Move(PLAIN + "quantity_from", 2, 3, FIRST, "gross_margin", "+", given={PLAIN + "quantity_percent": 25}),
    Move(PLAIN + "pictures", 3, 8, FIRST, "orders", "+"),
    Move(PLAIN + "close_ups", 0, 3, FIRST, "orders", "+"),
    Move(PLAIN + "scenes", 0, 3, FIRST, "orders", "+"),
    Move(PLAIN + "title", "Neckwear", "Soft warm plain spring scarf, gift", FIRST, "visitors", "+"),
    Move(PLAIN + "description", 0, 1, FIRST, "return_rate", "-"),
    Move(PLAIN + "selling_points", 0, 1, FIRST, "orders", "+"),
    Move(PLAIN + "guide", 0, 1, FIRST, "return_rate", "-"),
    Move(PLAIN + "attributes", 0, 10, FIRST, "visitors", "+"),
    Move("promotions.discount.from_hour", 0, 20, FIRST, "orders", "-", {"percent": 30}),
    Move("promotions.discount.to_hour", 2, 24, FIRST, "orders", "+", {"percent": 30}),
    Move("selection.method", "competitors", "data-mining", FIRST, "orders", "+", given=TAKEN),
    Move("selection.budget", 100, 15_000, FIRST, "orders", "+", given=TAKEN | {"selection.method": "data-mining"}),
    Move("selection.pick", 0, 2, FIRST, "average_order_value", "+", given={"selection.stock": 200}),
    Move("selection.stock", 20, 300, FIRST, "average_order_value", "+", given={"selection.pick": 3}),
    Move("shop.type", "single-brand", "flagship", ELEVEN, "orders", "+"),
    Move("shop.localisation", "none", "localised", FIRST, "orders", "+", given={"shop.platform": "amazon"}),
    Move("shop.share", 0.5, 4.0, FIRST, "visitors", "+", given={"shops": [{"platform": "jd"}]}),
    Move("products.scarf-plain.first_stock", 50, 1200, FIRST, "stockout_rate", "-"),
    Move("returns.days", 7, 30, FIRST, "return_rate", "-"),
    Move("returns.freight", "buyer", "seller", FIRST, "return_rate", "+"),
    Move("returns.refund", "on-receipt", "in-advance", FIRST, "orders", "+"),
    Move("resolution.offer", "return", "exchange", FIRST, "return_rate", "-"),
    Move("resolution.limit", 0, 30, FIRST, "return_rate", "-"),
    Move("reviews.reward", 0, 5, FIRST, "orders", "+"),
    Move("reviews.answer", "none", "bad", FIRST, "positive_review_rate", "+"),
    Move("reviews.bought", 0, 30, FIRST, "positive_review_rate", "+"),
    Move("reviews.deleted", 0, 100, FIRST, "positive_review_rate", "+"),
    Move("relations.care", 0, 3, FIRST, "repurchase_rate", "+"),
    Move("relations.winback", "none", "month", FIRST, "repurchase_rate", "+"),
    Move("relations.recommend", "none", "related", FIRST, "average_order_value", "+"),
    Move("relations.survey", 0, 100, FIRST, "satisfaction", "+"),
    Move("risk.compliance", "none", "system", FIRST, "orders", "+", given=JUDGED),
    Move("risk.rule_response", "wait", "at-once", FIRST, "orders", "+", given=JUDGED),
    Move("risk.reserve", 12000.0, 150000.0, FIRST, "orders", "-"),
    Move("warehouse.pickers", 0.15, 0.5, FIRST, "delivery_days", "-"),
    Move("warehouse.waves", 1, 5, FIRST, "delivery_days", "-", given=PICKED),
    Move("warehouse.system", "none", "wms", FIRST, "logistics_error_rate", "-", given=PICKED),
    Move("warehouse.location_plan", "none", "by-sales", FIRST, "picking_accuracy", "+", given=PICKED),
    Move("delivery.carrier", "economy", "express", FIRST, "delivery_days", "-"),
    Move("delivery.carrier_far", "economy", "express", FIRST, "delivery_days", "-", given=STANDARD),
    Move("delivery.carrier_important", "economy", "express", FIRST, "delivery_days", "-", given=STANDARD | IMPORTANT),
    Move("delivery.important_from", 80.0, 400.0, FIRST, "delivery_days", "+",
         given=STANDARD | {"delivery.carrier_important": "express"}),
    Move("delivery.priority", "first-come", "important-first", FIRST, "profit", "+",
         given=IMPORTANT | {"warehouse.pickers": 0.15}),
    Move("risk.credit_line", 0.0, 60000.0, FIRST, "visitors", "+",
         {"shop.platform": "tmall", "marketing.weekly_budget": 9000.0}),
    Move("membership.programme", "none", "tiers", FIRST, "repurchase_rate", "+",
         given=TIERS | {"membership.silver_percent": 15, "membership.service_from": "silver"}),
    Move("membership.silver_from", 60, 115, FIRST, "orders", "-", given=TIERS | {"membership.silver_percent": 20}),
    Move("membership.gold_from", 61, 179, FIRST, "orders", "-", given=TIERS | {"membership.gold_percent": 30}),
    Move("membership.diamond_from", 121, 900, FIRST, "orders", "-", given=TIERS | {"membership.diamond_percent": 30}),
    Move("membership.silver_percent", 0, 20, FIRST, "orders", "+", given=TIERS),
    Move("membership.gold_percent", 0, 30, FIRST, "orders", "+", given=TIERS),
    Move("membership.diamond_percent", 0, 30, FIRST, "orders", "+", given=TIERS | {"membership.diamond_from": 121}),
    Move("membership.priority_from", "none", "silver", FIRST, "repurchase_rate", "+", given=TIERS),
    Move("membership.birthday_from", "none", "silver", FIRST, "repurchase_rate", "+", given=TIERS),
    Move("membership.service_from", "none", "silver", FIRST, "repurchase_rate", "+", given=TIERS),
    Move("treatment.high_messages", 0, 1, FIRST, "repurchase_rate", "+"),
    Move("treatment.low_messages", 0, 1, FIRST, "repurchase_rate", "+"),
    Move("treatment.silent_messages", 0, 1, FIRST, "repurchase_rate", "+"),
    Move("treatment.lost_messages", 0, 1, FIRST, "repurchase_rate", "+"),
    Move("treatment.unpaid_reminder", "none", "reminder", FIRST, "orders", "+"),
    Move("treatment.coupon_reminder", "none", "reminder", FIRST, "orders", "+",
         given={"promotions": [{"kind": "percent-coupon", "weeks": [4, 5, 6, 7], "percent": 10}]}),
    Move("treatment.cart_reminder", "none", "reminder", FIRST, "orders", "+"),
    Move("brand.image", "none", "story", FIRST, "orders", "+", given={"marketing.weekly_budget": 3000}),
    Move("brand.spread", 0, 4000, FIRST, "orders", "+", given=NAMED),
    Move("brand.spread", 0, 4000, FIRST, "brand_awareness", "+", given=NAMED),
    Move("brand.audience", "bargain", "trend", FIRST, "brand_awareness", "+", given=NAMED | {"brand.spread": 2000}),
    Move("promotions.brand-event.spend", 500, 20000, FIRST, "brand_awareness", "+", given=NAMED),
    Move("promotions.brand-event.weeks", [9], [9, 10, 11], FIRST, "brand_awareness", "+", given=NAMED),
    Move("technology.ai_service", "none", "used", FIRST, "orders", "+"),
    Move("technology.ai_service", "none", "used", FIRST, "automatic_answers", "+"),
    Move("technology.ai_recommendation", "none", "used", FIRST, "average_order_value", "+",
         given={"relations.recommend": "related"}),
    Move("technology.ai_forecast", "none", "used", FIRST, "stock_turnover", "+", given=BY_FORECAST),
    Move("technology.fitting", "none", "used", FIRST, "return_rate", "-"),
    Move("technology.traceability", "none", "used", FIRST, "orders", "+"),
    Move("technology.iot", "none", "used", FIRST, "picking_accuracy", "+", given=PICKED),
    Move("technology.instant_delivery", "none", "used", FIRST, "delivery_days", "-"),
    Move("technology.sustainability", "none", "used", FIRST, "orders", "+"),
    Move("staff.training", 0, 8, FIRST, "response_time", "-", given=ONE_AGENT),
    Move("staff.incentive", 0, 30, FIRST, "response_time", "-", given=ONE_AGENT),
    Move("staff.roles", "shared", "divided", FIRST, "response_time", "-", given=ONE_AGENT),
    Move(PLAIN + "fallback", "hangzhou-factory", "ningbo-trading", FIRST, "stockout_rate", "-", shocks=(FAILURE,)),
    Move("risk.crisis_plan", "none", "ready", FIRST, "orders", "+", shocks=(CRISIS,)),
    Move("promotions.ab-test.product", "scarf-lavender", "scarf-plain", FIRST, "orders", "+"),
    Move("promotions.ab-test.object", "title", "price", FIRST, "orders", "+", {"share": 100, "percent": -20}),
    Move("promotions.ab-test.percent", 20, -20, FIRST, "orders", "+"),
    Move("promotions.ab-test.share", 0, 100, FIRST, "orders", "+", {"rollout": "none"}),
    Move("promotions.ab-test.goal", "conversion", "revenue", FIRST, "average_order_value", "+",
         {"weeks": [1, 2, 3], "percent": -30}, {PLAIN + "price": 25, PLAIN + "first_stock": 1500}),
    Move("promotions.ab-test.rollout", "none", "better", FIRST, "orders", "+"),
    Move("promotions.ab-test.weeks", [4], [4, 5, 6, 7], FIRST, "orders", "+", {"share": 100}),
    Move("data.dashboard", "none", "professional", FIRST, "orders", "+", given=BLIND),
    Move("data.security", "none", "strong", FIRST, "orders", "+", given={"data.dashboard": "basic"}),
    Move("data.rival_prices", "none", "professional", FIRST, "orders", "+", given=FOLLOWING),
    Move("data.search_index", "none", "professional", ELEVEN, "stockout_rate", "-", given=FORESEEN),
    Move("community.invited", 0, 100, FIRST, "repurchase_rate", "+", given={"community.hours": 2}),
    Move("community.hours", 0, 3, FIRST, "repurchase_rate", "+", given=GROUPS),
    Move("community.events", 0, 5, FIRST, "repurchase_rate", "+", given=GROUPS),
    Move("community.selling", 0, 0.4, FIRST, "repurchase_rate", "+", given=GROUPS | {"community.hours": 3}),
    Move("community.selling", 0.4, 1, FIRST, "repurchase_rate", "-", given=GROUPS | {"community.hours": 3}),
    Move("private_domain.official_account", 0, 2, FIRST, "repurchase_rate", "+"),
    Move("private_domain.wecom", 0, 1, FIRST, "repurchase_rate", "+"),
    Move("private_domain.mini_program", "none", "open", FIRST, "repurchase_rate", "+"),
    Move("private_domain.mini_program", "none", "open", FIRST, "churn_risk", "-"),
    Move("private_domain.welcome", 0, 20, FIRST, "repurchase_rate", "+",
         given={"private_domain.mini_program": "open", "private_domain.wecom": 1}),
)  # fmt: skip
