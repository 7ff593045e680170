"""Passkeys: a key in the person's device signs what the desk asks, for this desk's address alone (WebAuthn).

Each of the two ceremonies has a beginning, whose state is kept in the session, and an end that takes what the
browser answered. A passkey is only public: what is stored of it lets nobody in.
"""

from __future__ import annotations

import json
import secrets
import struct
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest
from fido2.server import Fido2Server
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from summitry.desk.accounts.factors.sealing import marked
from summitry.foundation.values import dataclass

State = dict[str, Any]
LONGEST = 20_000
"""Most letters that a browser's answer has."""
_UNFIT = (
    ValueError, TypeError, LookupError, AttributeError, AssertionError, NotImplementedError, RecursionError,
    struct.error,
)  # fmt: skip
"""What the reading of an answer may fail with: anybody may send anything."""


class NotProved(ValueError):
    """What the browser answered does not prove that the person holds the key."""


@dataclass(frozen=True, slots=True)
class Proof:
    """Which key signed, and how often it says that it has signed (0 where it does not count)."""

    key: str
    count: int


def _server(request: HttpRequest) -> Fido2Server:
    host = urlsplit(f"//{request.get_host()}").hostname or ""
    return Fido2Server(PublicKeyCredentialRpEntity(id=host, name="Summitry"))


def challenge() -> bytes:
    """Return what is to be signed this once."""
    return secrets.token_bytes(32)


def asked_to_make(
    request: HttpRequest, username: str, name: str, known: Iterable[str]
) -> tuple[State, State]:
    """Return what the browser is asked when a passkey is made, and the state to keep until it answers."""
    made, state = _server(request).register_begin(
        PublicKeyCredentialUserEntity(
            id=bytes.fromhex(marked("passkey", username))[:32], name=username, display_name=name or username
        ),
        credentials=[_credential(each) for each in known],
        resident_key_requirement=ResidentKeyRequirement.DISCOURAGED,
        user_verification=UserVerificationRequirement.PREFERRED,
        challenge=challenge(),
    )
    return dict(made)["publicKey"], state


def made(request: HttpRequest, state: State, answer: str) -> tuple[str, str]:
    """Return the name of a new key, and what is stored of it.

    Raises:
        NotProved: when the answer does not fit what was asked.
    """
    try:
        found = _server(request).register_complete(state, _read(answer))
    except _UNFIT as error:
        raise NotProved(str(error)) from None
    assert found.credential_data is not None
    return websafe_encode(found.credential_data.credential_id), websafe_encode(bytes(found.credential_data))


def asked_to_sign(request: HttpRequest, known: Iterable[str]) -> tuple[State, State]:
    """Return what the browser is asked when a passkey is used, and the state to keep until it answers."""
    made, state = _server(request).authenticate_begin(
        [_credential(each) for each in known], user_verification=UserVerificationRequirement.PREFERRED,
        challenge=challenge(),
    )  # fmt: skip
    return dict(made)["publicKey"], state


def signed(request: HttpRequest, state: State, known: Iterable[str], answer: str) -> Proof:
    """Return which key signed.

    Raises:
        NotProved: when none of the known ones did, or not this desk's question.
    """
    said = _read(answer)
    try:
        key = _server(request).authenticate_complete(state, [_credential(e) for e in known], said)
        count = AuthenticationResponse.from_dict(said).response.authenticator_data.counter
    except _UNFIT as error:
        raise NotProved(str(error)) from None
    return Proof(websafe_encode(key.credential_id), count)


def _credential(stored: str) -> AttestedCredentialData:
    return AttestedCredentialData(websafe_decode(stored))


def _read(answer: str) -> Mapping[str, Any]:
    if len(answer) > LONGEST:
        raise NotProved("too long")
    try:
        found = json.loads(answer)
    except (ValueError, RecursionError):
        raise NotProved("not JSON") from None
    if not isinstance(found, dict):
        raise NotProved("not an answer")
    return found
