"""One page at a time, and another while one waits for something that is done elsewhere."""

import io
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.desk.conftest import SignIn

from summitry.desk import turns, uploads, wsgi
from summitry.desk.pages import bringing
from summitry.secretariat.importing import Arrival, importing


def another_page_can_be_made() -> bool:
    """Whether a thread beside this one gets its turn."""
    made = threading.Event()

    def make() -> None:
        with turns.page():
            made.set()

    thread = threading.Thread(target=make, daemon=True)
    thread.start()
    thread.join(0.5)
    return made.is_set()


def test_one_page_is_made_at_a_time() -> None:
    with turns.page():
        assert not another_page_can_be_made()
        with turns.aside():
            assert another_page_can_be_made()
        assert not another_page_can_be_made()
    assert another_page_can_be_made()


def test_a_page_that_failed_has_had_its_turn() -> None:
    with pytest.raises(ValueError, match="wrong"), turns.page(), turns.aside():
        raise ValueError("wrong")
    assert another_page_can_be_made()


def test_pages_are_made_while_a_document_is_read(
    signed_in: SignIn, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    officer, read, seen = signed_in("officer"), importing, list[bool]()

    def reading(*args: Any) -> Iterator[Arrival]:
        seen.append(another_page_can_be_made())
        return read(*args)

    monkeypatch.setattr(bringing, "importing", reading)
    with turns.page():
        answer = officer.post(
            "/talks/import", {"files": [SimpleUploadedFile("a.txt", b"They will stop the tests.")]}
        )
    assert seen == [True]
    assert b"Filed" in answer.content


class Slow(io.BytesIO):
    """What comes in pieces, each of which another page need not wait for."""

    seen: ClassVar[list[bool]] = []

    def read(self, size: int | None = -1, /) -> bytes:
        self.seen.append(another_page_can_be_made())
        return super().read(min(size or 0, 40_000))


def test_pages_are_made_while_a_document_is_sent() -> None:
    sent = b"x" * 100_000
    environ: dict[str, Any] = {"CONTENT_LENGTH": "100000", "wsgi.input": Slow(sent + b"what follows")}
    with wsgi.taken_in(environ), turns.page():
        assert environ["wsgi.input"].read() == sent
    assert Slow.seen == [True] * 3


def test_what_says_that_it_is_too_much_is_not_taken_in() -> None:
    environ: dict[str, Any] = {"CONTENT_LENGTH": str(uploads.MOST + 1), "wsgi.input": None}
    with wsgi.taken_in(environ):
        assert environ["wsgi.input"] is None
