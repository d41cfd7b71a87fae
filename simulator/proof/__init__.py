"""Proof that the market does what it says: every lever moved, rungs apart, costs measured."""
