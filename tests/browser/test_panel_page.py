"""A learner's visit to a lesson with a live panel."""

import json
from urllib.parse import urlsplit

import pytest

from simulator import panel
from simulator.fit import admit
from simulator.season import play

pytestmark = pytest.mark.browser

LESSON = "chapters/1-platforms/what-does-it-cost-to-sell.html"
BOOT = 120_000
DONE = ".season-see:not([data-digest=''])"
FORM = panel.form("first-shop")


@pytest.fixture(scope="module")
def visit(browser, site):
    """One visit that the tests share, with every request it made."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, reduced_motion="reduce", accept_downloads=True
    )
    page = context.new_page()
    page.requests, page.faults = [], []
    context.on("request", lambda request: page.requests.append(request.url))
    page.on("pageerror", lambda error: page.faults.append(f"{error} {error.stack}"))
    page.goto(f"{site}/{LESSON}")
    yield page
    context.close()


@pytest.fixture
def page(visit):
    """The shared visit with the plan of the start, in English."""
    visit.set_viewport_size({"width": 1280, "height": 900})
    visit.locator(".season-languages [lang=en]").click()
    visit.get_by_role("button", name="Reset the plan").click()
    return visit


def run_season(page):
    """Press Run; the digest of the season that the page then shows."""
    before = page.locator(".season-see").element_handle()
    page.get_by_role("button", name="Run the season").click()
    page.wait_for_function(
        "document.querySelector('.season-run [role=status]').textContent.includes('is over')", timeout=BOOT
    )
    assert before.is_visible()
    return page.locator(".season-see").get_attribute("data-digest")


def price(page):
    return page.get_by_label("Price").first


def test_a_market_that_does_not_load_says_so_and_the_form_still_works(browser, site):
    fresh = browser.new_page()
    fresh.route("**/pyodide/pyodide.mjs", lambda route: route.abort())
    fresh.goto(f"{site}/{LESSON}")
    price(fresh).fill("75")
    fresh.get_by_role("button", name="Run the season").click()
    fresh.get_by_text("The market did not start").wait_for(timeout=BOOT)
    assert price(fresh).input_value() == "75"
    fresh.close()


def test_a_season_by_keyboard_alone(page):
    platform = page.get_by_label("Platform", exact=True)
    platform.focus()
    page.keyboard.press("p")
    assert platform.input_value() == "pinduoduo"
    page.get_by_label("Season number").focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    page.get_by_text("Season 1 is over.").wait_for(timeout=BOOT)
    assert "yuan" in page.locator("[data-kpi=profit] .season-card-value").inner_text()


def test_the_page_plays_the_very_season_that_python_plays(page):
    price(page).fill("59")
    plan = json.loads(json.dumps(FORM["plan"]))
    plan["products"]["scarf-plain"]["price"] = 59
    assert run_season(page) == play(*admit(plan, "first-shop"), 1).digest


def test_the_second_run_tells_what_changed(page):
    run_season(page)
    price(page).fill("49")
    run_season(page)
    assert "You changed Price (Plain scarf)" in page.locator(".season-sentence").inner_text()
    assert "up " in page.locator("[data-kpi=orders] .season-card-change").inner_text()


def test_another_season_has_other_shoppers(page):
    first = run_season(page)
    page.get_by_role("button", name="Another season").click()
    page.get_by_role("button", name="Run the season").click()
    page.get_by_text("Season 2 is over.").wait_for(timeout=BOOT)
    assert page.locator(".season-see").get_attribute("data-digest") != first
    assert "luck" in page.locator(".season-sentence").inner_text()


def test_a_run_can_be_cancelled(page):
    shown = run_season(page)
    page.evaluate("""() => {
        document.querySelector('.season-main').click();
        document.querySelector('.season-main + button').click();
    }""")
    page.get_by_text("Cancelled. Your plan is as it was.").wait_for(timeout=BOOT)
    assert page.locator(".season-see").get_attribute("data-digest") == shown
    assert page.get_by_role("button", name="Run the season").is_enabled()


def test_a_bad_value_gets_its_error_beside_it(page):
    price(page).fill("0")
    page.get_by_role("button", name="Run the season").click()
    assert price(page).get_attribute("aria-invalid") == "true"
    described = price(page).get_attribute("aria-describedby").split()[-1]
    assert page.locator(f"[id='{described}']").inner_text() == "Give a number from 1 to 9\u202f999."
    assert price(page).evaluate("field => field === document.activeElement")


def test_what_only_the_market_knows_stands_beside_its_field_too(page):
    page.get_by_label("Order up to").first.fill("10")
    page.get_by_role("button", name="Run the season").click()
    error = page.locator("[data-field='products.scarf-plain.order_up_to'] > .season-error")
    error.get_by_text("more than the reorder point").wait_for(timeout=BOOT)


def test_a_value_changes_during_the_season_and_back(page):
    page.get_by_role("button", name="Change it during the season: Price").first.click()
    assert page.evaluate("document.activeElement.id").endswith("price-step-0")
    page.keyboard.type("6")
    page.get_by_label("Price, Value 2").fill("49")
    run_season(page)
    assert "price from" in page.locator(".season-events").inner_text()
    page.get_by_role("button", name="Remove this change: Price").first.click()
    assert page.get_by_label("Price, Value 2").count() == 0


def test_a_promotion_needs_its_weeks(page):
    page.get_by_label("Add a promotion").select_option("discount")
    page.get_by_role("button", name="Add", exact=True).click()
    page.get_by_role("button", name="Run the season").click()
    page.get_by_text("Tick at least one week.").wait_for()
    page.locator("[data-field='promotions[2].weeks']").get_by_label("3", exact=True).check()
    run_season(page)
    assert "Discount of 10%" in page.locator(".season-events").inner_text()


def unfold(page):
    page.evaluate("document.querySelectorAll('.season-decide details').forEach(one => { one.open = true })")


def plan_of(page):
    """The plan that the page keeps for this visit."""
    return json.loads(page.evaluate("Object.values(sessionStorage).find(kept => kept.includes('plan'))"))["plan"]


def test_a_lever_shows_its_default_and_writes_nothing_until_it_is_changed(page):
    unfold(page)
    pictures = page.get_by_label("Pictures").first
    assert pictures.input_value() == "3"
    assert plan_of(page) == FORM["plan"]
    pictures.fill("6")
    assert plan_of(page)["products"]["scarf-plain"]["pictures"] == 6
    assert (
        "1 decided"
        in page.locator(".season-section .season-section", has=pictures).locator("summary").first.inner_text()
    )


def test_a_title_counts_its_characters(page):
    unfold(page)
    title = page.get_by_label("Title").first
    title.fill("Plain scarf, 纯色围巾")
    count = page.locator(f"[id='{title.get_attribute('id')}-count']")
    assert count.inner_text() == "17 of 60 characters"
    assert count.get_attribute("id") in title.get_attribute("aria-describedby").split()
    assert plan_of(page)["products"]["scarf-plain"]["title"] == "Plain scarf, 纯色围巾"


def test_further_shops_come_and_go(page):
    unfold(page)
    for _ in range(2):
        page.get_by_role("button", name="Add a shop").click()
    platforms = [shop["platform"] for shop in plan_of(page)["shops"]]
    assert len({FORM["plan"]["shop"]["platform"], *platforms}) == 3
    assert page.evaluate("document.activeElement.id").endswith("shops-2-platform")
    page.get_by_role("button", name="Remove this shop: Shop 2").click()
    assert [shop["platform"] for shop in plan_of(page)["shops"]] == platforms[1:]


def test_an_error_in_a_folded_section_is_unfolded(page):
    page.get_by_label("Lowest price").first.fill("0")
    page.evaluate("document.querySelectorAll('.season-decide details').forEach(one => { one.open = false })")
    page.get_by_role("button", name="Run the season").click()
    assert page.evaluate("document.activeElement.id").endswith("price_floor")
    assert page.get_by_label("Lowest price").first.is_visible()


def test_the_panel_speaks_chinese(page):
    run_season(page)
    page.locator(".season-languages [lang=zh]").click()
    assert page.get_by_role("button", name="运行销售季").is_visible()
    assert page.locator("[data-kpi=profit] .season-card-name").inner_text().startswith("利润")
    assert "利润" in page.locator(".season-sentence").inner_text()


def test_decisions_and_results_survive_a_reload(page):
    price(page).fill("55")
    shown = run_season(page)
    page.reload()
    page.locator(DONE).wait_for()
    assert price(page).input_value() == "55"
    assert page.locator(".season-see").get_attribute("data-digest") == shown


def test_the_hand_in_file_is_the_plan(page):
    price(page).fill("57")
    with page.expect_download(timeout=BOOT) as download:
        page.get_by_role("button", name="Save hand-in file").click()
    assert download.value.suggested_filename == "ps1-platforms.toml"
    assert "price = 57" in download.value.path().read_text(encoding="utf-8")


def test_a_phone_needs_no_sideways_scrolling(page):
    run_season(page)
    page.set_viewport_size({"width": 360, "height": 740})
    page.wait_for_timeout(300)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_serious_fault_for_people_with_disabilities(page, axe, theme):
    run_season(page)
    page.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme)
    page.evaluate("document.querySelectorAll('.season-panel details').forEach(one => { one.open = true })")
    page.add_script_tag(path=str(axe))
    found = page.evaluate("axe.run('.season-panel')")["violations"]
    serious = [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in ("serious", "critical")]
    assert serious == []


def test_every_picture_has_words_and_a_table(page):
    run_season(page)
    for figure in page.locator(".season-figure").all():
        assert len(figure.locator(".season-picture").get_attribute("aria-label")) > 40
        assert figure.locator("details tbody tr").count() > 3


def test_nothing_left_the_host_and_nothing_broke(page, site):
    run_season(page)
    hosts = {urlsplit(url).netloc for url in page.requests if not url.startswith(("data:", "blob:"))}
    assert hosts == {urlsplit(site).netloc}
    assert [fault for fault in page.faults if "/panel/" in fault] == []
