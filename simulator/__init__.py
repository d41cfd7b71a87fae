"""Peak Season: a market in which running a shop is practised."""
