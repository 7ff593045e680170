"""The views, one a module, listed explicitly."""

from __future__ import annotations

from summitry.book.sections import channels, people
from summitry.book.sections.view import View

VIEWS: tuple[View, ...] = (people.VIEW, channels.VIEW)
"""Every built-in view, in the order of ``summitry show --help``."""

BY_NAME: dict[str, View] = {v.name: v for v in VIEWS}
