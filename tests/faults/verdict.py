"""What a run proved: what the writer said of each event against what the store holds."""

from __future__ import annotations

from collections import Counter
from typing import Any


def said(output: bytes) -> dict[str, str]:
    """The writer's last word on each event."""
    words = [line.split() for line in output.decode(errors="replace").splitlines()]
    return {word[1]: word[0] for word in words if len(word) == 2 and word[0] in ("ACK", "NACK", "UNK")}


class Tally:
    """Counts of one kind of fault, and the runs that went wrong."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.counts: Counter[str] = Counter()
        self.wrong: list[str] = []
        self.seconds = 0.0

    def judge(self, what: str, acks: dict[str, str], found: dict[str, Any]) -> None:
        """Lost: acknowledged and not there. Doubled: there twice. Refused: said to be not there, and there."""
        held = Counter(found["ids"])
        faults = {
            "lost": [id for id, word in acks.items() if word == "ACK" and not held[id]],
            "doubled": [id for id, times in held.items() if times > 1],
            "refused but present": [id for id, word in acks.items() if word == "NACK" and held[id]],
            "damaged": [found["err"]] if not found["chain"] else [],
            "stuck": ["no append afterwards"] if not found["extra"] else [],
        }
        self.counts["runs"] += 1
        self.counts["acknowledged"] += sum(word == "ACK" for word in acks.values())
        self._note(what, faults)

    def judge_rot(self, what: str, acks: dict[str, str], found: dict[str, Any]) -> None:
        """Refusing to go on is right; holding less without a word is the failure."""
        lost = [id for id, word in acks.items() if word == "ACK" and id not in found["ids"]]
        self.counts["runs"] += 1
        self.counts["noticed" if found["err"] else "harmless"] += 1
        self._note(what, {"lost": [] if found["err"] else lost})

    def _note(self, what: str, faults: dict[str, list[str]]) -> None:
        for name, which in faults.items():
            if which:
                self.counts[name] += len(which)
                self.wrong.append(f"{self.kind}: {what}: {name}: {', '.join(map(str, which[:3]))}")

    def report(self) -> str:
        numbers = {name: self.counts[name] for name in ("lost", "doubled", "refused but present")} | self.counts
        return f"{self.kind:<18}" + "  ".join(f"{name} {count}" for name, count in numbers.items())
