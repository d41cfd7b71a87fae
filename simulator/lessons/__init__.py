"""The experiments of the lessons: what their pages run when the book is built, one module a lesson."""
