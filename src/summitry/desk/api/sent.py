"""Requests that may come twice: one with a key of its own is carried out once, and answered as often as it is
sent."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from summitry.desk.accounts.models import Account, Sent
from summitry.desk.api.call import Problem, answered

KEPT = timedelta(days=2)
"""How long an answer is kept."""

_KEY = re.compile(r"[\x21-\x7e]{1,200}\Z")


def once(
    request: HttpRequest, account: Account, body: Mapping[str, Any], do: Callable[[], HttpResponse]
) -> HttpResponse:  # fmt: skip
    """Carry out a request, or answer as before when its ``Idempotency-Key`` was sent before.

    Only what was done is kept: a request that was refused may be mended and sent again under its key.

    Raises:
        Problem: when the key is none, was sent with something else, or the first is not done yet.
    """
    key = request.headers.get("Idempotency-Key", "")
    if not key:
        return do()
    if not _KEY.match(key):
        raise Problem(400, "An Idempotency-Key has from 1 to 200 letters, digits and signs.")
    asked = _digest(request, body)
    now = timezone.now()
    Sent.objects.filter(at__lt=now - KEPT).delete()
    try:
        with transaction.atomic():
            mine = Sent.objects.create(account=account, key=key, asked=asked, at=now)
    except IntegrityError:
        return _again(Sent.objects.get(account=account, key=key), asked)
    done = False
    try:
        response = do()
        done = response.status_code < 400
    finally:
        if not done:
            mine.delete()
    mine.status, mine.answer = response.status_code, json.loads(response.content)
    mine.save(update_fields=["status", "answer"])
    return response


def _digest(request: HttpRequest, body: Mapping[str, Any]) -> str:
    said = json.dumps([request.method, request.path, body], sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()


def _again(before: Sent, asked: str) -> HttpResponse:
    if before.asked != asked:
        raise Problem(422, "This Idempotency-Key was sent before with something else.")
    if not before.status:
        raise Problem(
            409, "The first request with this key is not known to be done. Look before sending again."
        )
    return answered(before.answer, before.status, headers={"Idempotency-Replayed": "true"})
