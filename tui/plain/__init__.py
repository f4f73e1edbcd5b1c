"""Plain commands: the same desk without the screen."""
