"""What a person touches: the window, the reader, the panels and the session behind them."""
