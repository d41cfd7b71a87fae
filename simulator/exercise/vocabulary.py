"""The interface words of an exercise in a page, by the names that the page uses for them."""

from simulator.words import both, mark

WORDS = {
    "exercise": mark("Exercise"),
    "facts": mark("{points} points, {minutes} minutes"),
    "with_code": mark("With code"),
    "without_code": mark("Without code"),
    "code": mark("Your code"),
    "check": mark("Check"),
    "stop": mark("Stop"),
    "stopped": mark("Stopped. Your code is kept."),
    "checking": mark("Checking your answer."),
    "loading": mark("Loading Python for the check: {part} of {parts} parts."),
    "failed": mark(
        "The program for the check did not load: {reason}. Reload the page to try again; your answer is kept."
    ),
    "hint": mark("Next hint"),
    "hint_number": mark("Hint {number} of {all}"),
    "solution": mark("One way to write it"),
    "example": mark("The example"),
    "right_for_it": mark("What is right for it"),
    "smallest": mark("Show the smallest input that fails"),
    "yours": mark("yours"),
    "expected": mark("expected"),
    "in_case": mark("In {case}:"),
    "practise": mark("Practise on the example"),
    "own": mark("My own season"),
    "name": mark("Your name"),
    "need_name": mark("Write your name: it decides which season's figures are yours."),
    "figures": mark("Figures"),
    "filled": mark("{filled} of {all} answers are filled in. Save the file and hand it in."),
    "save": mark("Save hand-in file"),
    "saved": mark("Saved as {file}. Hand that file in."),
    "holds": mark("In the hand-in file: {parts}."),
    "plan": mark("a plan"),
    "no_plan": mark("The plan is not in it yet: save it once in the season panel."),
    "reset": mark("Set back to the start"),
    "language": mark("Language"),
    "unsupported": mark(
        "This browser can't run the market (no web workers or WebAssembly). Any browser of the last five years can."
    ),
}


def words() -> dict[str, dict[str, str]]:
    """Every word in every language."""
    return {name: both(message) for name, message in WORDS.items()}
