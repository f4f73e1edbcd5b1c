"""The chain: lines in order, each carrying the hash of the one before, batches whole."""

from __future__ import annotations

from data.ledger.line import FIRST_PREV, Line, read


class Chain:
    """Takes one line after another and refuses the first that does not follow."""

    def __init__(self, seq: int = 0, hash: str = FIRST_PREV) -> None:
        self.seq = seq
        self.hash = hash
        self.batch: tuple[int, int] | None = None

    @property
    def whole(self) -> bool:
        """Whether no batch is left half taken."""
        return self.batch is None or self.batch[0] == self.batch[1]

    def take(self, raw: bytes) -> Line:
        """The next event.

        Raises: ValueError, saying what is wrong with the line; the chain then stands where it stood.
        """
        line, prev = read(raw)
        if line.seq != self.seq + 1:
            raise ValueError(f"event {self.seq + 1} is missing or out of order")
        if prev != self.hash:
            raise ValueError("a line does not follow from the one before")
        if not self._follows(line.batch):
            raise ValueError("a batch is not whole")
        self.seq, self.hash, self.batch = line.seq, line.hash, line.batch
        return line

    def _follows(self, batch: tuple[int, int] | None) -> bool:
        if self.whole:
            return batch is None or (batch[0] == 1 and batch[1] >= 1)
        assert self.batch is not None
        return batch == (self.batch[0] + 1, self.batch[1])
