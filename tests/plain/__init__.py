"""Plain commands, as a person or a script gives them."""
