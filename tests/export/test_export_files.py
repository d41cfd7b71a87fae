"""Exports as files: what is read back is what was exported."""

import sys

import pandas as pd
import pytest
from exported import season, tables

from simulator import cli, notebook
from simulator.export import FORMATS, files, read, write


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("name", ["two shops", "closed", "ads"])
def test_what_is_read_back_is_what_was_exported(name, kind, tmp_path):
    heard = []
    write(season(name), tmp_path / "out", kind, lambda *each: heard.append(each))
    back = read(tmp_path / "out")
    assert list(back) == list(tables(name))
    for table, frame in tables(name).items():
        pd.testing.assert_frame_equal(back[table], frame, check_exact=True)
    assert heard == [(day, 91) for day in range(92)]
    assert sorted(path.suffix for path in (tmp_path / "out").iterdir()) == sorted([".csv", *["." + kind] * len(back)])
    assert len(pd.read_csv(tmp_path / "out" / "dictionary.csv")) > 100


def test_a_broken_export_leaves_nothing(tmp_path, monkeypatch):
    def broken(_):
        yield 0, {"orders": tables("closed")["orders"]}
        raise KeyboardInterrupt

    monkeypatch.setattr(files, "parts", broken)
    with pytest.raises(KeyboardInterrupt):
        write(season("closed"), tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_the_command_knows_the_kinds_of_files():
    assert cli.EXPORTS == FORMATS == tuple(files.WRITERS)


def test_a_notebook_has_the_tables_and_their_columns():
    assert notebook.records(season("closed"))["carts"].equals(tables("closed")["carts"])
    assert "Whether it was ordered" in notebook.columns("carts").data
    assert "是否下单" in notebook.columns("carts", "zh").data


@pytest.mark.parametrize("kind", FORMATS)
def test_the_command_writes_a_folder(command, tmp_path, kind):
    (tmp_path / "out").mkdir()  # an empty one may be there
    code, out, err = command("export", "plan.toml", "--seed", "3", "--out", "out", "--format", kind)
    assert (code, out) == (0, "") and err == f"wrote {len(tables('ads')) + 1} files to out\n"
    assert len(read(tmp_path / "out")["orders"]) > 100


BAD = {
    "full folder": (["--out", "full"], "full: is not empty, and is not overwritten"),
    "a file": (["--out", "plan.toml"], "plan.toml: exists already, and is no folder"),
    "in no folder": (["--out", "no/where"], "where: cannot be written (No such file or directory)"),
    "format": (["--out", "out", "--format", "csb"], "did you mean csv?"),
    "no folder named": ([], "Missing option '--out'"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_ends_with_two_and_a_sentence(command, tmp_path, case):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine")
    arguments, sentence = BAD[case]
    code, out, err = command("export", "plan.toml", *arguments)
    assert (code, out) == (2, "") and sentence in err and "Traceback" not in err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["full", "plan.toml"]


def test_parquet_without_its_package_says_so(command, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    code, _, err = command("export", "plan.toml", "--out", "out", "--format", "parquet")
    assert code == 2 and "needs the package pyarrow, which is not installed" in err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["plan.toml"]
