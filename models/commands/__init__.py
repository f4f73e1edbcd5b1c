"""What a worker asks for, field by field, as typed."""
