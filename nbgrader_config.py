"""nbgrader for this course: nbgrader generate_assignment | autograde | generate_feedback NAME, nbgrader export."""

import os
import sys
import warnings
from pathlib import Path

from nbgrader.preprocessors import AssignLatePenalties, CheckCellMetadata, OverwriteCells, SaveAutoGrades
from sqlalchemy.exc import SAWarning

from simulator.grading import gradebook, hand_in, late, steps

c = get_config()  # noqa: F821
ROOT = Path(__file__).resolve().parent
os.environ["PATH"] = str(Path(sys.executable).parent) + os.pathsep + os.environ.get("PATH", "")  # for alembic
warnings.simplefilter("ignore", SAWarning)  # nbgrader's own, at every hand-in
(ROOT / "grading").mkdir(mode=0o700, exist_ok=True)

c.CourseDirectory.root = str(ROOT)
c.CourseDirectory.course_id = "peak-season"  # without one PostgreSQL takes no assignment
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "exercises"
c.CourseDirectory.submitted_directory = "grading/submitted"
c.CourseDirectory.autograded_directory = "grading/autograded"
c.CourseDirectory.feedback_directory = "grading/feedback"
try:
    c.CourseDirectory.db_url = gradebook.address(ROOT)
except gradebook.GradebookError as problem:
    sys.exit(str(problem))
c.CourseDirectory.ignore = ["*"]  # notebooks travel from folder to folder, nothing else does

c.ClearSolutions.code_stub = {"python": "# YOUR CODE HERE"}

# No kernel runs at grading: plans are read, functions run in a second process (simulator/grading).
c.Autograde.pre_convert_hook = hand_in.check_time
c.Autograde.exporter_class = steps.HandIn
c.Autograde.sanitize_preprocessors = [OverwriteCells, CheckCellMetadata]
c.Autograde.autograde_preprocessors = [steps.TrustedScore, SaveAutoGrades, AssignLatePenalties, CheckCellMetadata]
c.AssignLatePenalties.plugin_class = late.LateRule
c.HandIn.root = c.TrustedScore.root = c.LateRule.root = str(ROOT)

c.HTMLExporter.template_name = "feedback"  # nbgrader's name for it, so that its formgrader finds ours
c.HTMLExporter.extra_template_basedirs = [str(Path(steps.__file__).parent / "templates")]
c.ExportPlugin.to = str(ROOT / "grading" / "grades.csv")
