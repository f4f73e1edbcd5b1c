"""Text that is markup, a command to a terminal, a formula or a header, through every field to every output."""
