"""The government's returns: what is sent, and the DfE's own checks of it."""
