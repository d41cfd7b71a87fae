"""Proof that the market does what it says: laws held to theory and data, every lever moved, costs measured."""
