"""What is owed, and every countdown, computed from the history, the protocol and the present moment."""
