"""Many accounts: a durable queue, workers, parked accounts, and what came of it all."""
