"""Making accounts and grants: what ``summitry user`` and the administrator's page do. Each act says what
it did in a sentence, and raises `ValueError` in words for what cannot be."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.sessions.models import Session

from summitry.desk.accounts.models import Account, Grant
from summitry.desk.accounts.roles import ROLES
from summitry.desk.shelf import served
from summitry.foundation.suggest import did_you_mean

_USERNAME = re.compile(r"[\w.@+-]{1,150}")
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def first_password() -> str:
    """Return a password that nobody chose: four groups of letters that are read aloud easily."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(5)) for _ in range(4))


def account_named(username: str) -> Account:
    """Return the account that signs in under a name.

    Raises:
        ValueError: when there is none.
    """
    found = Account.objects.filter(username=username).first()
    if found is None:
        near = did_you_mean(username, Account.objects.values_list("username", flat=True))
        raise ValueError(f'There is no account "{username}". {near}'.strip())
    return found


def add(username: str, *, name: str = "", office: str = "", zone: str = "UTC", password: str = "") -> str:
    """Make an account and say its first password."""
    if not _USERNAME.fullmatch(username):
        raise ValueError("A user name is made of letters, digits and . _ - @ +, at most 150 of them.")
    if Account.objects.filter(username=username).exists():
        raise ValueError(f'There is already an account "{username}".')
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        raise ValueError(f'"{zone}" is no time zone. Write one as America/New_York.') from None
    chosen = password or first_password()
    Account.objects.create_user(username, password=chosen, name=name, office=office, zone=zone)
    return f"{username} can sign in with the password {chosen}. It is shown this once."


def grant(username: str, dossier: str, *, role: str, marking: str = "", groups: Iterable[str] = ()) -> str:
    """Say what an account may do and see in a dossier."""
    account = account_named(username)
    if role not in ROLES:
        raise ValueError(
            f'There is no role "{role}". {did_you_mean(role, ROLES) or "Roles: " + ", ".join(ROLES)}'
        )
    shelved = {each.slug: each for each in settings.STATE.dossiers()}
    if dossier not in shelved:
        raise ValueError(
            f'The desk serves no dossier "{dossier}". It serves: {", ".join(shelved) or "none yet"}.'
        )
    header = served(dossier, shelved[dossier].folder).whole().header
    level = marking or header.lowest_marking
    if header.markings and level not in header.markings:
        raise ValueError(
            f'The dossier knows no marking "{level}". Its markings: {", ".join(header.markings)}.'
        )
    for group in groups:
        if group not in header.groups:
            raise ValueError(f'The dossier knows no group "{group}". Its groups: {", ".join(header.groups)}.')
    Grant.objects.update_or_create(
        account=account, dossier=dossier,
        defaults={"role": role, "marking": level, "groups": sorted(set(groups))},
    )  # fmt: skip
    seen = f", and what is kept for {', '.join(sorted(set(groups)))}" if groups else ""
    return f"{username} is {role} of {dossier} and sees up to {level}{seen}."


def withdraw(username: str, dossier: str) -> str:
    """Take a grant away."""
    gone, _ = Grant.objects.filter(account=account_named(username), dossier=dossier).delete()
    if not gone:
        raise ValueError(f"{username} has no grant for {dossier}.")
    return f"{username} sees nothing of {dossier} any more."


def new_password(username: str) -> str:
    """Give an account a new password and end its sessions."""
    account = account_named(username)
    chosen = first_password()
    account.set_password(chosen)
    account.save(update_fields=["password"])
    end_sessions(account)
    return f"{username} can sign in with the password {chosen}. It is shown this once."


def close(username: str) -> str:
    """Close an account."""
    account = account_named(username)
    account.is_active = False
    account.save(update_fields=["is_active"])
    end_sessions(account)
    return f"{username} cannot sign in any more."


def end_sessions(account: Account) -> int:
    """End every session of an account and return how many there were."""
    mine = [s for s in Session.objects.all() if s.get_decoded().get("_auth_user_id") == str(account.pk)]
    for session in mine:
        session.delete()
    return len(mine)


def listing() -> str:
    """Return accounts and grants, a line each."""
    lines = []
    for account in Account.objects.prefetch_related("grants").order_by("username"):
        state = "" if account.is_active else " (closed)"
        lines.append(f"{account.username}{state}  {account.name}".rstrip())
        for each in account.grants.all():
            groups = f"; {', '.join(each.groups)}" if each.groups else ""
            lines.append(f"    {each.dossier}: {each.role}, up to {each.marking}{groups}")
    return "\n".join(lines) or "No account yet. Make one: summitry user add NAME"
