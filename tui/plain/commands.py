"""Every plain command that is not an act on the record: the module that runs it, and what it is for.

A module here has `run(name, words) -> exit status`. The acts on the record are in `acts.py`.
"""

from __future__ import annotations

LOOK: dict[str, tuple[str, str]] = {
    "board": ("reading", "who is away, what is owed, every countdown"),
    "alerts": ("alerts", "what you must still see"),
    "seen": ("alerts", "you have seen an alert: seen ID, or --all"),
    "due": ("reading", "everything owed, most pressing first"),
    "show": ("reading", "one episode, or every episode of a child"),
    "find": ("looking", "a child by anything the caller can say"),
    "card": ("looking", "the call card: what police ask, in their order"),
    "handover": ("handover", "what the next shift must know; sign it, print it, acknowledge it"),
    "outbox": ("outbox", "letters that wait: read, edit, write as .eml, send, or told by telephone"),
    "on-call": ("on_call", "the on-call card: whom to ring, and the number"),
    "history": ("reading", "every entry: what happened when, who entered it when"),
}
KEEP: dict[str, tuple[str, str]] = {
    "export": ("exporting", "the government's returns: ssda903 or annex-a; episodes, for the case system"),
    "panel": ("figures", "the monthly missing panel: which children, and why"),
    "short": ("short", "children one episode short of what a threshold makes owed"),
    "figures": ("figures", "a year's figures, also drawn and as CSV"),
    "import": ("importing", "children, daytime history or police reports from CSV; differences"),
    "protocol": ("keeping", "the rules in force: list, show, check FILE, choose NAME|FILE"),
    "worker": ("keeping", "who works here: list, add ACCOUNT --name --role"),
    "verify": ("verifying", "check every entry of the ledger"),
    "backup": ("safekeeping", "copy the ledger while others write, and verify the copy"),
    "copy": ("copying", "copy every line to another store, a folder or a server"),
    "repair": ("repairing", "what is wrong with the store, and mending it, by a named person"),
    "access": ("safekeeping", "who looked at this child; exports and refusals"),
    "watch": ("watch", "raise what is due or lapsed even when no session is open"),
    "demo": ("keeping", "make a training store with a demonstration night"),
    "doctor": ("keeping", "check this machine, this terminal and this store"),
}
COMMANDS: dict[str, str] = {name: module for name, (module, _) in (LOOK | KEEP).items()}
"""The module of each command."""
