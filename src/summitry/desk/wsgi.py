"""The desk as a WSGI application, for granian or any other server.

What takes long is done before the first request is taken: to load the pages, to read the folders, and to make
ready what each sort of reader sees.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from tempfile import SpooledTemporaryFile
from typing import Any

from django.core.wsgi import get_wsgi_application

from summitry.desk import turns, uploads

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "summitry.desk.settings")

_django = get_wsgi_application()

IN_MEMORY, PIECE = 1_000_000, 65_536
"""Bytes of what is sent that are held in memory, and that are taken in at once."""


def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """Answer a request in its turn; what is sent with it is taken in before, however slowly it comes."""
    with taken_in(environ), turns.page():
        return _django(environ, start_response)


@contextmanager
def taken_in(environ: dict[str, Any]) -> Iterator[None]:
    """Take in what is sent with a request, unless it says that it is more than the desk takes."""
    length = environ.get("CONTENT_LENGTH") or ""
    if not length.isdecimal() or not 0 < int(length) <= uploads.MOST:
        yield
        return
    with SpooledTemporaryFile(IN_MEMORY) as body:
        left, sent = int(length), environ["wsgi.input"]
        while left > 0 and (piece := sent.read(min(left, PIECE))):
            body.write(piece)
            left -= len(piece)
        body.seek(0)
        environ["wsgi.input"] = body
        yield


def read_ahead() -> None:
    """Load every page's code, and read every dossier that can be read, for each sort of reader."""
    from django.conf import settings  # noqa: PLC0415 - settings are read when Django is set up
    from django.db import DatabaseError, connection  # noqa: PLC0415
    from django.urls import get_resolver  # noqa: PLC0415

    from summitry.archive.search import read_words  # noqa: PLC0415
    from summitry.desk.access import sorts_of_reader  # noqa: PLC0415
    from summitry.desk.pages.standing import judge  # noqa: PLC0415
    from summitry.desk.shelf import served  # noqa: PLC0415
    from summitry.folder.load import Unreadable  # noqa: PLC0415
    from summitry.foundation.collecting import without_collecting  # noqa: PLC0415

    assert get_resolver().url_patterns
    for each in settings.STATE.dossiers():
        with suppress(Unreadable, OSError):
            holding = served(each.slug, each.folder)
            holding.whole()
            with suppress(DatabaseError), without_collecting():  # of which /health tells the proxy
                for grants in sorts_of_reader(each.slug):
                    dossier = holding.value(grants, holding.today())
                    read_words(dossier)
                    judge(dossier)
    connection.close()  # the thread that answers opens its own


read_ahead()
