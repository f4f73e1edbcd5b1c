"""Fields of forms: Enter moves on, nothing is lost from a paste, problems stand beside their field."""

from __future__ import annotations

from typing import Any

from textual import events
from textual.widgets import Input

from screens.widgets.form_field import FormField, show_problems
from tests.screens.golden import assert_golden, screen_text, widths
from tests.screens.widgets.stage import Stage

STATUS = [("missing", "missing"), ("absence", "absence"), ("agreed", "agreed late")]


def form() -> list[FormField]:
    return [
        FormField("since", "Since", read_back=lambda text: f"read as {text}" if text else ""),
        FormField("status", "Status", kind="choice", choices=STATUS),
        FormField("words", "What was said", kind="long"),
        FormField("pin", "PIN", kind="secret"),
    ]


async def test_enter_moves_on_and_never_saves() -> None:
    fields = form()
    app = Stage(*fields)
    async with app.run_test(message_hook=app.hear) as pilot:
        fields[0].focus_editor()
        await pilot.press("2", "2", "enter", "a", "enter", "x", "enter", "y", "tab", "1", "enter")
        assert [field.value for field in fields] == ["22", "absence", "x\ny", "1"]
        assert app.kinds(Input.Submitted) == []


async def test_a_letter_chooses_and_again_chooses_the_next_with_that_letter() -> None:
    field = form()[1]
    app = Stage(field)
    async with app.run_test() as pilot:
        field.focus_editor()
        await pilot.pause()
        for key, value in [
            ("a", "absence"), ("a", "agreed"), ("a", "absence"), ("m", "missing"), ("left", "agreed"),
            ("right", "missing"), ("space", "absence"), ("z", "absence"), ("backspace", ""), ("left", "agreed"),
        ]:  # fmt: skip
            await pilot.press(key)
            assert field.value == value, key


async def test_what_was_understood_stands_beside_the_field() -> None:
    fields = form()
    app = Stage(*fields)
    async with app.run_test(message_hook=app.hear) as pilot:
        fields[0].focus_editor()
        await pilot.press("2", "2")
        await pilot.pause()
        assert screen_text(app).splitlines()[0] == ">Since           22                           read as 22"
        changed = app.kinds(FormField.Changed)
        assert isinstance(changed[-1], FormField.Changed) and changed[-1].field is fields[0]
        assert changed[-1].value == "22"


async def test_all_problems_are_shown_at_once_and_the_first_field_gets_the_keys() -> None:
    fields = form()
    app = Stage(*fields)
    long = "An absence needs an agreed limit, later than its start: write until when, and who agreed it"
    async with app.run_test(size=(80, 24)) as pilot:
        problems = [("status", long), ("words", "Say [b]what[/] happened"), ("words", "By whom"), ("", "Refused")]
        assert show_problems(fields, problems) == ["Refused"]
        await pilot.pause()
        assert_golden(app, "form_problems")
        assert app.focused is fields[1].editor
        await pilot.press("m")
        await pilot.pause()
        assert "agreed limit" not in screen_text(app) and "By whom" in screen_text(app)


async def test_a_line_takes_the_whole_paste_and_says_so_when_it_cannot() -> None:
    field = form()[0]
    app = Stage(field)
    async with app.run_test() as pilot:
        field.focus_editor()
        await pilot.pause()
        field.editor.post_message(events.Paste("Ash House\r\nRadcliffe\x1b[31m\x00\n\n M26"))
        await pilot.pause()
        assert field.value == "Ash House Radcliffe [31m M26"
        field.editor.post_message(events.Paste("x" * 100_000))
        await pilot.pause()
        assert field.value == "Ash House Radcliffe [31m M26"
        assert "! Pasted 100000 characters" in screen_text(app)


async def test_long_text_keeps_a_paste_of_100_kb_without_what_is_no_text() -> None:
    field = form()[2]
    app = Stage(field)
    async with app.run_test() as pilot:
        field.focus_editor()
        await pilot.pause()
        field.editor.post_message(events.Paste("what she said\x07\r\n" * 7000))
        await pilot.pause()
        assert field.value == "what she said \n" * 7000
        assert widths(app) == {80}


async def test_no_value_holds_a_control_character() -> None:
    fields = form()
    app = Stage(*fields)
    async with app.run_test() as pilot:
        fields[0].value = "a\x1bb\u202ec"
        fields[2].value = "a\x1bb\r\nc\td"
        await pilot.pause()
        assert (fields[0].value, fields[2].value) == ("a bc", "a b\nc    d")


async def test_the_field_with_the_keys_is_marked_without_colour() -> None:
    fields = form()
    app: Any = Stage(*fields)
    async with app.run_test() as pilot:
        fields[2].focus_editor()
        await pilot.pause()
        marked = [line for line in screen_text(app).splitlines() if line.startswith(">")]
        assert len(marked) == 1 and marked[0].startswith(">What was said")
