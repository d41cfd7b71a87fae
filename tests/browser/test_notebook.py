"""A lesson opened as a notebook, in JupyterLite: every cell runs, and the form plays a season."""

import pytest

pytestmark = pytest.mark.browser

NOTEBOOK = "lite/notebooks/index.html?path=1-platforms/what-does-it-cost-to-sell.ipynb"
EXERCISE = "lite/notebooks/index.html?path=exercises/ps1-platforms/ps1-platforms.ipynb"
LONG = 150_000
FAULT = "[data-mime-type='application/vnd.jupyter.stderr'], [data-mime-type='application/vnd.jupyter.error']"
KERNEL = ".jp-Notebook-ExecutionIndicator[data-status='{}']"


@pytest.fixture
def page(browser):
    context = browser.new_context(viewport={"width": 1280, "height": 1000}, reduced_motion="reduce")
    page = context.new_page()
    page.requests = []
    context.on("request", lambda request: page.requests.append(request.url))
    yield page
    context.close()


def kernel_is(page, status):
    page.locator(KERNEL.format(status)).first.wait_for(state="attached", timeout=LONG)


def run_all(page, address):
    """Open a notebook and run it; its last cells are then in view."""
    page.goto(address)
    kernel_is(page, "idle")
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_text("Run All Cells", exact=True).click()
    kernel_is(page, "busy")
    kernel_is(page, "idle")


def outside(page, site):
    return [one for one in page.requests if not one.startswith((site, "data:", "blob:"))]


def test_every_cell_of_the_lesson_runs_and_its_form_plays_a_season(page, site):
    run_all(page, f"{site}/{NOTEBOOK}")
    page.get_by_label("Platform").first.select_option(label="JD")
    page.get_by_role("button", name="Run the season").click()
    page.get_by_text("Season 1 is over").first.wait_for(timeout=LONG)
    assert page.locator(".jp-OutputArea table", has_text="Shop score").count() == 1
    assert page.locator(FAULT).count() == 0
    assert outside(page, site) == []


def test_the_exercise_runs_as_it_is_handed_out(page, site):
    run_all(page, f"{site}/{EXERCISE}")
    assert page.locator(".jp-OutputArea table", has_text="average_order_value").count() == 1
    assert page.locator(FAULT).count() == 0
    assert outside(page, site) == []
