"""For the service that sends: who chose which notices, within the limits of the operator's file."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import Error, close_old_connections
from django.utils import timezone

from summitry.desk.accounts.models import Sending
from summitry.desk.accounts.notices import standing
from summitry.dossier.header import Grants, Header
from summitry.foundation.printable import one_line
from summitry.foundation.refusals import Refused
from summitry.secretariat.watching.operator import Addressee, Choices
from summitry.secretariat.watching.sending import AT_THE_DESK

SAID_EVERY = timedelta(minutes=10)
"""How often the service says to the desk that it sends."""


class Choosers:
    """Asks the desk's database with every round, so that a grant that was withdrawn ends what was chosen."""

    def __init__(self, limits: Choices) -> None:
        self._limits = limits

    def __call__(self, folder: Path, header: Header) -> tuple[Addressee, ...]:
        """Return those who chose notices of a dossier, and say to the desk that they are sent.

        Raises:
            Refused: when the desk's database does not answer, or the dossier has no such marking.
        """
        where = folder.resolve()
        slug = next((each.slug for each in settings.STATE.dossiers() if each.folder == where), "")
        if not slug:
            return ()
        marking = self._limits.marking
        if marking and marking not in header.markings:
            raise Refused(
                f'The operator\'s file lets notices go up to "{marking}"; there is no such marking.'
            )
        try:
            close_old_connections()
            self._say(slug)
            return tuple(
                Addressee(
                    reader=f"{AT_THE_DESK}{choice.account.get_username()}", name=str(choice.account),
                    to=choice.address, notify=tuple(choice.kinds),
                    grants=_up_to(header, grant.grants, marking),
                )
                for choice, grant in standing(slug) if self._limits.allow(choice.address)
            )  # fmt: skip
        except Error as error:
            why = one_line(str(error))
            raise Refused(f"The desk's database could not be asked who chose notices: {why}.") from None

    def _say(self, slug: str) -> None:
        now, limits = timezone.now(), self._limits
        said = {"addresses": list(limits.addresses), "marking": limits.marking}
        last = Sending.objects.filter(dossier=slug).first()
        if (
            last is None
            or now - last.at > SAID_EVERY
            or said != {"addresses": last.addresses, "marking": last.marking}
        ):
            Sending.objects.update_or_create(dossier=slug, defaults={**said, "at": now})


def _up_to(header: Header, grants: Grants, marking: str) -> Grants:
    """What an account may see, but nothing above a marking."""
    if not marking or grants.marking not in header.markings:
        return grants
    lower = min(grants.marking, marking, key=header.markings.index)
    return Grants(lower, grants.groups)
