"""The words that stand on every page of a training store."""

TRAINING = "TRAINING: invented children, nothing here is real."
"""Nobody may take a rehearsed night for a real one."""
