"""The ledger on PostgreSQL: the same events, line for line, on a server that several hosts share."""
