"""What a caller is asked about this time: kept with the report that opens the episode, shown on the call card."""

from __future__ import annotations

CIRCUMSTANCES: dict[str, str] = {
    "number": "Call-back number",
    "worries": "Why are you worried?",
    "done": "Done so far to trace",
    "last_seen": "Last seen by whom, where",
    "going": "Going where, with whom",
    "clothing": "Clothing and bag",
    "phone": "Phone the child carries",
    "planned": "Planned? (bag packed)",
}
"""Name of a circumstance, as stored, and the question on the card, in the order in which police ask."""
