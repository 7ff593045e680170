"""The operator's file: which relay takes the mail, who is written to, when, and what each wants at once.

A TOML file that stands outside every dossier, readable by the operator alone: addresses and passwords are
nobody else's.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import fields
from datetime import time
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args
from zoneinfo import ZoneInfo

from summitry.dossier.header import Grants
from summitry.foundation.refusals import Refused
from summitry.foundation.values import dataclass
from summitry.watch.monitors.value import Monitor

Security = Literal["starttls", "tls", "none"]
KINDS: tuple[str, ...] = get_args(Monitor)

_ADDRESS = re.compile(
    r"[^\s<>@,;:\"\\()\[\]\x00-\x1f\x7f]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?"
)
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?")
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Relay:
    """The host that takes mail, and how. ``security``: ``starttls`` and ``tls`` never fall back to less."""

    host: str
    sender: str
    port: int = 587
    security: Security = "starttls"
    user: str = ""
    password: str = ""
    authority: str = ""
    """A file of certificates to trust beside those of the machine."""
    timeout: float = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """Somebody who is written to: as which reader of the dossier, where, when, and what at once.

    ``at`` is the hour of the daily digest in ``zone``; blank for none. ``notify`` names kinds of alarm
    (`KINDS`) or ids of records whose alarms are sent as they are raised.
    """

    reader: str
    to: str
    at: time | None = None
    zone: str = ""
    notify: tuple[str, ...] = ()
    grants: Grants | None = None
    """What somebody may see who is no reader that the header names: an account of the desk."""
    name: str = ""
    """What a letter calls the reader; blank: as ``reader``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """Within which limits people at the desk choose notices for themselves.

    ``state`` is the desk's folder, whose accounts say who may see what. ``addresses`` are the hosts, or whole
    addresses, to which notices may go; ``marking`` the highest that goes by mail, blank: any.
    """

    state: str
    addresses: tuple[str, ...]
    marking: str = ""

    def allow(self, to: str) -> bool:
        """Whether notices may go to an address."""
        return within(to, self.addresses)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All that an operator settles. ``database`` is the address of a PostgreSQL server, else blank;
    ``desk`` that of the web desk, for links."""

    relay: Relay | None = None
    addressees: tuple[Addressee, ...] = ()
    choices: Choices | None = None
    database: str = ""
    desk: str = ""
    every: int = 60
    """Seconds between two runs of the monitors."""
    fetch: bool = False
    """Whether the service fetches the feeds and mailboxes that each dossier's file of sources names."""


def settings_in(path: Path) -> Settings:
    """Read an operator's file.

    Raises:
        Refused: when it cannot be read, others may read it, or something in it is not understood.
    """
    try:
        mode = path.stat().st_mode
        tree = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise Refused(f"{path} could not be read: {(error.strerror or '').lower()}.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Refused(f"{path} is not understood: {error}.") from None
    if mode & 0o077:
        raise Refused(f"Others may read {path}. Take that from them: chmod 600 {path}.")
    return _settings(tree, path)


def _settings(tree: dict[str, Any], path: Path) -> Settings:
    rest = {k: v for k, v in tree.items() if k not in ("relay", "reader", "choices")}
    listed = tree.get("reader", [])
    if not isinstance(listed, list) or not isinstance(tree.get("relay", {}), dict):
        raise Refused(f"{path}: write [relay] once, and [[reader]] for each who is written to.")
    if not isinstance(tree.get("choices", {}), dict):
        raise Refused(f"{path}: write [choices] once.")
    relay = _relay(dict(tree["relay"]), path) if "relay" in tree else None
    readers = tuple(_addressee(dict(each), f"{path}, reader {at}") for at, each in enumerate(listed, 1))
    choices = _choices(dict(tree["choices"]), path) if "choices" in tree else None
    found: Settings = _made(
        Settings, rest | {"relay": relay, "addressees": readers, "choices": choices}, str(path)
    )
    if not isinstance(found.fetch, bool):
        raise Refused(f"{path}: write fetch = true, or leave it out.")
    if found.every < 1:
        raise Refused(f'{path}: "every" is a number of seconds, at least 1.')
    return found


def _relay(tree: dict[str, Any], path: Path) -> Relay:
    where = f"{path}, relay"
    if "from" in tree:
        tree["sender"] = address(str(tree.pop("from")))
    if file := tree.pop("password_file", ""):
        try:
            tree["password"] = (path.parent / str(file)).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise Refused(f"{where}: {file} could not be read: {(error.strerror or '').lower()}.") from None
    if authority := tree.get("authority", ""):
        tree["authority"] = str(path.parent / str(authority))
    found: Relay = _made(Relay, tree, where)
    if found.security not in get_args(Security):
        raise Refused(f'{where}: security is "starttls", "tls" or "none", not "{found.security}".')
    if found.security == "none" and found.user:
        raise Refused(f"{where}: a password is not sent over a line that is not encrypted.")
    return found


def _choices(tree: dict[str, Any], path: Path) -> Choices:
    where = f"{path}, choices"
    listed = tree.get("addresses")
    if (
        not isinstance(listed, list)
        or not listed
        or not all(
            isinstance(each, str) and (_ADDRESS.fullmatch(each) or _HOST.fullmatch(each)) for each in listed
        )
    ):
        raise Refused(f'{where}: say where notices may go: addresses = ["ministry.example"].')
    tree["addresses"] = tuple(listed)
    tree["state"] = str(path.parent / str(tree.get("state", "")))
    if not Path(tree["state"]).is_dir() or not tree["state"].strip():
        raise Refused(f"{where}: state names the desk's folder, which `summitry desk --state` names too.")
    found: Choices = _made(Choices, tree, where)
    return found


def _addressee(tree: dict[str, Any], where: str) -> Addressee:
    tree["reader"] = tree.pop("as", "")
    if not tree["reader"]:
        raise Refused(f'{where}: say as which reader of the dossier: as = "visitor".')
    tree["to"] = address(str(tree.get("to", "")))
    if isinstance(at := tree.get("at"), str):
        try:
            tree["at"] = time.fromisoformat(at)
        except ValueError:
            raise Refused(f'{where}: "{at}" is no hour. Write at = "07:00".') from None
    tree["notify"] = tuple(tree.get("notify", ()))
    for name in ("grants", "name"):
        if name in tree:
            raise Refused(f'{where}: nothing is called "{name}".')
    found: Addressee = _made(Addressee, tree, where)
    if found.zone:
        try:
            ZoneInfo(found.zone)
        except (LookupError, ValueError, OSError):
            raise Refused(f'{where}: there is no time zone "{found.zone}".') from None
    return found


def _made(kind: type[T], tree: dict[str, Any], where: str) -> T:
    known = {field.name for field in fields(kind)}  # type: ignore[arg-type]
    for name in tree:
        if name not in known:
            raise Refused(f'{where}: nothing is called "{name}".')
    try:
        return kind(**tree)
    except TypeError as error:
        raise Refused(f"{where}: something is missing: {str(error).rpartition(': ')[2]}.") from None


def address(text: str) -> str:
    """Return a mail address, if it is one and no more than one.

    Raises:
        Refused: when it is none: nothing else may come into a header or a command of the relay.
    """
    if not _ADDRESS.fullmatch(text) or ".." in text:
        raise Refused(f'"{text[:80]}" is no mail address.')
    return text


def within(to: str, addresses: Iterable[str]) -> bool:
    """Whether a mail address is one of some, or at one of some hosts."""
    told = to.casefold()
    return any(
        told in (each.casefold(), f"{told.rpartition('@')[0]}@{each.casefold()}") for each in addresses
    )
