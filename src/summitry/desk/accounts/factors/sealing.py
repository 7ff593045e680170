"""Keeping small secrets in the database so that the database alone gives none of them away.

The key comes from the desk's own secret, which lies in a file beside the database, not in it.
"""

from __future__ import annotations

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings


def _key(purpose: str) -> bytes:
    return hmac.digest(settings.SECRET_KEY.encode(), f"summitry {purpose}".encode(), "sha256")


def sealed(secret: bytes) -> str:
    """Return a secret as it may be stored."""
    return Fernet(base64.urlsafe_b64encode(_key("second step"))).encrypt(secret).decode()


def opened(stored: str) -> bytes:
    """Return a stored secret; nothing when it was sealed with another key."""
    try:
        return Fernet(base64.urlsafe_b64encode(_key("second step"))).decrypt(stored.encode())
    except InvalidToken:
        return b""


def marked(purpose: str, words: str) -> str:
    """Return what is stored in place of words that are only ever compared."""
    return hmac.new(_key(purpose), words.encode("utf-8", "replace"), hashlib.sha256).hexdigest()
