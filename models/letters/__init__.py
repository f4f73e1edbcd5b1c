"""Letters: what must be written to whom, drafted from the facts of an episode."""
