"""Graded exercises: marks come from plans and values, never from what a learner's process says about itself."""
