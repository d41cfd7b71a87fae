"""Charts and the report of a season: they render, say their numbers, and add up."""

from datetime import date
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from attrs import evolve

from simulator import charts, report, story
from simulator.amounts import MINUS, amount, change, measured, number, plain
from simulator.experiment import Difference
from simulator.kpi import kpis
from simulator.ledger import RESULT
from simulator.plan import Discount, Plan, Step
from simulator.scenario import load
from simulator.score import rung
from simulator.season import play
from simulator.season.due import NEVER

PNG = b"\x89PNG"


def season(kind):
    scenario = load("first-shop")
    if kind == "ordinary":
        return play(rung("double-eleven", "naive"), load("double-eleven"), 1)
    if kind == "closed":
        return play(Plan(), evolve(scenario, capital=45_000.0), 1)
    return play(rung("first-shop", "do-nothing"), scenario, 1)


@pytest.fixture(scope="module", params=["ordinary", "sold out", "closed"])
def result(request):
    return season(request.param)


@pytest.fixture(scope="module")
def ordinary():
    return season("ordinary")


@pytest.fixture(scope="module")
def sold_out():
    return season("sold out")


def test_the_three_seasons_are_what_they_are_called(ordinary, sold_out):
    assert ordinary.closed_on == sold_out.closed_on == NEVER
    assert season("closed").closed_on != NEVER
    assert all(story.stockouts(sold_out, place)[-1][1] == sold_out.scenario.days for place in (0, 1))


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("draw", [charts.glance, charts.waterfall, charts.funnel])
def test_charts_of_a_season_render_without_a_warning(result, draw, language, recwarn):
    assert draw(result, language).png().startswith(PNG)
    assert not [warning for warning in recwarn if "Glyph" in str(warning.message)]


def test_chinese_labels_fall_back_to_english_without_a_font(ordinary, monkeypatch, recwarn):
    monkeypatch.setattr(charts, "chinese_font", lambda: None)
    assert charts.glance(ordinary, "zh").png().startswith(PNG)
    assert not [warning for warning in recwarn if "Glyph" in str(warning.message)]


def test_waterfall_sums_to_profit_and_leaves_no_account_out(result):
    *rows, (key, _, profit) = story.waterfall(result)
    assert key == "profit" and sum(fen for *_, fen in rows) == profit == result.ledger.profit()
    assert sorted(account for _, _, accounts in story.MONEY for account in accounts) == sorted(RESULT)
    assert charts.sales_of(rows) == int(result.tables["orders"]["paid"].sum())


def test_funnel_narrows(result):
    counts = [count for *_, count in story.funnel(result)]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] == kpis(result)["visitors"] and counts[3] == kpis(result)["orders"]


def test_alt_texts_name_the_numbers(result):
    values = kpis(result)
    for draw in (charts.glance, charts.waterfall):
        assert amount(values["sales"], "yuan") in charts.alt_text(draw(result))
    assert amount(abs(values["profit"]), "yuan") in charts.alt_text(charts.waterfall(result))
    assert plain(values["visitors"]) in charts.alt_text(charts.funnel(result))


def test_glance_covers_every_day(result):
    data = story.glance(result)
    assert data["days"] == len(data["sales"]) == len(data["cash"]) == len(data["rating"]) == len(data["delivery"])
    assert sum(data["sales"]) == pytest.approx(kpis(result)["sales"])
    assert all(0 <= span["first"] <= span["last"] < data["days"] for span in data["festivals"])
    assert [event["number"] for event in data["events"]] == list(range(1, len(data["events"]) + 1))
    assert len(data["events"]) <= story.MOST_EVENTS


def test_events_tell_what_happened(sold_out):
    told = " ".join(story.tell(event) for event in story.events(sold_out))
    assert "Plain scarf sold out, and stays out" in told
    assert any("closes" in story.tell(event) for event in story.events(season("closed")))


def test_promotions_become_bands_and_changes_become_events():
    plan = rung("first-shop", "naive")
    marketing = evolve(plan.marketing, weekly_budget=(Step(1, 300.0), Step(4, 900.0)))
    plan = evolve(plan, promotions=(Discount(weeks=(3, 4, 9), percent=20.0),), marketing=marketing)
    played = play(plan, load("first-shop"), 1)
    assert [(span["first"], span["last"]) for span in story.bands(played)] == [(14, 27), (56, 62)]
    told = [story.tell(event) for event in story.events(played)]
    assert told.count("Discount of 20%") == 2
    assert f"Marketing from {amount(300, 'yuan')} to {amount(900, 'yuan')} a week" in told


