"""What the entries say, folded: children, episodes, spells, and the desk's own state."""
