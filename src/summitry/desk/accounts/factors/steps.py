"""The second steps of an account: set up, tried, taken away. Each code and each recovery code lets in once.

Two people with the same code at the same moment, in whichever process: one is let in, since the database
changes one row for one of them.
"""

from __future__ import annotations

import secrets
import time

from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone

from summitry.desk.accounts import chance
from summitry.desk.accounts.factors import codes, passkeys
from summitry.desk.accounts.factors.sealing import marked, opened, sealed
from summitry.desk.accounts.models import Account, Demand, Factor, Recovery

SPARE = 10
"""Recovery codes that are made at once."""


def has_one(account: Account) -> bool:
    """Whether an account has set up a second step."""
    return account.factors.exists()


def owed(dossier: str, role: str) -> bool:
    """Whether a dossier is closed to a role without a second step."""
    return Demand.objects.filter(dossier=dossier, role__in=("", role)).exists()


def new_secret() -> bytes:
    """Return a secret for an application that shows codes."""
    return secrets.token_bytes(20)


def set_up_codes(account: Account, secret: bytes, typed: str, called: str) -> bool:
    """Keep an application's secret, once a code of it was typed; the code is used up by that."""
    step = codes.step_of(secret, typed, time.time())
    if step is None:
        return False
    Factor.objects.create(
        account=account, kind=Factor.CODES, called=called or "Application", kept=sealed(secret), last=step
    )
    return True


def set_up_passkey(
    account: Account, request: HttpRequest, state: passkeys.State, answer: str, called: str
) -> None:
    """Keep a passkey.

    Raises:
        NotProved: when the browser's answer does not fit.
    """
    key, kept = passkeys.made(request, state, answer)
    if Factor.objects.filter(kind=Factor.PASSKEY, key=key).exists():
        raise passkeys.NotProved("known already")
    Factor.objects.create(
        account=account, kind=Factor.PASSKEY, called=called or "Passkey", key=key, kept=kept
    )


def known_passkeys(account: Account) -> list[str]:
    """Return what is stored of an account's passkeys."""
    return list(account.factors.filter(kind=Factor.PASSKEY).order_by("pk").values_list("kept", flat=True))


def passes_code(account: Account, typed: str) -> bool:
    """Whether what was typed is a code that was not used before: of an application, or to recover with."""
    return _passes_shown(account, typed) or _passes_recovery(account, typed)


def _passes_shown(account: Account, typed: str) -> bool:
    now = time.time()
    for factor in account.factors.filter(kind=Factor.CODES):
        secret = opened(factor.kept)
        step = codes.step_of(secret, typed, now) if secret else None
        if step is not None and _moved_on(factor, step):
            return True
    return False


def _passes_recovery(account: Account, typed: str) -> bool:
    digest = marked("recovery", f"{account.pk} {_plain(typed)}")
    unused = Recovery.objects.filter(account=account, digest=digest, used=None)
    return unused.update(used=timezone.now()) == 1


def passes_passkey(account: Account, request: HttpRequest, state: passkeys.State, answer: str) -> bool:
    """Whether a passkey of the account signed what was asked. A key that counts backwards is a copy."""
    try:
        proof = passkeys.signed(request, state, known_passkeys(account), answer)
    except passkeys.NotProved:
        return False
    factor = account.factors.get(kind=Factor.PASSKEY, key=proof.key)
    if proof.count == 0 and factor.last == 0:
        Factor.objects.filter(pk=factor.pk).update(used=timezone.now())
        return True
    return _moved_on(factor, proof.count)


def _moved_on(factor: Factor, to: int) -> bool:
    """Move a factor's count on; not when another use has moved it as far already."""
    return bool(Factor.objects.filter(Q(pk=factor.pk) & Q(last__lt=to)).update(last=to, used=timezone.now()))


@transaction.atomic
def new_recovery_codes(account: Account) -> tuple[str, ...]:
    """Make recovery codes, to be shown this once; earlier ones are worth nothing any more."""
    made = tuple(dict.fromkeys(new_recovery_code() for _ in range(SPARE)))
    account.recoveries.all().delete()
    Recovery.objects.bulk_create(
        Recovery(account=account, digest=marked("recovery", f"{account.pk} {_plain(code)}")) for code in made
    )
    return made


def new_recovery_code() -> str:
    """Return one code to recover with: three groups of letters that are read aloud easily."""
    return chance.grouped(3, 5)


def _plain(typed: str) -> str:
    return "".join(c for c in typed.casefold() if c.isalnum())


def left(account: Account) -> int:
    """Return how many recovery codes were not used yet."""
    return account.recoveries.filter(used=None).count()


def take_away(account: Account, pk: int) -> str:
    """Take one second step away and return what it was called; with the last one go the recovery codes."""
    factor = account.factors.filter(pk=pk).first()
    if factor is None:
        return ""
    factor.delete()
    if not has_one(account):
        account.recoveries.all().delete()
    return factor.called


def reset(account: Account) -> int:
    """Take every second step of an account away, with its recovery codes; return how many there were."""
    count = account.factors.count()
    account.factors.all().delete()
    account.recoveries.all().delete()
    return count
