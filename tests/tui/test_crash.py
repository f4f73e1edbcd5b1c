"""A fault is told by its places in the code; no value, no message, no folder of this machine."""

from __future__ import annotations

from pathlib import Path

from tui.crash import report_of
from tui.crash_notes import MOST, keep_in


def fault(name: str) -> Exception:
    try:
        try:
            raise KeyError(name)
        except KeyError as why:
            raise ValueError(f"no child {name}") from why
    except ValueError as error:
        return error


def test_a_report_has_every_place_and_nothing_that_was_typed() -> None:
    report = report_of(fault("Kayleigh Marsden"))
    told = "\n".join((*report.places, report.words()))
    assert "Kayleigh" not in told and "/home" not in told and str(Path(__file__).parent.parent) not in told
    assert report.places[0].startswith("KeyError at tui/test_crash.py:")
    assert report.places[-1].startswith("ValueError at tui/test_crash.py:")
    assert report.reference in report.words()


def test_the_same_fault_has_the_same_reference_whoever_it_was_about() -> None:
    assert report_of(fault("Kayleigh")).reference == report_of(fault("Dean")).reference
    assert report_of(fault("Kayleigh")).reference != report_of(RuntimeError()).reference


def test_an_error_that_was_never_raised_has_a_report_too() -> None:
    assert report_of(RuntimeError("Dean")).places == ("RuntimeError at an unknown place",)


def test_a_report_is_kept_once_and_not_without_end(tmp_path: Path) -> None:
    keep = keep_in(tmp_path)
    keep(report_of(fault("Kayleigh")))
    keep(report_of(fault("Dean")))
    [notes] = (tmp_path / "crashes").iterdir()
    assert "ValueError at" in notes.read_text() and "Dean" not in notes.read_text()
    assert notes.stat().st_mode & 0o007 == 0
    for number in range(MOST):
        (tmp_path / "crashes" / f"{number}.txt").touch()
    keep(report_of(RuntimeError()))
    assert len(list((tmp_path / "crashes").iterdir())) == MOST + 1
