"""The one place where it is decided who sees what: no page reads a dossier but through it.

What an account may not see answers exactly as what does not exist, so every refusal here is `Nothing`.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import Http404, HttpRequest

from summitry.desk.accounts.factors.steps import owed
from summitry.desk.accounts.models import Account, Grant
from summitry.desk.accounts.roles import ACCOUNTS, READ
from summitry.desk.accounts.sittings import stepped, token_of
from summitry.desk.shelf import READERS_KEPT, Served, served
from summitry.dossier.header import Grants
from summitry.dossier.value import Dossier
from summitry.folder.places import Meant
from summitry.foundation.catalogues import catalogue
from summitry.foundation.dates import DateFault, parse_as_of, unnamed_is
from summitry.foundation.dates.human import form_of
from summitry.foundation.labels import speak
from summitry.foundation.values import dataclass
from summitry.secretariat.withheld import Sight

if TYPE_CHECKING:
    from summitry.desk.state import Shelved


class Nothing(Http404):
    """There is nothing by that address, or nothing this account may see: nobody can tell which."""


class StepOwed(Nothing):
    """The dossier is open to this account once it has signed in with a second step."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """An account at one dossier: what it may do, what it sees, and as of which day.

    ``dossier`` is narrowed to what the account may see. ``past`` says that the day is not the present
    one: then nothing may be written.
    """

    account: Account
    grant: Grant
    served: Served
    dossier: Dossier
    day: date
    today: date

    @property
    def past(self) -> bool:
        """Whether the page is about another day than the dossier's present one."""
        return self.day != self.today

    def may(self, right: str) -> bool:
        """Whether the account may do something now."""
        return self.grant.may(right) and (not self.past or right == READ)

    @property
    def sight(self) -> Sight:
        """What the account may see of a record as it stands in the text."""
        return self.served.sight(self.grant.grants)

    def meant(self, id: str) -> Meant:
        """Which record is meant by an id, of those the account sees, and where it stands."""
        record = self.served.whole().index.get(id)
        home = record.home if record is not None else None
        return Meant(sees=self.sight.sees, file="" if home is None else home.anchor.file.name)

    def need(self, right: str) -> None:
        """Refuse what the account may not do.

        Raises:
            Nothing: when it may not.
        """
        if not self.may(right):
            raise Nothing


def shelved() -> tuple[Shelved, ...]:
    """Return every dossier that is served."""
    return settings.STATE.dossiers()


def open_to(account: Account) -> tuple[tuple[Shelved, Grant], ...]:
    """Return the dossiers for which an account has a grant."""
    grants = {grant.dossier: grant for grant in account.grants.all()}
    return tuple((each, grants[each.slug]) for each in shelved() if each.slug in grants)


def sorts_of_reader(slug: str) -> tuple[Grants, ...]:
    """Return what those who may read a dossier may see, the commonest first; no more than are kept."""
    held = Grant.objects.filter(dossier=slug, account__is_active=True)
    counts = Counter(grant.grants for grant in held if grant.may(READ))
    return tuple(grants for grants, _ in counts.most_common(READERS_KEPT))


def seat(request: HttpRequest, slug: str, right: str = READ) -> Seat:
    """Return the account's seat at a dossier, on the day that the address names (``?on=2018-03-09``).

    Raises:
        StepOwed: when the dossier demands a second step and the account signed in without one.
        Nothing: when there is no such dossier, the account has no grant for it, or not the right, or the
            day is none.
    """
    account, token = request.user, token_of(request)
    if not isinstance(account, Account) or (token is not None and not token.opens(slug)):
        raise Nothing
    for each, grant in open_to(account):
        if each.slug == slug:
            if owed(slug, grant.role) and not stepped(request):
                raise StepOwed
            holding = served(each.slug, each.folder)
            today = holding.today()
            day = _day(request.GET.get("on", ""), today)
            found = Seat(
                account=account, grant=grant, served=holding, today=today, day=day,
                dossier=holding.value(grant.grants, day),
            )  # fmt: skip
            found.need(right)
            speak(found.dossier.header.language, catalogue(found.dossier.header.language))
            unnamed_is(found.dossier.header.zone)
            return found
    raise Nothing


def administers(request: HttpRequest) -> tuple[Shelved, ...]:
    """Return the dossiers whose accounts the reader manages, a second step done where it is demanded."""
    account = request.user
    if not isinstance(account, Account):
        return ()
    done = stepped(request)
    return tuple(
        each for each, grant in open_to(account)
        if grant.may(ACCOUNTS) and (done or not owed(each.slug, grant.role))
    )  # fmt: skip


FIRST, LAST = date(1500, 1, 1), date(2999, 12, 31)
"""Days of which a page can be asked; each has one before it and one after."""


def _day(text: str, today: date) -> date:
    if not text:
        return today
    try:
        when = parse_as_of(form_of(text) or text)
    except DateFault:
        raise Nothing from None
    if not FIRST <= when.earliest <= LAST:
        raise Nothing
    return when.earliest
