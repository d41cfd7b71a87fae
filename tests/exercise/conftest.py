"""A notebook's shell, of which a process has one."""

import pytest
from IPython.testing.globalipapp import get_ipython as start_ipython

from simulator.exercise import notebook


@pytest.fixture(scope="session")
def shell():
    shell = start_ipython()
    notebook.register(shell)
    return shell
