"""python -m simulator.grading COMMAND: what an instructor's course is graded with."""

import sys
from importlib import import_module
from importlib.util import find_spec

COMMANDS = {
    "grade": "simulator.grading.grade",
    "collect": "simulator.grading.collect",
    "certificate": "simulator.grading.certificate",
    "demo-class": "simulator.grading.demo",
}


def main() -> int:
    """Run the command that is named first, with what follows it."""
    known = [name for name, module in COMMANDS.items() if find_spec(module)]  # learners are given no demo class
    name = sys.argv[1] if len(sys.argv) > 1 else ""
    if name not in known:
        print(f"{name!r} is no command; there are: {', '.join(known)}.", file=sys.stderr)
        return 2
    sys.argv[:2] = [f"python -m simulator.grading {name}"]
    return import_module(COMMANDS[name]).main() or 0


if __name__ == "__main__":
    sys.exit(main())
