"""What several test files use."""

import sys

import pytest

from simulator import cli
from simulator.planfile import write
from simulator.score import rung


@pytest.fixture
def command(monkeypatch, capsys, tmp_path):
    """Runs a command in an empty folder that holds plan.toml; gives exit code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plan.toml").write_text(write(rung("first-shop", "naive")), encoding="utf-8")

    def call(*arguments):
        monkeypatch.setattr(sys, "argv", ["simulator", *map(str, arguments)])
        with pytest.raises(SystemExit) as end:
            cli.main()
        return end.value.code or 0, *capsys.readouterr()

    return call
