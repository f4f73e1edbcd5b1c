"""The board and the screens around it."""
