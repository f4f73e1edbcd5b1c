"""The watch: what is due, lapsed or crossed is raised even when nobody has a session open."""
