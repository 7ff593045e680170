"""The bar of a long piece of work: only on a terminal, only when it lasts, wiped away at the end."""

import io

import pytest

from summitry.cli import progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_where_nobody_looks_nothing_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr", io.StringIO())
    with progress.sharing("Sweeping") as told:
        assert told is None


def test_work_that_lasts_shows_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = Terminal()
    monkeypatch.setattr("sys.stderr", shown)
    monkeypatch.setattr(progress, "AFTER", -1.0)
    monkeypatch.setenv("TERM", "xterm")
    with pytest.raises(KeyboardInterrupt), progress.sharing("Sweeping") as told:
        assert told is not None
        told(0.5)
        raise KeyboardInterrupt
    assert "Sweeping" in shown.getvalue() and "50%" in shown.getvalue()
    assert shown.getvalue().endswith(("\x1b[2K", "\x1b[?25h", "\x1b[1A\x1b[2K"))


def test_work_that_is_over_at_once_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = Terminal()
    monkeypatch.setattr("sys.stderr", shown)
    monkeypatch.setenv("TERM", "xterm")
    with progress.sharing("Sweeping") as told:
        assert told is not None
        told(1.0)
    assert shown.getvalue() == ""
