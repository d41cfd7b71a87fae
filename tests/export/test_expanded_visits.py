"""Visits one by one: to the piece what a season counted, and the people whom it recorded among them."""

import numpy as np
import pandas as pd
import pytest
from attrs import evolve
from exported import PLANS, season, tables

from simulator import fit
from simulator.export import frames, recorded
from simulator.export.measures import measures
from simulator.export.visits import Visits
from simulator.kpi import kpis
from simulator.laws.traffic import DAY
from simulator.records import digest
from simulator.scenario import shops_of
from simulator.season import play
from simulator.season.blocks import Blocks
from simulator.season.people import SOURCES
from test_engines import WORLDS
from worlds import with_stock


@pytest.fixture(params=PLANS)
def name(request):
    return request.param


def dated(result, table):
    """A season's table as a frame, with dates and the names of shops."""
    shops = shops_of(result.plan, result.scenario)
    frame = pd.DataFrame(result.tables[table])
    dates = [pd.Timestamp(result.scenario.date(day)) for day in frame["day"]]
    return frame.assign(date=dates, shop=[shops[one] for one in frame["shop"]])


def test_visits_by_day_shop_and_source_are_those_counted(name):
    result, visits = season(name), tables(name)["visits"]
    found = visits.groupby([visits.arrived.dt.normalize(), "shop", "source"]).size()
    table = dated(result, "visits").set_index(["date", "shop"])[list(SOURCES)].stack()
    assert found.to_dict() == table[table > 0].to_dict()
    assert len(visits) == result.tables["days"]["visitors"].sum() == kpis(result)["visitors"]


def test_pages_by_day_and_shop_are_those_counted(name):
    frames_ = tables(name)
    visits, views = frames_["visits"], frames_["views"]
    found = visits.groupby([visits.arrived.dt.normalize(), "shop"])["pages"].sum()
    table = dated(season(name), "visits").set_index(["date", "shop"])["page_views"]
    assert found.to_dict() == table[table > 0].to_dict()
    assert len(views) == table.sum()
    grouped = views.groupby("visit_id")
    visits = visits.set_index("visit_id")
    assert (grouped.size() == visits.pages.sort_index()).all()
    assert np.allclose(grouped["seconds"].sum(), visits.seconds.sort_index())
    assert (views.step == grouped.cumcount() + 1).all()
    assert (views[views.step == 1].set_index("visit_id").page == visits.entry).all()
    assert ((views.page == "product") == views["product"].notna()).all()


def test_buyers_and_askers_are_among_the_visitors(name):
    frames_ = tables(name)
    visits = frames_["visits"].set_index("visit_id")
    orders, contacts = frames_["orders"], frames_["contacts"]
    assert visits.index.is_unique
    assert set(orders.visit_id) == set(visits.index[visits.ordered])
    assert set(contacts.visit_id) == set(visits.index[visits.asked])
    its = visits.loc[orders.visit_id]
    for column in ("shop", "source", "person_id"):
        assert (its[column].to_numpy() == orders[column].to_numpy()).all()
    assert (visits.loc[contacts.visit_id, "shop"].to_numpy() == contacts.shop.to_numpy()).all()
    assert (visits.loc[contacts.visit_id, "arrived"].to_numpy() == contacts.asked.to_numpy()).all()


