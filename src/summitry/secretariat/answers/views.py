"""The analyses, by the names of ``summitry show``: the result as values, and the page in sentences that each
say where they come from."""

from __future__ import annotations

import dataclasses
from typing import Any

from summitry.book.blocks import Section
from summitry.book.sections import BY_NAME, VARIANTS, VIEWS
from summitry.book.sections.view import NotToBeShown, View
from summitry.dossier.value import Dossier
from summitry.foundation.diagnostics import fill_days
from summitry.foundation.plain import plain


class NoView(LookupError):
    """There is no view of that name, or it has nothing to show under that id."""


def views(dossier: Dossier) -> list[dict[str, Any]]:
    """Return the views, each with the ids that it can show one by one."""
    return [{"name": view.name, "shows": view.help, "ids": list(view.ids(dossier))} for view in VIEWS]


OPTIONS = {variant.option: variant for variant in VARIANTS}
"""What can be supposed of a view, or singled out in it, by the options of ``summitry show``."""


def view_answer(
    dossier: Dossier, name: str, id: str = "", option: str = "", words: tuple[str, ...] = ()
) -> dict[str, Any]:
    """Return what a view says of one record, or without an id of the whole dossier.

    With an ``option`` (``move``) and its ``words`` (``summit=2018-06-12``) it is supposed or singled out.

    ``result`` is the analysis as ``summitry show --format json`` writes it; ``page`` its blocks, of which
    every sentence names in ``traces`` the records and sources it rests on.

    Raises:
        NoView: when there is no such view, or no such id in it.
        NotToBeShown: when what is supposed does not fit the view or the dossier.
    """
    view = BY_NAME.get(name)
    if view is None or (id and id not in view.ids(dossier)):
        raise NoView(name)
    section, result = _shown(view, dossier, id, option, words)
    answer = {
        "view": view.name, "id": id, "title": section.title,
        "result": plain(result), "page": [_block(b) for b in section.blocks],
    }  # fmt: skip
    found: dict[str, Any] = filled(answer, dossier)
    return found


def _shown(view: View, dossier: Dossier, id: str, option: str, words: tuple[str, ...]) -> tuple[Section, Any]:
    variant = OPTIONS.get(option)
    if variant is None:
        return view.section(dossier, id), view.result(dossier, id)
    if variant.view != view.name:
        raise NotToBeShown(f"{option} belongs to the view {variant.view}.")
    read = variant.read(dossier, id, words)
    return variant.section(dossier, id, read), variant.result(dossier, id, read)


def _block(block: Any) -> dict[str, Any]:
    """A block under its name: paragraph, points, heading, table, figure ..."""
    found = plain(block) if dataclasses.is_dataclass(block) else {}
    return {"block": type(block).__name__.lower(), **found}


def filled(value: Any, dossier: Dossier) -> Any:
    """Return plain values with every open day count as it is on the day of the dossier."""
    if isinstance(value, str):
        return fill_days(value, dossier.limit)
    if isinstance(value, dict):
        return {fill_days(key, dossier.limit): filled(inner, dossier) for key, inner in value.items()}
    if isinstance(value, list):
        return [filled(inner, dossier) for inner in value]
    return value
