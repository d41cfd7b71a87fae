"""Laws of the market: pure functions of numbers and arrays, each with its units and source."""
