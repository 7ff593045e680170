"""The forms of the second tray, one a module, listed explicitly."""

from __future__ import annotations

from summitry.book.tray import memo
from summitry.book.tray.form import Form

FORMS: tuple[Form, ...] = (memo.FORM,)
"""Every form, in the order of ``summitry print --help``."""

_BY_NAME = {form.name: form for form in FORMS}


def form_named(name: str) -> Form | None:
    """Return a form by its name."""
    return _BY_NAME.get(name)
