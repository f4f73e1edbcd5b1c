"""Every parser under fire, by name."""

from __future__ import annotations

from tests.fuzz import files, keys, ledgers, words
from tests.fuzz.target import Target

TARGETS: dict[str, Target] = {target.name: target for page in (words, keys, files, ledgers) for target in page.TARGETS}
"""The targets."""