def test_festivals_of_other_seasons_are_left_out():
    scenario = evolve(load("first-shop"), start=date(2025, 7, 7), weeks=2)
    assert story.festivals(scenario) == []


def test_marks_stand_apart_and_on_the_picture():
    places = charts._apart([0.5, 0.5, 1.0, 90.5, 90.5, 90.5], 91)
    assert places == sorted(places) and places[-1] < 91
    assert all(later - earlier > 3.8 for earlier, later in pairwise(places))


def test_comparisons_render_and_say_what_is_noise():
    changes = {
        "profit": Difference(1.0, 2.0, 4000.0, 900.0, 3.0),
        "return_rate": Difference(0.1, 0.1, 0.001, 0.01, 2.0),
    }
    chart = charts.comparison(changes)
    assert chart.png().startswith(PNG)
    assert f"+{plain(4000)} ± {plain(1764)} (clear)" in chart.alt and "pp (within noise)" in chart.alt
    plans = charts.comparison({"bold": changes["profit"], "same": Difference(1.0, 1.0, 0.0, 0.0, 1.0)}, "profit")
    assert plans.png().startswith(PNG) and "same 0 ± 0 (within noise)" in plans.alt


def test_lines_and_bars_render_and_name_their_numbers():
    own = charts.lines([0, 1, 2], {"own": [1, 2, 3], "rival": [3, 3, 2]}, "Price", unit="yuan", own="own")
    assert own.png().startswith(PNG) and "own from 1 to 3; rival from 3 to 2" in own.alt
    bars = charts.bars({"Taobao": 12.0, "JD": -4.0}, "Profit", unit="yuan", own="JD", errors={"Taobao": 1.0, "JD": 2.0})
    assert bars.png().startswith(PNG) and f"JD {MINUS}4 yuan" in bars.alt


def test_groups_of_bars_render_and_name_their_numbers():
    chart = charts.bar_groups({"Spring": {"Taobao": 0.5, "JD": -0.25}, "Autumn": {"JD": 1.0}}, "Share", unit="share")
    assert chart.png().startswith(PNG)
    assert chart.alt == f"Share. Spring: Taobao 50.0%, JD {MINUS}25.0%; Autumn: JD 100.0%."


def test_a_chart_brings_its_alt_text_into_the_page():
    chart = charts.bars({'a "b" <c>': 1.0}, "T")
    assert 'alt="T: a &quot;b&quot; &lt;c> 1."' in chart._repr_html_()


class Page(HTMLParser):
    """What the report page holds: links and sources, images without alt text, headings, the language."""

    def __init__(self, text):
        super().__init__()
        self.sources, self.headings, self.bare, self.language = [], [], 0, None
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.sources += [given[name] for name in ("src", "href") if name in given]
        self.bare += tag == "img" and not given.get("alt")
        self.headings += [tag] if tag in ("h1", "h2", "h3") else []
        self.language = given.get("lang") if tag == "html" else self.language


def test_report_is_whole_and_needs_nothing_else(result):
    text = report.html(result)
    page = Page(text)
    assert page.language == "en" and page.bare == 0
    assert page.headings[0] == "h1" and set(page.headings[1:]) == {"h2"}
    assert all(source.startswith("data:") for source in page.sources) and "url(" not in text
    assert result.digest in text and "scenario = &quot;" in text
    assert ("The shop closed" in text) == (result.closed_on != NEVER)


def test_numbers_read_well():
    assert plain(-1234567.8) == f"{MINUS}1\u202f234\u202f568" and plain(-0.2) == "0"
    assert number(0.0213, "share") == "2.1%" and number(93.456, "yuan") == "93.46" and number(93.0, "yuan") == "93"
    assert amount(2.94, "days") == "2.9 days"
    assert measured(0.5187, 0.0042, "share") == ("51.9%", "0.4%")
    assert change(0.019, 0.0004, "share") == ("+1.90 pp", "0.04 pp")
    assert change(-13.58, 0.61, "yuan") == (f"{MINUS}13.6", "0.6") and change(0.0, 0.0, "yuan") == ("0", "0")
