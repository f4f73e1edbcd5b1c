"""Find: answers "which child is that?" while the caller is still spelling the name."""
