"""Where passwords come from, and the one place that holds them."""
