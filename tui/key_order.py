"""Each key acts on what the key before it left: a key typed ahead never goes to the screen that was left.

Textual hands a key to whatever has the focus when the key arrives, while the key before may still be on its
way through a widget. On a slow line keys come in bunches: `o` for a form and the first letters for it would
all reach the board, where each letter is a command; Enter and the next word would reach the same field.
Here a key waits until the one before has been acted upon, which takes well under a millisecond.
"""

from __future__ import annotations

import asyncio
from collections import deque
from time import monotonic

from textual import events
from textual.message_pump import MessagePump

from tui.painting import ChangedCellsApp

_STEP_S = 1.0
"""How long a busy widget may hold the next key up. After that the key goes on: no key is ever lost."""
_SETTLED_S = 1.0
"""So long after a key everything it began is over."""
_ROUNDS = 2
"""One for the key itself on its way up, one for the message that it made a widget post."""


class KeysInOrderApp(ChangedCellsApp):
    """An application that takes keys one after the other."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting_keys: deque[events.Key | events.Paste] = deque()
        self._key_task: asyncio.Task[None] | None = None
        self._key_at = 0.0
        self._key_target: MessagePump | None = None

    async def on_event(self, event: events.Event) -> None:
        """Queue keys and pastes; everything else goes its usual way."""
        if not isinstance(event, (events.Key, events.Paste)) or event.is_forwarded or self.is_headless:
            await super().on_event(event)
            return
        self._waiting_keys.append(event)
        if self._key_task is None or self._key_task.done():
            self._key_task = asyncio.create_task(self._serve_keys())

    async def _serve_keys(self) -> None:
        try:
            while self._waiting_keys:
                if monotonic() - self._key_at < _SETTLED_S:
                    await self._settle()
                event = self._waiting_keys.popleft()
                self._key_target = self.focused or self.screen
                await super().on_event(event)
                self._key_at = monotonic()
        except Exception as error:
            self._handle_exception(error)

    async def _settle(self) -> None:
        """Wait until what the last key began has been acted upon, a screen that it opened included."""
        for _ in range(_ROUNDS):
            pump = self._key_target
            while pump is not None:
                await _turn_of(pump)
                pump = pump._parent
        await _turn_of(self.screen)
        if self.focused is not None:
            await _turn_of(self.focused)


async def _turn_of(pump: MessagePump) -> None:
    """Wait until a widget has dealt with the messages that are in its queue now."""
    reached = asyncio.Event()
    if pump.is_running and pump.call_later(reached.set):
        try:
            await asyncio.wait_for(reached.wait(), _STEP_S)
        except TimeoutError:
            return
