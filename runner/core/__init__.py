"""One scenario for one account: the run, its steps, its pauses, its irreversible clicks."""
