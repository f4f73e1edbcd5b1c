"""Exit statuses: what a script, or a person who reads `$?`, can rely on."""

DONE = 0
REFUSED = 1
WRONG_USAGE = 2
NOT_RECORDED = 3
UNCONFIRMED = 4
DAMAGED = 5
VIEW_ONLY = 6
INTERNAL = 70
STOPPED = 130
