"""Letters on the screen: those that wait, one to read and send, one to change."""
