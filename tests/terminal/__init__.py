"""The desk on a real pseudo-terminal."""
