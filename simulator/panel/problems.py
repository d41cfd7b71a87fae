"""What is wrong with a plan, as sentences that stand beside the fields."""

import re

from simulator.panel.sentences import Both, say
from simulator.planfile import PlanError, Problem, show
from simulator.words import LANGUAGES, mark

# What `Lever.allowed` and `simulator.fit` say is allowed, with the places of their values.
ALLOWED = (
    mark("a list, each a whole number from {low} to {high}, at least one and none twice"),
    mark("a list of weeks with their values, each week once"),
    mark("a week and its value, as in {example}"),
    mark("a list of product names"),
    mark("a table, as in a new plan"),
    mark("tables in double brackets: {example}"),
    mark("as a week: a whole number from {low} to {high}"),
    mark("kind = one of {words}"),
    mark("a list, each a whole number from {low} to {high}"),
    mark("a whole number from {low} to {high}"),
    mark("a number from {low} to {high}"),
    mark("one of {words}"),
    mark("the name of a product"),
    mark("a week of the season, 1 to {weeks}"),
    mark("a number, when {other} is given"),
    mark("text of at most {most} characters"),
    mark("more than the reorder point, {point} in week {week}, or 0 to buy no more"),
    mark("cuts that leave at least 1 yuan of {product} in week {week}"),
    mark("a platform that the capital of {capital} yuan can open; with the first stock it takes {needed}"),
    mark("an hour after the discount begins, at {hour}"),
    mark("an hour after the desk opens, at {hour}"),
    mark("0, when the desk closes at {hour}"),
    mark("at most the price, {price}"),
    mark("left out, as long as the usual carriers take parcels to all regions"),
    mark("first-come, as long as a partner's warehouse picks: nothing waits there"),
    mark("none, as long as a partner's warehouse picks: there are no pickers"),
    mark("at most the {number} candidates of the catalogue"),
    mark("left out for a candidate; selection.stock says how many pieces are bought"),
    mark("left out: the shop's stock lies there already"),
    mark("0, as long as no method is chosen"),
    mark("0, as long as no candidate is taken"),
    mark("left out, as long as no candidate is taken: selection.pick says how many"),
    mark("a promotion that works where the shops stand; this one takes {words}"),
    mark("more than 0 in one shop at least, when there is a budget"),
    mark("more than 0, when there is a bid for keywords"),
    mark("more than 0 here or for long-tail words, when there is a keyword budget"),
    mark("a group that shops where the shops stand: {words}"),
    mark("one of the groups {words}, when ads are aimed at one"),
    mark("research and stock for {left} yuan, what is left of the capital; they take {needed}"),
    mark("a platform on which the plan opens no other shop"),
    mark("a medium on which the plan has no other channel"),
    mark("more than 0 for one part of the session at least"),
    mark("a shop type that {platform} opens: {words}"),
    mark("a shop that the seller has the papers for; it takes {words}"),
    mark("first stock for {left} yuan, what is left of the capital; all of it takes {needed}"),
    mark("more than the tier below asks, {below}"),
    mark("another product than the first one"),
    mark("a name or a story, when the brand is spread or has an event"),
    mark("0, as long as no place of the private domain is open"),
    mark("0, as long as nobody is invited to the community"),
    mark("a week with days of a shopping festival: {weeks}"),
    mark("at least the {least} that festivals ask"),
    mark("none, as long as nothing is recommended to whoever orders"),
    mark("none, as long as no product is bought by forecast"),
    mark("none, as long as no shop sells at home"),
    mark("another supplier than the first one"),
    mark("a week in which no other test runs"),
    mark("what no other test of the product has tested"),
    mark("another price than A's"),
    mark("0, as long as no price is tested"),
    mark("none, as long as no dashboard keeps customers' data"),
    mark("a value; it must be given"),
)


def problems(error: PlanError) -> list[dict]:
    """The problems of a plan: field, and what to say beside it."""
    return [{"field": each.field, "words": _sentence(each)} for each in error.problems]


def _sentence(problem: Problem) -> Both:
    allowed = _allowed(problem.allowed)
    if problem.value is None:
        return say(mark("Nothing is given here. Allowed: {allowed}."), allowed=allowed)
    value = show(problem.value)
    if problem.nearest:
        asked = problem.nearest
        return say(mark("{value} is not allowed. Allowed: {allowed}. Did you mean {asked}?"),
                   value=value, allowed=allowed, asked=asked)  # fmt: skip
    return say(mark("{value} is not allowed. Allowed: {allowed}."), value=value, allowed=allowed)


def _allowed(text: str) -> Both:
    """The text in every language, by the template it was made from."""
    text = text.removesuffix(", or a list of {week, value}")
    for template in ALLOWED:
        found = re.fullmatch(re.sub(r"\\{(\w+)\\}", r"(?P<\1>.+)", re.escape(template)), text)
        if found:
            return say(template, **found.groupdict())
    return {language: text for language in LANGUAGES}
