"""Small and strange worlds for tests; they live with the proofs."""

from simulator.proof.worlds import changed_tables, flat, plenty, quick_suppliers, single_pieces, with_stock

__all__ = ["changed_tables", "flat", "plenty", "quick_suppliers", "single_pieces", "with_stock"]
