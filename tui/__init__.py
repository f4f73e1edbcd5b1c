"""The door: entry point, plain commands, app shell, driver, theme and keys. Nobody imports it."""
