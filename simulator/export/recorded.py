"""The visits that a season recorded one by one: of people who ordered or asked. From the records alone, nothing drawn.

A contact names only its visit. What brought it stands in the visit's key, or follows from the orders before it.
"""

import numpy as np
from attrs import frozen

from simulator.laws.draws import mix
from simulator.laws.group_buying import MOST_FRIENDS
from simulator.laws.traffic import DAY
from simulator.records import Table, joined, rows
from simulator.season import Result
from simulator.season.audiences import FLOW
from simulator.season.due import NEVER
from simulator.season.kols import BEYOND_MEDIA
from simulator.season.people import (
    CART,
    DISPLAY,
    FLOWS,
    FRIEND,
    INVITED,
    KEYWORD,
    KNOWN,
    KOL,
    LIVE,
    ORGANIC,
    PAID,
    RECOMMENDED,
    SOCIAL,
    SOURCES,
    VISIT,
)
from simulator.season.social import APART

CHANNELS = (*SOURCES, "keyword")  # what brings visits: sources, and long-tail words apart from core words
TAIL = len(SOURCES)
FORM_CHANNELS = (KEYWORD, TAIL, DISPLAY, RECOMMENDED)  # by number of the form of ads
FLOW_CHANNELS = (
    ORGANIC,
    PAID,
    NEVER,
    NEVER,
    *(LIVE for _ in range(LIVE, FLOW)),
    *FORM_CHANNELS,
)  # by number of the flow
IN_A_DAY = 10_000_000  # visits are numbered by day, and below this in it
REMINDERS = 5  # in a row, at most, after which people are looked for
SPREAD = 6_180_339  # shares no divisor with it


def day_numbers(result: Result) -> np.ndarray:
    """Year, month and day of each day of the season as one number, such as 251111."""
    dates = [result.scenario.date(day) for day in range(result.scenario.days)]
    return np.array([int(f"{one:%y%m%d}") for one in dates], dtype=np.int64)


def visit_number(dates: np.ndarray, day: np.ndarray, place: np.ndarray) -> np.ndarray:
    """Numbers of visits, each a day's and different in it; they do not tell the `place` (from 0) at sight."""
    return dates[day] * IN_A_DAY + (place + 1) * SPREAD % IN_A_DAY


@frozen
class Recorded:
    """Visits in the order of their days and moments: one array a column of `columns`, `visit_id` and `person_id` among
    them; `order`, `unpaid` and `contact` are rows of the season's tables, `NEVER` for none."""

    columns: Table

    def __getitem__(self, name: str) -> np.ndarray:
        return self.columns[name]

    def on(self, day: int) -> Table:
        """The visits of a day."""
        first, last = self.columns["day"].searchsorted([day, day + 1])
        return rows(self.columns, slice(first, last))

    def of(self, table: str, length: int) -> np.ndarray:
        """The row here of each row of a season's table ("order", "unpaid", "contact") of that length."""
        which = (self.columns[table] != NEVER).nonzero()[0]
        found = np.full(length, NEVER, dtype=np.int64)
        found[self.columns[table][which]] = which
        return found


def recorded(result: Result) -> Recorded:
    """The visits that a season recorded."""
    told = _told(result)
    contacts = _contacts(result, told)
    table = _with_days_before(joined([told, contacts]))
    order = np.lexsort((table["visit"], table["moment"], table["day"]))
    return Recorded(_numbered(rows(table, order), day_numbers(result)))


