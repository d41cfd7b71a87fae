"""What an exercise says, to the learner's program at once and in the feedback later."""

from simulator.words import mark

STATES = {
    "not attempted": mark("Not attempted"),
    "raised": mark("Stopped by an error"),
    "wrong": mark("Not right yet"),
    "right": mark("Right"),
}
STOPPED = {
    "time": mark("{function} did not come to an end: look for a loop that never stops."),
    "end": mark(
        "The process that ran {function} ended before it had answered: leave out os._exit, threads and processes."
    ),
    "error": mark(
        "{function} stopped with a {kind}{where}: run the example below the function and read its last line."
    ),
    "SyntaxError": mark("The cell of {function} is not Python as it stands{where}: run it and read what Python says."),
    "NameError": mark(
        "{function} uses a name that its own cell does not make{where}: all it needs belongs into that cell."
    ),
    "KeyError": mark("{function} asks for a column or a name that is not there{where}: compare with the task's table."),
}
LINE = mark(" in line {line}")
NOTHING_YET = mark("{function} returns nothing yet: write its body where the comment stands.")
NO_NUMBERS = mark("Nothing is filled in yet.")
NO_NUMBER = mark("{function} gives no finite number under the name {name!r}.")
MISSING = mark("{label} is not filled in.")
WRONG = mark("The {label} is wrong: compare its definition with the example, line by line.")
PER_CENT = mark("The {label} is to be a share between 0 and 1, not per cent.")
ROUNDED = mark("The {label} is rounded: return it as it comes out.")
ALL_PASS = mark("All public checks pass; {hidden} more run when you hand it in.")
LATER = mark("{hidden} checks run when you hand it in.")
