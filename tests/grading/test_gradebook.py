"""Where the gradebook lies, and what is said where it cannot be opened."""

import pytest

from simulator.grading import gradebook


@pytest.fixture
def named(monkeypatch, tmp_path):
    def name(text, driver=True):
        monkeypatch.setenv(gradebook.SETTING, text)
        monkeypatch.setattr(gradebook, "find_spec", lambda _: driver or None)
        return gradebook.address(tmp_path)

    return name


def test_without_the_setting_it_is_sqlite_in_the_courses_folder(named, tmp_path):
    assert named("") == f"sqlite:///{tmp_path}/grading/gradebook.db"


@pytest.mark.parametrize("kind", ["postgresql", "postgres", "postgresql+psycopg2", "postgresql+psycopg"])
def test_any_spelling_of_postgresql_will_do(named, kind):
    assert named(f"{kind}://ann:se%40me@host/name") == "postgresql+psycopg2://ann:se%40me@host/name"


@pytest.mark.parametrize(
    ("text", "words"),
    [("host/name", "is no address of a database; allowed: p"), ("mysql://host/name", "names 'mysql'")],
)
def test_other_addresses_are_refused(named, text, words):
    with pytest.raises(gradebook.GradebookError, match=words):
        named(text)


def test_a_missing_driver_is_named(named):
    with pytest.raises(gradebook.GradebookError, match="install psycopg2-binary"):
        named("postgresql://ann:sesame@host/name", driver=False)


def test_one_that_cannot_be_opened_is_named(tmp_path):
    with pytest.raises(
        gradebook.GradebookError, match=r"The gradebook sqlite:.*none.* cannot be opened: unable to open"
    ):
        gradebook.opened(f"sqlite:///{tmp_path}/none/gradebook.db")
