"""The forms of the second tray, one a module, listed explicitly."""

from __future__ import annotations

from summitry.book.tray import clearancepage, digest, memcon, memo, readahead, taskinglist
from summitry.book.tray.form import Form

FORMS: tuple[Form, ...] = (
    memo.FORM, memcon.FORM, readahead.FORM, clearancepage.FORM, taskinglist.FORM, digest.FORM,
)  # fmt: skip
"""Every form, in the order of ``summitry print --help``."""

_BY_NAME = {form.name: form for form in FORMS}


def form_named(name: str) -> Form | None:
    """Return a form by its name."""
    return _BY_NAME.get(name)