def _told(result: Result) -> Table:
    """The visits of people who ordered, paid or not, with their questions."""
    table = joined([_ordered(result.tables["orders"], "order"), _ordered(result.tables["unpaid"], "unpaid")])
    contacts = result.tables["contacts"]
    contact = _places(contacts["visit"], table["visit"])
    moment = np.where(contact == NEVER, table.pop("moment"), np.append(contacts["moment"], NEVER)[contact])
    channel = _form(table["visit"], table.pop("source"))
    return table | {"contact": contact, "channel": channel, "moment": moment, "day": moment // DAY}


def _ordered(table: Table, link: str) -> Table:
    number = np.arange(len(table["visit"]), dtype=np.int64)
    links = dict.fromkeys(("order", "unpaid"), np.full(len(number), NEVER, dtype=np.int64)) | {link: number}
    return {one: table[one] for one in ("moment", "visit", "person", "times", "shop", "source")} | links


def _places(keys: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """Where each wanted key stands among keys that differ, or `NEVER`."""
    if not len(keys):
        return np.full(len(wanted), NEVER, dtype=np.int64)
    order = keys.argsort()
    place = order[np.minimum(keys.searchsorted(wanted, sorter=order), len(keys) - 1)].astype(np.int64)
    return np.where(keys[place] == wanted, place, NEVER)


def _form(visit: np.ndarray, source: np.ndarray) -> np.ndarray:
    """The channel of visits: their source, and whether an ad stood at long-tail words."""
    return np.where((source == KEYWORD) & (_flow(visit) == FLOW + 1), TAIL, source)


def _flow(visit: np.ndarray) -> np.ndarray:
    """The flow in the keys of people who came to a shop for the first time."""
    return ((visit >> np.uint64(36)) & np.uint64(FLOWS - 1)).astype(np.int64)


def _contacts(result: Result, told: Table) -> Table:
    """The visits of people who asked and did not order."""
    contacts = result.tables["contacts"]
    silent = (_places(told["visit"], contacts["visit"]) == NEVER).nonzero()[0]
    visit, moment = contacts["visit"][silent], contacts["moment"][silent]
    none, day = np.full(len(silent), NEVER, dtype=np.int64), moment // DAY
    links = {"order": none, "unpaid": none, "contact": silent.astype(np.int64)}
    known = {"visit": visit, "moment": moment, "day": day, "shop": contacts["shop"][silent]}
    return known | links | _traced(visit, day, result.tables["orders"], contacts["visit"])


def _traced(visit: np.ndarray, day: np.ndarray, orders: Table, asked: np.ndarray) -> Table:
    """Person, past orders and channel behind visits of which only the key is known; `asked`: the keys of all contacts.

    A buyer's next visit and a friend's have keys that follow from an order, everybody else's first visit tells its
    flow; what is left came after a reminder of the cart.
    """
    buyer, friend = _places(_next(orders), visit), _invited(visit, orders)
    first = _first_channel(visit, day)
    channel = np.where(buyer != NEVER, KNOWN, np.where(friend, INVITED, np.where(first != NEVER, first, KNOWN)))
    person = np.where(buyer != NEVER, np.append(orders["person"], np.uint64(0))[buyer], visit)
    times = np.where(buyer != NEVER, np.append(orders["times"], 0)[buyer] + 1, 0)
    reminded = (buyer == NEVER) & ~friend & (first == NEVER)
    before = np.where(reminded, _places(mix(visit + CART), visit), NEVER)
    person = np.where(before != NEVER, person[before], person)
    return {"person": person, "times": np.where(before != NEVER, times[before], times), "channel": channel}


def _next(orders: Table) -> np.ndarray:
    """The keys of the visits that follow orders."""
    return orders["person"] + (orders["times"] + 1).astype(np.uint64) * VISIT


def _invited(visit: np.ndarray, orders: Table) -> np.ndarray:
    """Whether each visit is that of a buyer's friend."""
    friends = np.zeros(len(visit), dtype=bool)
    for nth in range(1, MOST_FRIENDS + 1):
        friends |= _places(mix(orders["visit"] + np.array([nth], dtype=np.uint64) * FRIEND), visit) != NEVER
    return friends


def _first_channel(visit: np.ndarray, day: np.ndarray) -> np.ndarray:
    """The channel in the keys of people who come for the first time; `NEVER` where the key is none of theirs."""
    born, flow = (visit >> np.uint64(44)).astype(np.int64), _flow(visit)
    index = (visit & np.uint64((1 << 36) - 1)).astype(np.int64)
    by_flow = np.array(FLOW_CHANNELS, dtype=np.int64)[flow]
    channel = np.where((flow == 0) & (index >= APART), np.where(index >= BEYOND_MEDIA, KOL, SOCIAL), by_flow)
    return np.where((born == day) | ((channel == KOL) & (born < day)), channel, NEVER)


def _with_days_before(table: Table) -> Table:
    """With the visits that left no record but a reminder of the cart: whoever came after one was there a day before,
    perhaps after another reminder."""
    for _ in range(REMINDERS):
        before, first = _reminded_on(table)
        which = (before != table["visit"]).nonzero()[0]
        place = _places(table["visit"], before[which])
        for name in ("person", "times"):
            table[name][place[place != NEVER]] = table[name][which][place != NEVER]
        which = which[place == NEVER]
        table = joined([table, _a_day_before(rows(table, which), before[which], first[which])])
    return table


def _reminded_on(table: Table) -> tuple[np.ndarray, np.ndarray]:
    """The keys of the visits of a day before, the own ones where nobody was reminded; and whether they were not
    reminded of either."""
    own = table["person"] + table["times"].astype(np.uint64) * VISIT
    before, first, key = table["visit"].copy(), np.zeros(len(own), dtype=bool), own
    for nth in range(REMINDERS):
        reminded = mix(key + CART)
        hit = reminded == table["visit"]
        before[hit], first[hit], key = key[hit], nth == 0, reminded
    return before, first


def _a_day_before(after: Table, visit: np.ndarray, first: np.ndarray) -> Table:
    """The visits a day before others, with their keys; `first`: not after a reminder."""
    day, none = after["day"] - 1, np.full(len(visit), NEVER, dtype=np.int64)
    found = _first_channel(visit, day)
    channel = np.where((after["times"] > 0) | ~first, KNOWN, np.where(found == NEVER, INVITED, found))
    columns = {"visit": visit, "moment": after["moment"] - DAY, "day": day, "channel": channel}
    return after | columns | dict.fromkeys(("order", "unpaid", "contact"), none)


def _numbered(table: Table, dates: np.ndarray) -> Table:
    """With the numbers of visits and people; somebody's number is that of the first visit."""
    place = np.arange(len(table["day"]), dtype=np.int64)
    visit_id = visit_number(dates, table["day"], place - table["day"].searchsorted(table["day"]))
    _, first, inverse = np.unique(table["person"], return_index=True, return_inverse=True)
    return table | {"visit_id": visit_id, "person_id": visit_id[first[inverse]]}


def follow(orders: Table, known: Recorded) -> np.ndarray:
    """Whether a later visit of each order's buyer was recorded."""
    own = np.unique(known["person"] + known["times"].astype(np.uint64) * VISIT)
    return _places(own, _next(orders)) != NEVER
