"""The children whom a board looks at, with a bar where they are so many that a person would wonder.

A few live children take no time. All of a county's, after an upgrade or where `derived` was lost, take a minute.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

TYPE_CHECKING = False
if TYPE_CHECKING:
    from data.desk import Along
    from models.history.history import ChildHistory
    from tui.plain.session import Session

LONG = 2000
"""Children who take a second or more."""


def looked_through(session: Session) -> Along:
    """What the children of a session's board go through. Ctrl-C ends the command, and nothing of it is kept."""

    def along(histories: Iterable[ChildHistory]) -> Iterator[ChildHistory]:
        many = len(session.desk.living.subjects())
        if many < LONG:
            yield from histories
            return
        # Imported here (10 ms): as a rule there are forty.
        from tui.plain.progress import Stopped, reading

        try:
            with reading(many, "children") as told:
                yield from told(histories)
        except Stopped:
            raise KeyboardInterrupt from None

    return along
