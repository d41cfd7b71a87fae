"""A learner's visit to an exercise in a page: with code, without, in Chinese, and the file that is handed in."""

import pytest

from simulator.exercise import own_figures, sheet
from simulator.exercise.saved_file import cells
from simulator.exercise.sheet import sheets

pytestmark = pytest.mark.browser

PAGE = "chapters/1-platforms/exercise.html"
NAME, KEY = "ps1-platforms", "three-kpis"
BOOT = 120_000
STUB = sheet(NAME, KEY)["stub"]
PLACE = "    # YOUR CODE HERE"
RIGHT = """    paid = orders[orders["status"] != "unpaid"]
    times = paid["customer"].value_counts()
    back = paid["status"] == "returned"
    return {
        "average_order_value": paid["amount"].mean() if len(paid) else 0,
        "repurchase_rate": (times >= 2).mean() if len(paid) else 0,
        "return_rate": paid["pieces"][back].sum() / paid["pieces"].sum() if len(paid) else 0,
    }"""


@pytest.fixture(scope="module")
def visit(browser, site):
    """One visit that the tests share."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    page = context.new_page()
    page.faults = []
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.goto(f"{site}/{PAGE}")
    yield page
    context.close()


@pytest.fixture
def exercise(visit):
    """The exercise as it is at first, in English."""
    visit.set_viewport_size({"width": 1280, "height": 900})
    one = visit.locator(".season-exercise")
    one.locator("[lang=en]").first.click()
    one.get_by_label("With code", exact=True).check()
    one.get_by_role("button", name="Set back to the start").click()
    return one


def checked(exercise):
    """Press Check; what is then said."""
    exercise.get_by_role("button", name="Check").click()
    exercise.locator(".season-main:enabled").wait_for(timeout=BOOT)
    return exercise.locator("[role=status]").inner_text()


def write(exercise, body):
    exercise.get_by_label("Your code").fill(STUB.replace(PLACE, body))


def test_the_stub_an_error_a_wrong_and_a_right_answer(exercise):
    assert checked(exercise).startswith("Not attempted.")
    write(exercise, '    return orders["stat"]')
    assert checked(exercise).startswith("Stopped by an error.")
    assert "KeyError: 'stat'" in exercise.inner_text()
    write(exercise, RIGHT.replace('orders[orders["status"] != "unpaid"]', "orders"))
    assert checked(exercise).startswith("Not right yet. Orders that were never paid")
    assert "In the example: average order value" in exercise.inner_text()
    write(exercise, RIGHT)
    assert checked(exercise) == "Right. All public checks pass; 4 more run when you hand it in."
    exercise.get_by_text("One way to write it").click()
    assert "times >= 2" in exercise.locator(".exercise-result").inner_text()


def test_code_that_never_ends_can_be_stopped_and_the_check_works_again(exercise):
    write(exercise, "    while True:\n        pass")
    exercise.get_by_role("button", name="Check").click()
    exercise.get_by_role("button", name="Stop").click()
    exercise.get_by_text("Stopped. Your code is kept.").wait_for()
    write(exercise, RIGHT)
    assert checked(exercise).startswith("Right.")


def test_hints_come_one_by_one(exercise):
    for number in range(1, 4):
        exercise.get_by_role("button", name="Next hint").click()
        assert exercise.locator(".exercise-hints li").count() == number


def test_numbers_on_the_example_and_of_a_season_of_ones_own(exercise):
    right = sheet(NAME, KEY)["twin"]["practice"]["expected"]
    exercise.get_by_label("Without code").check()
    exercise.get_by_label("Practise on the example").check()
    for name, value in right.items():
        exercise.get_by_label(sheet(NAME, KEY)["outputs"][name]["label"]["en"]).fill(str(round(value, 4)))
    assert checked(exercise).startswith("Right.")
    exercise.get_by_label("My own season").check()
    exercise.get_by_label("Your name").fill(" Änn ")
    exercise.get_by_label("Your name").blur()
    shown = exercise.locator(".exercise-figures tbody tr").last.locator("td").all_inner_texts()
    assert list(map(float, shown)) == own_figures(NAME, KEY, "Änn")["values"][-1]


def test_the_file_holds_plan_code_and_numbers(exercise, visit):
    write(exercise, RIGHT + '\n    # "quotes", \\ and 中文')
    exercise.get_by_label("Without code").check()
    exercise.get_by_label("My own season").check()
    exercise.get_by_label("Your name").fill('Ann "A"')
    exercise.get_by_label("average order value").fill("98.76")
    exercise.get_by_label("no number").check()
    with visit.expect_download():
        visit.locator(".season-panel").get_by_role("button", name="Save hand-in file").click(timeout=BOOT)
    with visit.expect_download() as download:
        exercise.get_by_role("button", name="Save hand-in file").click()
    assert download.value.suggested_filename == "ps1-platforms.toml"
    found = dict(cells(download.value.path().read_text(encoding="utf-8"), sheets(NAME)))
    assert found["plan"].startswith("%%plan\n")
    assert found[KEY] == STUB.replace(PLACE, RIGHT + '\n    # "quotes", \\ and 中文')
    assert 'name = "Ann \\"A\\""' in found[f"{KEY}-numbers"]
    assert "average_order_value = 98.76" in found[f"{KEY}-numbers"]
    assert 'no_orders = "no number"' in found[f"{KEY}-numbers"]


def test_chinese_and_a_phone(exercise, visit):
    exercise.locator("[lang=zh]").first.click()
    exercise.get_by_role("button", name="检查").click()
    exercise.get_by_text("尚未作答").wait_for(timeout=BOOT)
    visit.set_viewport_size({"width": 360, "height": 740})
    visit.wait_for_timeout(300)
    assert visit.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_serious_fault_for_people_with_disabilities(exercise, visit, axe, theme):
    visit.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme)
    exercise.get_by_label("Without code").check()
    visit.add_script_tag(path=str(axe))
    for side in ("Practise on the example", "My own season"):
        exercise.get_by_label(side).check()
        found = visit.evaluate("axe.run('.season-exercise')")["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in ("serious", "critical")] == []


def test_nothing_broke(visit):
    assert visit.faults == []
