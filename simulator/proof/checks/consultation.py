"""Shoppers who ask the desk: how many, who waits, who gives up."""

import numpy as np
from attrs import evolve

from simulator.laws.desk import AUTOMATIC
from simulator.laws.traffic import DAY, HOUR
from simulator.plan import Service
from simulator.proof.check import Check, Measured, chance, normal, student
from simulator.proof.checks.choice import moved
from simulator.proof.data import fitted
from simulator.proof.estimators import dispersion_by_day
from simulator.proof.worlds import laboratory, liked, on_taobao, plenty
from simulator.records import Table, count, rows
from simulator.scenario import Scenario, consultation, platforms, segments
from simulator.season import play
from simulator.season.due import NEVER

GAMMA = "Avramidis, Deslauriers and L'Ecuyer 2004; bank calls"
ERLANG_C = "Erlang 1917"
KEENER = "logit; size assumed"
ERLANG_A = "Garnett, Mandelbaum and Reiman 2002 (Erlang A)"
WEEKS = 26
LOAD, AGENTS, SOON = 2.4, 3, 60.0  # talks' time asked for at once, people at the desk, seconds
CALM = {"patience": 1e9}
MANY, NOBODY = Service(agents=50, opens=0, closes=23), Service(agents=1, opens=0, closes=1)
HELPED = evolve(NOBODY, auto_reply="basic")


def askers(a_day: float, asks: float, weeks: int = WEEKS) -> Scenario:
    """A laboratory's season with so many contacts a day on average, when a share of those who consider buying asks."""
    there = platforms()["taobao"].organic_visits.value * segments()["practical"].considers
    return plenty(traffic=a_day / asks / there, weeks=weeks)


