"""Writing a record from a form: what its reader sees of the text, and what is put back in its place."""

from __future__ import annotations

from summitry.desk.access import Seat
from summitry.desk.accounts.roles import ACCEPT, RESTRICT
from summitry.dossier.kinds import Accepted
from summitry.dossier.record import Record
from summitry.folder.edit import digest_of
from summitry.folder.refusals import CannotHold, NotWritable
from summitry.folder.yamltext import Tree
from summitry.foundation.refusals import Refused
from summitry.foundation.values import dataclass
from summitry.secretariat import acts
from summitry.secretariat.misfits import DoesNotFit, misfits
from summitry.secretariat.restricting import widens
from summitry.secretariat.withheld import mended, shown

WIDER = "Only the secretariat lowers a marking or lets more people see what was kept for some."


@dataclass(frozen=True, slots=True)
class Text:
    """A record's fields as they stand in the text, and what of them the reader sees."""

    every: dict[str, Tree]
    seen: dict[str, Tree]


def text_of(here: Seat, record: Record) -> Text:
    """Return a record's fields as they stand in the text now.

    Raises:
        Refused: when they stand where no form can change them.
    """
    every = acts.read(here.served.folder, record.id, meant=here.meant(record.id)).fields
    return Text(every, shown(type(record), every, here.sight))


def revised(
    here: Seat, record: Record, text: Text, wanted: dict[str, Tree], *, act: str = acts.REVISE
) -> None:
    """Write what a reader changed of a record, with what was withheld from the reader left as it is.

    Raises:
        StaleText: when one of these fields has changed since.
        DoesNotFit: when something in it cannot be read as it is meant.
        Refused: when it would show something to more people and the account may not do that, or the text
            cannot be changed in this way.
    """
    if record.kind == Accepted.kind and not here.may(ACCEPT):
        raise Refused("Only the secretariat accepts a finding.")
    if wrong := misfits(type(record), wanted, text.seen):
        raise DoesNotFit(wrong)
    if widens(here.served.whole().header, text.seen, wanted) and not here.may(RESTRICT):
        raise Refused(WIDER)
    fields = mended(type(record), text.every, wanted, here.sight)
    acts.revise(
        actor(here), here.served.folder, record.id, fields,
        digest_of({key: text.every.get(key) for key in fields}), act, meant=here.meant(record.id),
    )  # fmt: skip
    here.served.look_again()


def actor(here: Seat) -> acts.Actor:
    """Return who acts."""
    return acts.Actor(name=here.account.username)


def places(refusal: Refused) -> dict[str, str]:
    """Return what is wrong in a form by the field in which it is."""
    return {each.place: each.says for each in refusal.found} if isinstance(refusal, DoesNotFit) else {}


def in_words(refusal: Refused) -> str:
    """Return why something was not written, without the name of a file or folder; for all pages."""
    if isinstance(refusal, CannotHold):
        return "The text holds something that cannot be written down, a control character perhaps."
    if isinstance(refusal, NotWritable):
        return "The dossier cannot be written just now. Tell your administrator."
    return str(refusal)
