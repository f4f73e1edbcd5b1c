"""Faults of every kind against the ledger: `python -m tests.faults --all`, or a sample with a seed."""
