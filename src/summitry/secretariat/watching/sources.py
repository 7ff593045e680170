"""What an operator lets the watch fetch: feeds and mailboxes, named in a file of the dossier's own state.

``.summitry/watch/sources.toml``. No page writes it, and the desk never fetches.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from summitry.foundation.durable import OWN
from summitry.foundation.refusals import Refused
from summitry.foundation.values import dataclass

PLACE = f"{OWN}/watch/sources.toml"

LEAST_MINUTES = 15
"""A feed is not asked for more often."""

LEAST_FOR_MAIL = 5
"""Nor is a mailbox, by the service; a person who asks with the command is not kept waiting."""

LARGEST = 64 * 1024
"""Largest file of sources, in bytes."""

_PRINTED = re.compile(r"[\x20-\x7e]{1,200}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Who may see what comes from a source, and how far it is relied on."""

    marking: str = ""
    access: tuple[str, ...] = ()
    grade: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed: its address, and after how many minutes it may be asked for again."""

    address: str
    every: int = 60
    kept: Kept = Kept()

    @property
    def host(self) -> str:
        """The machine that is asked."""
        return urlsplit(self.address).netloc.casefold()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailbox:
    """A mailbox read over IMAP with TLS. ``password_file`` holds the password and nothing else; ``trusts`` a
    certificate to trust instead of those of the machine; the service looks again after ``every`` minutes."""

    host: str
    user: str
    password_file: Path
    port: int = 993
    every: int = 15
    folder: str = "INBOX"
    trusts: str = ""
    kept: Kept = Kept()

    @property
    def address(self) -> str:
        """How it is named in reports."""
        return f"imaps://{self.user}@{self.host}:{self.port}/{self.folder}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """Everything that is fetched; ``agent`` says to those who are asked who asks, and whom to write to."""

    agent: str
    feeds: tuple[Feed, ...] = ()
    mailboxes: tuple[Mailbox, ...] = ()


def sources_of(folder: Path) -> Sources:
    """Return what an operator named.

    Raises:
        Refused: when there is no such file, or something in it cannot be understood.
    """
    path = folder / PLACE
    try:
        written = path.read_bytes()
    except FileNotFoundError:
        raise Refused(
            f"No sources are named. Write {PLACE} in the dossier's folder;"
            " `summitry watch fetch --help` shows how."
        ) from None
    except OSError as error:
        raise Refused(f"{PLACE} cannot be read: {error.strerror}.") from None
    if len(written) > LARGEST:
        raise Refused(f"{PLACE} is larger than {LARGEST // 1024} kB.")
    try:
        told = tomllib.loads(written.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        raise Refused(f"{PLACE} cannot be read: {wrong}.") from None
    _only(told, ("agent", "feed", "mailbox"), "It")
    agent = told.get("agent")
    if (
        not isinstance(agent, str)
        or not _PRINTED.fullmatch(agent)
        or ("@" not in agent and "://" not in agent)
    ):
        raise Refused(
            f'{PLACE} says in "agent" who asks, and how they are reached:'
            ' agent = "Press office of the ministry; press@ministry.example".'
        )
    return Sources(
        agent=agent, feeds=tuple(_feed(each) for each in _tables(told, "feed")),
        mailboxes=tuple(_mailbox(each, folder) for each in _tables(told, "mailbox")),
    )  # fmt: skip


def _tables(told: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    found = told.get(name, [])
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise Refused(f"{PLACE}: write each {name} under [[{name}]].")
    return found


def _feed(told: Mapping[str, Any]) -> Feed:
    _only(told, ("address", "every", "marking", "access", "grade"), "A feed")
    address = _text(told, "address", "A feed")
    parts = urlsplit(address)
    if (
        parts.scheme not in ("http", "https")
        or not parts.hostname
        or parts.username
        or not _PRINTED.fullmatch(address)
    ):
        raise Refused(f'{PLACE}: "{address}" is no address of a feed. Write https://wire.example/feed.xml.')
    return Feed(address=address, every=_every(told, 60, LEAST_MINUTES), kept=_kept(told))


def _every(told: Mapping[str, Any], usual: int, least: int) -> int:
    every = told.get("every", usual)
    if not isinstance(every, int) or isinstance(every, bool) or not least <= every <= 10_080:
        raise Refused(f"{PLACE}: every counts minutes, {least} at least and a week at most.")
    return every


def _mailbox(told: Mapping[str, Any], folder: Path) -> Mailbox:
    _only(
        told,
        ("host", "port", "user", "password_file", "folder", "every", "trusts", "marking", "access", "grade"),
        "A mailbox",
    )  # fmt: skip
    port = told.get("port", 993)
    if not isinstance(port, int) or isinstance(port, bool) or not 0 < port < 65_536:
        raise Refused(f"{PLACE}: a port is a number from 1 to 65535.")
    name = str(told.get("folder", "INBOX"))
    host, user = _text(told, "host", "A mailbox"), _text(told, "user", "A mailbox")
    if not all(_PRINTED.fullmatch(each) and '"' not in each for each in (host, user, name)):
        raise Refused(f"{PLACE}: the host, user and folder of a mailbox are written in plain letters.")
    return Mailbox(
        host=host, user=user, port=port, folder=name, trusts=str(told.get("trusts", "")), kept=_kept(told),
        password_file=folder / _text(told, "password_file", "A mailbox"),
        every=_every(told, 15, LEAST_FOR_MAIL),
    )  # fmt: skip


def _kept(told: Mapping[str, Any]) -> Kept:
    access = told.get("access", [])
    if not isinstance(access, list) or not all(isinstance(each, str) for each in access):
        raise Refused(f'{PLACE}: access is a list of groups, ["inner"].')
    return Kept(
        marking=str(told.get("marking", "")), access=tuple(access), grade=str(told.get("grade", ""))
    )  # fmt: skip


def _text(told: Mapping[str, Any], key: str, what: str) -> str:
    found = told.get(key)
    if not isinstance(found, str) or not found.strip():
        raise Refused(f'{PLACE}: {what.lower()} needs "{key}".')
    return found.strip()


def _only(told: Mapping[str, Any], known: tuple[str, ...], what: str) -> None:
    for key in told:
        if key not in known:
            raise Refused(f'{PLACE}: {what.lower()} has no "{key}". It may have: {", ".join(known)}.')
