"""The board: the home screen, and the pure functions that word its lines."""
