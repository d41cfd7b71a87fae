"""Small and strange worlds for tests; they live with the proofs."""

from simulator.proof.worlds import all_rows, changed_tables, flat, plenty, quick_suppliers, single_pieces, with_stock

__all__ = ["all_rows", "changed_tables", "flat", "plenty", "quick_suppliers", "single_pieces", "with_stock"]
