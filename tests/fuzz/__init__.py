"""Hostile bytes for everything that reads what somebody else wrote: no crash, no hang, no injection."""
