"""Every form of the desk on a real terminal, cut off at every step: killed, hung up, stopped, stalled."""
