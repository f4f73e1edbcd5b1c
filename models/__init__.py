"""The domain, pure: children, episodes, duties, clocks and protocols. No I/O, and `now` is an argument."""
