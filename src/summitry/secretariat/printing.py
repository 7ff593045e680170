"""Making a paper of the second tray: about what was named, set once, in the formats asked for."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from summitry.book.blocks import Section
from summitry.book.tray import FORMS, Form, NotOnThisForm
from summitry.book.volume.plaintext import text
from summitry.book.volume.sheet import sheet
from summitry.book.volume.value import Volume
from summitry.dossier.value import Dossier
from summitry.foundation.wording import quoted
from summitry.secretariat.bookmaking import FORMATS, Format, Made, Paper, made, renderers

TEXT = "text"


def printed(dossier: Dossier, form: Form, id: str = "") -> Volume:
    """Return a paper, set.

    Raises:
        NotOnThisForm: when it cannot be made about what was named, with what could be.
    """
    known = form.ids(dossier)
    if id and id not in known:
        why = form.why_not(dossier, id) if dossier.get(id.partition("/")[0]) is not None else ""
        told = why or f"There is nothing called {quoted(id)} on that day for {article(form.name)}."
        raise NotOnThisForm(told, known)
    if not id and form.needed:
        raise NotOnThisForm(f"Say what the {form.name} is about: {form.about}.", known)
    return sheet(dossier, _section(dossier, form, id), form.name, margined=form.margined)


def _section(dossier: Dossier, form: Form, id: str) -> Section:
    """The section of a paper; one that a package beside Summitry brings may fail in any way."""
    if form in FORMS:
        return form.section(dossier, id)
    try:
        return form.section(dossier, id)
    except Exception as error:  # noqa: BLE001  (somebody else's code: anything may go wrong in it)
        why = " ".join(f"{type(error).__name__}, {error}".split())[:300]
        raise NotOnThisForm(f"The {form.name} could not be made: {why}.", ()) from None


def article(name: str) -> str:
    """Return a form's name with its article."""
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"


def file_name(form: Form, id: str, day: str) -> str:
    """Return the name of a paper's files, without their ending; one about nothing by name bears its day."""
    return "-".join((form.name, *(p for p in (id or day).split("/") if p)))


def rendered(volume: Volume, stem: str, formats: tuple[str, ...], paper: Paper) -> Iterator[Made]:
    """Yield the files of a paper; one that fails does not keep the others from being made."""
    makers = renderers(of_book(formats))
    if TEXT in formats:
        yield Made(name=f"{stem}.txt", content=text(volume).encode("utf-8", "backslashreplace"))
    for form, make in makers.items():
        yield made(f"{stem}.{form}", partial(make, volume, paper))


def of_book(formats: tuple[str, ...]) -> tuple[Format, ...]:
    """Return those of the formats that a book has too."""
    return tuple(form for form in FORMATS if form in formats)