def test_hours_of_buyers_and_askers_are_the_recorded_ones(name):
    frames_, result = tables(name), season(name)
    for table, column in (("orders", "placed"), ("contacts", "asked")):
        raw = result.tables["contacts" if table == "contacts" else "orders"]["moment"]
        if table == "orders":
            raw = np.concatenate([raw, result.tables["unpaid"]["moment"]])
        found = frames_[table][column].dt.hour.value_counts().to_dict()
        assert found == pd.Series(raw // 3_600_000 % 24).value_counts().to_dict()
    silent = frames_["orders"][~frames_["orders"].visit_id.isin(frames_["contacts"].visit_id)]
    arrived = frames_["visits"].set_index("visit_id").loc[silent.visit_id, "arrived"]
    assert (arrived.to_numpy() == silent.placed.to_numpy()).all()


def test_a_person_is_counted_once_a_day_and_numbered_by_the_first_visit(name):
    visits = tables(name)["visits"]
    seen = pd.DataFrame({"person": visits.person_id, "day": visits.arrived.dt.normalize()})
    assert not seen.duplicated().any()
    first = ~visits.person_id.duplicated()
    assert (visits.new == first).all() and (visits.person_id[first] == visits.visit_id[first]).all()
    assert visits.arrived.is_monotonic_increasing
    assert not (visits.new & (visits.source == "known")).any()


def test_whoever_orders_has_seen_the_page_of_the_product(name):
    frames_ = tables(name)
    seen = set(zip(frames_["views"].visit_id, frames_["views"]["product"].fillna(""), strict=True))
    for table in ("orders", "carts"):
        assert set(zip(frames_[table].visit_id, frames_[table]["product"], strict=True)) <= seen
    carts = frames_["carts"]
    assert set(carts.visit_id[carts.ordered]) <= set(frames_["orders"].visit_id)
    assert set(carts.visit_id[~carts.ordered]).isdisjoint(frames_["orders"].visit_id)
    assert set(carts.visit_id) == set(frames_["visits"].visit_id[frames_["visits"].carted])


def test_ads_by_the_hour_sum_to_those_counted():
    result, frames_ = season("ads"), tables("ads")
    hours, clicks, counted = frames_["impressions"], frames_["ad_clicks"], result.tables["ads"]
    forms = ["core", "tail", "display", "recommended"]
    for column, raw, unit in (("impressions", "impressions", 1), ("clicks", "clicks", 1), ("spend", "spend", 100)):
        found = hours.groupby(["date", "form"])[column].sum().mul(unit).round()
        dates = [pd.Timestamp(result.scenario.date(day)) for day in counted["day"].tolist()]
        table = pd.Series(counted[raw], [dates, [forms[one] for one in counted["form"]]])
        assert found[found > 0].to_dict() == table[table > 0].to_dict()
    assert (hours.impressions >= hours.clicks).all()
    cost = clicks.groupby("form").cost.sum().mul(100).round()
    assert cost.drop("budget").sum() == counted["spend"].sum()
    assert cost["budget"] == result.tables["visits"]["spend"].sum()
    assert (clicks.form == "budget").sum() == result.tables["days"]["paid"].sum()
    sources = frames_["visits"].set_index("visit_id").loc[clicks.visit_id, "source"].to_numpy()
    keyword = clicks.form.isin(["core", "tail"]).to_numpy()
    assert ((sources == "keyword") == keyword).all()


@pytest.mark.parametrize("name", [one for one in PLANS if one != "closed"])
def test_what_brought_a_contact_is_read_from_its_key_alone(name, monkeypatch):
    """What the export works out for contacts is what the engine knew."""
    known = {}
    asked = Blocks._asked

    def watched(self, midnight, people, asking):
        table = people.table[:, asking]
        known.update(zip(people.visit[asking].tolist(), table[[2, 7]].T.tolist(), strict=True))
        return asked(self, midnight, people, asking)

    monkeypatch.setattr(Blocks, "_asked", watched)
    result = season(name)
    play(result.plan, result.scenario, result.seed)
    visits = recorded.recorded(result)
    contacts = visits["contact"] >= 0
    source = np.where(visits["channel"] == recorded.TAIL, SOURCES.index("keyword"), visits["channel"])[contacts]
    truth = np.array([known[one] for one in visits["visit"][contacts].tolist()])
    assert (source == truth[:, 1]).all() and len(set(source.tolist())) > 2
    person = visits["person"][contacts].view(np.int64)
    unknown = (source == SOURCES.index("known")) & (person == visits["visit"][contacts].view(np.int64))
    assert (person == truth[:, 0])[~unknown].all() and unknown.mean() < 0.05


def test_the_same_season_gives_the_same_rows_and_stays_as_it_was():
    result = season("media")
    again = frames(play(result.plan, result.scenario, result.seed))
    assert all(table.equals(again[name]) for name, table in tables("media").items())
    assert digest(result.tables) == result.digest
    other = frames(play(result.plan, result.scenario, result.seed + 1))
    assert not tables("media")["visits"].equals(other["visits"])


def test_both_engines_are_exported_alike():
    result = season("closed")
    one = frames(play(result.plan, result.scenario, result.seed, detail="shopper"))
    assert all(table.equals(one[name]) for name, table in tables("closed").items())


@pytest.mark.parametrize("world", WORLDS)
def test_in_a_stress_world_too_all_visits_find_their_place(world):
    text, stock, traffic = WORLDS[world]
    plan, place = fit.read(text)
    result = play(plan, evolve(with_stock(place.key, stock), traffic=traffic), 5)
    visits, considering = Visits(result), result.tables["days"]["considering"]
    assert visits.free.min() >= 0
    for day in range(result.scenario.days):
        people = visits.day(day)
        assert len(np.unique(people["person_id"])) == len(people["person_id"])
        assert people["keen"].sum() == considering[day]
        assert (people["moment"] // DAY == day).all()


def test_a_shop_that_never_opens_has_tables_without_rows():
    result = season("closed")
    empty = frames(play(result.plan, evolve(result.scenario, capital=66_000.0), 1))
    assert set(measures(empty).values()) == {0.0}
    assert len(empty["visits"]) == len(empty["orders"]) == len(empty["views"]) == 0
    full = tables("closed")
    assert all(list(table.dtypes) == list(full[name].dtypes) for name, table in empty.items())
