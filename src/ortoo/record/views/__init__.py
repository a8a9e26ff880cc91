"""Pages of record: formulas and their adoption, seals, and the records behind them."""
