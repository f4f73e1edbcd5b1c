"""The same board, drawn in other ways: what Nightdesk's own is held against."""
