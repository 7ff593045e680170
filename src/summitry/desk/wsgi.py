"""The desk as a WSGI application, for granian or any other server.

What takes long is done before the first request is taken: to load the pages, and to read the folders.
"""

import os
from contextlib import suppress

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "summitry.desk.settings")

application = get_wsgi_application()


def read_ahead() -> None:
    """Load every page's code, and read every dossier that can be read."""
    from django.conf import settings  # noqa: PLC0415 - settings are read when Django is set up
    from django.urls import get_resolver  # noqa: PLC0415

    from summitry.desk.shelf import served  # noqa: PLC0415
    from summitry.folder.load import Unreadable  # noqa: PLC0415

    assert get_resolver().url_patterns
    for each in settings.STATE.dossiers():
        with suppress(Unreadable, OSError):
            served(each.slug, each.folder).whole()


read_ahead()