def by_day(table: Table, weeks: int = WEEKS) -> np.ndarray:
    """Rows of a table with moments on each day of a season."""
    return count(table["moment"] // DAY, None, 7 * weeks)


def by_hours(first: int, last: int, service: Service, on: range, load: float = LOAD, **desk: float) -> list[Table]:
    """Contacts of seasons in which everybody asks, `load` a talk's time on average, from one hour to another."""
    found = []
    with laboratory(shoppers={"asks": 1.0}, desk={f"contacts.{name}": value for name, value in desk.items()}):
        world = askers(load * DAY / 1000 / consultation().contacts.handling.value, 1.0, weeks=7)
        for seed in on:
            contacts = play(on_taobao(service=service), world, seed).tables["contacts"]
            hour = contacts["moment"] % DAY // HOUR
            found.append(rows(contacts, (hour >= first) & (hour < last)))
    return found


def waits(contacts: Table) -> np.ndarray:
    """Seconds that each contact waited for its answer."""
    return (contacts["started"] - contacts["moment"])[contacts["started"] != NEVER] / 1000


def patient() -> list[np.ndarray]:
    """Waits at a desk of `AGENTS` whose shoppers never give up, in seasons, well after opening and before closing."""
    return [waits(one) for one in by_hours(3, 20, Service(agents=AGENTS, opens=0, closes=23), range(741, 753), **CALM)]


def must_wait(alpha: float) -> Measured:
    return student(erlang_c(LOAD, AGENTS), np.array([(one > 0).mean() for one in patient()]), alpha)


def service_level(alpha: float) -> Measured:
    """Share of contacts answered within `SOON` seconds."""
    leaves = (AGENTS - LOAD) / consultation().contacts.handling.value
    theory = 1 - erlang_c(LOAD, AGENTS) * np.exp(-leaves * SOON)
    return student(theory, np.array([(one <= SOON).mean() for one in patient()]), alpha)


def mean_wait(alpha: float) -> Measured:
    theory = erlang_c(LOAD, AGENTS) * consultation().contacts.handling.value / (AGENTS - LOAD)
    return student(theory, np.array([one.mean() for one in patient()]), alpha)


def lone_agents_wait(alpha: float) -> Measured:
    """Mean wait for one agent whom patient shoppers keep busy for six tenths of the time, against that of the talks
    recorded: their number, their mean and their mean square."""
    agent, load = Service(agents=1, opens=0, closes=23), 0.6
    seasons = by_hours(3, 20, agent, range(791, 815), load, **CALM)
    return student(1.0, np.array([waits(one).mean() / pollaczek_khinchine(one, 17) for one in seasons]), alpha)


def pollaczek_khinchine(contacts: Table, hours: int) -> float:
    """Mean seconds of waiting in an M/G/1 queue with the talks of contacts in so many hours of each day."""
    talks = (contacts["decided"] - contacts["started"])[contacts["started"] != NEVER] / 1000
    rate = len(talks) / (49 * hours * HOUR / 1000)
    return float(rate * (talks**2).mean() / 2 / (1 - rate * talks.mean()))


def unanswered(alpha: float) -> Measured:
    """Contacts that give up, well after opening and before closing, over seasons."""
    return given_up(3, 22, Service(agents=2, opens=0, closes=23), 2, alpha)


def unanswered_in_the_evening(alpha: float) -> Measured:
    """The same from an hour after two more agents have come."""
    return given_up(19, 22, Service(agents=1, opens=0, closes=23, evening_agents=2), 3, alpha)


def basic_questions(alpha: float) -> Measured:
    """Contacts that the auto-reply answers, at all hours."""
    contacts = by_hours(0, 24, Service(auto_reply="basic"), range(787, 788))[0]
    theory = consultation().contacts.basic.value
    return chance(theory, int((contacts["outcome"] == AUTOMATIC).sum()), len(contacts["outcome"]), alpha)


def left_to_people(alpha: float) -> Measured:
    """Of the contacts that the auto-reply leaves to an agent, those that give up: the queue is thinned."""
    service = Service(agents=1, opens=0, closes=23, auto_reply="basic")
    return given_up(3, 22, service, 1, alpha, LOAD * (1 - consultation().contacts.basic.value))


def shorter_talks(alpha: float) -> Measured:
    """Contacts that give up at a desk with a knowledge base in full."""
    service = Service(agents=2, opens=0, closes=23, knowledge=1.0)
    return given_up(3, 22, service, 2, alpha, shorter=consultation().means.shorter.value)


def personal_advice(alpha: float) -> Measured:
    """Contacts that give up where advice is personal, and takes its time."""
    service = Service(agents=3, opens=0, closes=23, advice="personal")
    return given_up(3, 22, service, 3, alpha, shorter=1 - consultation().means.personal.value)


def given_up(first: int, last: int, service: Service, agents: int, alpha: float, load: float = LOAD,
             shorter: float = 0.0) -> Measured:  # fmt: skip
    """Share of contacts with people that give up from one hour to another, when so many agents are there: Erlang A.

    `load`: usual talks' time that people are asked for at once; `shorter`: share of that time which is saved.
    """
    seasons = by_hours(first, last, service, range(761, 773))
    shares = [(one["started"] == NEVER).sum() / (one["outcome"] != AUTOMATIC).sum() for one in seasons]
    contacts = consultation().contacts
    served, leaves = 1 / contacts.handling.value, 1 / contacts.patience.value
    return student(erlang_a(load * served, served / (1 - shorter), leaves, agents), np.array(shares), alpha)


def erlang_c(load: float, agents: int) -> float:
    """Chance of having to wait in an M/M/n queue: load^n / n! n / (n - load) against all states."""
    states = np.cumprod([1.0, *(load / np.arange(1, agents + 1))])
    waiting = states[-1] * agents / (agents - load)
    return float(waiting / (states[:-1].sum() + waiting))


def erlang_a(rate: float, served: float, leaves: float, agents: int, most: int = 400) -> float:
    """Share of contacts that give up in an M/M/n queue with impatience; rates a second."""
    states = np.arange(1, most + 1)
    down = np.minimum(states, agents) * served + np.maximum(states - agents, 0) * leaves
    weights = np.concatenate([[1.0], np.exp(np.cumsum(np.log(rate / down)))])
    waiting = (np.maximum(np.arange(most + 1) - agents, 0) * weights).sum() / weights.sum()
    return float(leaves * waiting / rate)


def contacts_of_a_day(alpha: float) -> Measured:
    """Contacts of a day, of which there are as many as calls in the bank's five minutes."""
    bank, days = fitted()["bank"], 7 * WEEKS * 8
    found, error = dispersion_by_day(busy_days(bank["mean"], range(771, 779)), np.zeros(days), np.arange(days))
    return normal(bank["value"], found, np.hypot(bank["error"], error), alpha)


def busy_days(a_day: float, on: range) -> np.ndarray:
    """Contacts on each day of seasons with so many on average, where shoppers ask by the table's law."""
    with laboratory(shoppers={"asks": 0.5}, desk={"contacts.shape": shape()}):
        world = askers(a_day, 0.5)
        return np.concatenate([by_day(play(on_taobao(), world, seed).tables["contacts"]) for seed in on])


def shape() -> float:
    """Shape of the days' gamma factor."""
    return consultation().contacts.shape.value


def mean_contacts(alpha: float) -> Measured:
    """Contacts of a day, of which each varies by its gamma factor and by chance."""
    a_day = 1000.0
    return student(a_day, busy_days(a_day, range(781, 783)), alpha)


def who_bought(tables: dict[str, Table], visits: np.ndarray) -> int:
    """How many of some visits led to an order."""
    return int(np.isin(visits, tables["orders"]["visit"]).sum())


def keener_askers(alpha: float) -> Measured:
    """Log odds of buying, of who asks against who does not, where the desk adds nothing."""
    with laboratory(shoppers={"asks": 0.5}, desk={"choice.answered": 0.0, "choice.unanswered": 0.0}):
        tables = play(on_taobao(), liked(plenty(traffic=9.0, weeks=WEEKS), plain=0.5), 784).tables
        theory = consultation().choice.keener.value
    asked, people = tables["contacts"]["visit"], tables["days"]["considering"].sum()
    mine, all_orders = who_bought(tables, asked), len(tables["orders"]["visit"])
    bought = np.array([mine, all_orders - mine])
    missed = np.array([len(asked), people - len(asked)]) - bought
    odds = np.log(bought / missed)
    return normal(theory, odds[0] - odds[1], np.sqrt((1 / bought + 1 / missed).sum()), alpha)


def worth_of_an_answer(alpha: float) -> Measured:
    """Log odds of the same askers' buying, with many agents and with nobody there."""
    with laboratory(shoppers={"asks": 1.0}):
        world = liked(plenty(traffic=4.0, weeks=WEEKS), plain=0.5)
        staffed, empty = (play(on_taobao(service=one), world, 785).tables for one in (MANY, NOBODY))
        choice = consultation().choice
    hour = staffed["contacts"]["moment"] % DAY // HOUR
    asked = staffed["contacts"]["visit"][(hour >= 1) & (hour < 22)]
    few, many = (who_bought(tables, asked) for tables in (empty, staffed))
    theory = choice.answered.value - choice.unanswered.value
    return moved((few, len(asked)), (many, len(asked)), theory, alpha)


def worth_of_an_auto_reply(alpha: float) -> Measured:
    """Log odds of buying, of the same askers when a tool answers them and when nobody does."""
    with laboratory(shoppers={"asks": 1.0}):
        world = liked(plenty(traffic=9.0, weeks=WEEKS), plain=0.5)
        helped, empty = (play(on_taobao(service=one), world, 788).tables for one in (HELPED, NOBODY))
        choice = consultation().choice
    contacts = rows(helped["contacts"], helped["contacts"]["moment"] % DAY >= HOUR)
    asked = contacts["visit"][contacts["outcome"] == AUTOMATIC]
    few, many = (who_bought(tables, asked) for tables in (empty, helped))
    theory = choice.automatic.value - choice.unanswered.value
    return moved((few, len(asked)), (many, len(asked)), theory, alpha)


def stars_of_the_unanswered(alpha: float) -> Measured:
    """Stars for service, of those who asked in vain and bought all the same: one and a binomial number of four."""
    with laboratory(shoppers={"asks": 0.5}):
        tables = play(on_taobao(service=NOBODY), liked(plenty(traffic=4.0), plain=1.0), 789).tables
        theory = consultation().stars["unanswered"].value
    contacts, orders = tables["contacts"], tables["orders"]
    in_vain = contacts["visit"][contacts["started"] == NEVER]
    stars = orders["service_stars"][np.isin(orders["visit"], in_vain)]
    good = (theory - 1) / 4
    return normal(theory, stars.mean(), np.sqrt(4 * good * (1 - good) / len(stars)), alpha)


def lifts() -> tuple[float, float]:
    """How much more often consulted visitors of an ordinary season buy than others who would consider it; and than the
    same visitors in a season that finds nobody at the desk."""
    world = plenty()
    tables, empty = (play(on_taobao(service=one), world, 786).tables for one in (Service(), NOBODY))
    contacts = tables["contacts"]
    consulted = contacts["visit"][contacts["started"] != NEVER]
    mine, people = who_bought(tables, consulted), tables["days"]["considering"].sum()
    others = (len(tables["orders"]["visit"]) - mine) / (people - len(consulted))
    again = consulted[np.isin(consulted, empty["contacts"]["visit"])]
    naive = mine / len(consulted) / others - 1
    return naive, who_bought(tables, again) / who_bought(empty, again) - 1


def consulted_and_others(_alpha: float) -> Measured:
    return Measured(0.3, lifts()[0], 0.3, 10.0)


def naive_and_true_lift(_alpha: float) -> Measured:
    naive, true = lifts()
    return Measured(naive, true, 0.0, naive)


CHECKS = (
    Check(
        "Contacts of a day", "closed form", "desk: busyness", GAMMA,
        "Days on which more ask and days on which fewer do leave as many contacts on average.", mean_contacts,
    ),
    Check(
        "Contacts vary like calls to a bank", "data", "data: bank", fitted()["bank"]["source"],
        "A season's contacts, as many a day as calls in the bank's five minutes, vary as much.", contacts_of_a_day,
    ),
    Check(
        "Who asks is keener", "closed form", "desk: keenness", KEENER,
        "Who asks buys more often by the same log odds, where the desk says nothing that counts.", keener_askers,
    ),
    Check(
        "What an answer does", "closed form", "desk: answers", KEENER,
        "The same askers answered rather than not buy more often by the log odds that the desk adds.",
        worth_of_an_answer,
    ),
    Check(
        "What an auto-reply does", "closed form", "desk: answers", KEENER,
        "Askers to whom a tool replies, and nobody else, buy more often by the log odds that this adds.",
        worth_of_an_auto_reply,
    ),
    Check(
        "Stars of who asked in vain", "closed form", "reviews: stars", "binomial law; mean assumed",
        "Who found nobody at the desk, and bought all the same, gives the service fewer stars.",
        stars_of_the_unanswered,
    ),
    Check(
        "Consulted visitors and others", "stylised fact", "desk", "claim of Chinese handbooks: more than 30%",
        "Consulted visitors buy more often than others by more than the three tenths that are claimed.",
        consulted_and_others, "emergent", "China, claim of handbooks",
    ),
    Check(
        "A lift that is mostly keenness", "stylised fact", "desk", "selection bias (Angrist and Pischke 2009)",
        "Against others, consulted visitors buy more often by the first number; against themselves in a season with "
        "nobody at the desk by the second, which is less.", naive_and_true_lift, "emergent", "no country: arithmetic",
    ),
    Check(
        "Contacts that wait", "closed form", "desk: times", ERLANG_C,
        "At a desk of patient shoppers as many have to wait as in an M/M/3 queue.", must_wait,
    ),
    Check(
        "Service level of the desk", "closed form", "desk: times", ERLANG_C,
        "As many contacts are answered within a minute as in an M/M/3 queue.", service_level,
    ),
    Check(
        "Mean wait at the desk", "closed form", "desk: times", ERLANG_C,
        "Contacts wait as long as in an M/M/3 queue (seconds).", mean_wait,
    ),
    Check(
        "Wait for a lone agent", "closed form", "desk: queue", "Pollaczek 1930; Khinchine 1932",
        "One agent's contacts wait as long as in an M/G/1 queue of the talks that were recorded (ratio).",
        lone_agents_wait,
    ),
    Check(
        "Contacts that give up", "closed form", "desk: times", ERLANG_A,
        "At two agents' desk as many shoppers give up as a queue with impatience loses.", unanswered,
    ),
    Check(
        "Questions for the auto-reply", "closed form", "desk: basic", "share assumed",
        "The auto-reply answers the share of contacts that are basic questions.", basic_questions,
    ),
    Check(
        "Questions left to people", "closed form", "desk: basic", ERLANG_A,
        "What the auto-reply leaves is the thinned queue of people: as many give up as it loses.", left_to_people,
    ),
    Check(
        "Knowledge base", "closed form", "desk: talk", ERLANG_A,
        "With a knowledge base as many give up as a queue with shorter talks loses.", shorter_talks,
    ),
    Check(
        "Personal advice", "closed form", "desk: talk", ERLANG_A,
        "With personal advice as many give up as a queue with longer talks loses.", personal_advice,
    ),
    Check(
        "Evening agents", "closed form", "desk: times", ERLANG_A,
        "When two more agents have come, as many give up as a queue with three loses.", unanswered_in_the_evening,
    ),
)  # fmt: skip
