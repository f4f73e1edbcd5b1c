"""All of Nightdesk's time arithmetic, and the parser of typed times.

Instants are always timezone-aware datetimes in UTC; wall-clock time is Europe/London and only ever shown.
"""
