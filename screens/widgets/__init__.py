"""The parts that screens are built from, each drawn for a bad terminal: plain text, ASCII, few bytes."""
