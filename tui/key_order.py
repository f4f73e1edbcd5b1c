"""Each key acts on what the key before it left: a key typed ahead never goes to the screen that was left.

Textual hands a key to whatever has the focus when the key arrives, while the key before may still be on its
way through a widget. On a slow line keys come in bunches: `o` for a form and the first letters for it would
all reach the board, where each letter is a command; Enter and the next word would reach the same field.
Here a key waits until the one before has been acted upon, which takes a millisecond or two. And when the last
of them has been, the screen is painted at once, all its consequences in one frame.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable

from textual import events
from textual.message_pump import MessagePump

from tui.painting import ChangedCellsApp

_STEP_S = 1.0
"""How long a busy widget may hold the next key up. After that the key goes on: no key is ever lost."""


class KeysInOrderApp(ChangedCellsApp):
    """An application that takes keys one after the other."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting_keys: deque[events.Key | events.Paste] = deque()
        self._key_task: asyncio.Task[None] | None = None

    async def on_event(self, event: events.Event) -> None:
        """Queue keys and pastes; everything else goes its usual way."""
        if not isinstance(event, (events.Key, events.Paste)) or event.is_forwarded or self.is_headless:
            await super().on_event(event)
            return
        self._waiting_keys.append(event)
        if self._key_task is None or self._key_task.done():
            self._key_task = asyncio.create_task(self._serve_keys())

    async def _serve_keys(self) -> None:
        paint = self.hold_frame()
        try:
            while self._waiting_keys:
                target = self.focused or self.screen
                if (take := getattr(target, "take_letters", None)) and (letters := self._letters()):
                    self._type(letters, take)
                    continue
                await super().on_event(self._waiting_keys.popleft())
                await self._settle(target)
        except Exception as error:
            self._handle_exception(error)
        paint()

    def _letters(self) -> str:
        """The letters that wait before any other key; they are taken out of the queue."""
        letters = ""
        while self._waiting_keys:
            event = self._waiting_keys[0]
            if not (isinstance(event, events.Key) and event.is_printable and event.character):
                break
            letters += event.character
            self._waiting_keys.popleft()
        return letters

    def _type(self, letters: str, take: Callable[[str], None]) -> None:
        """Letters for a widget that takes them at once: no message has to go round before its answer is painted.

        `take_letters` does all it does before it returns, and what it changed is painted with this frame.
        """
        take(letters)
        self.paint_at_once(self.changed_alone())

    async def _settle(self, target: MessagePump) -> None:
        """Wait until what a key began has been acted upon, a screen that it opened included.

        The key first rises from its widget to the application, where its action runs. The action may have the
        widget post a message, which rises in the same way and may have others painted.
        """
        for _ in range(2):
            pump: MessagePump | None = target
            while pump is not None:
                await _turn_of(pump)
                pump = pump._parent
        if self.focused is not None and self.focused is not target:
            await _turn_of(self.focused)
        await asyncio.sleep(0)
        await _turn_of(self.screen)


async def _turn_of(pump: MessagePump) -> None:
    """Wait until a widget has dealt with the messages that are in its queue now."""
    loop = asyncio.get_running_loop()
    reached: asyncio.Future[None] = loop.create_future()

    def reach() -> None:
        if not reached.done():
            reached.set_result(None)

    if pump.is_running and pump.call_later(reach):
        limit = loop.call_later(_STEP_S, reach)
        await reached
        limit.cancel()
