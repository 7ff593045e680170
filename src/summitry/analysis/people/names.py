"""Which people go by nearly one name."""

from __future__ import annotations

import unicodedata

from summitry.dossier.kinds import Person
from summitry.dossier.value import Dossier


def people_by_name(dossier: Dossier) -> dict[str, tuple[str, ...]]:
    """Return, for every name or alias that more than one person bears, those people's ids in order.

    Names are compared without regard to case, hyphens, dots and spaces; accents count.
    """
    found: dict[str, list[str]] = {}
    for person in dossier.all(Person):
        for name in dict.fromkeys(plain_name(n) for n in (person.name, *person.also)):
            if name:
                found.setdefault(name, []).append(person.id)
    return {name: tuple(ids) for name, ids in found.items() if len(ids) > 1}


def plain_name(name: str) -> str:
    """Return a name as it is compared.

    >>> plain_name("Chung Eui-yong") == plain_name("CHUNG Eui Yong")
    True
    """
    return "".join(c for c in unicodedata.normalize("NFC", name).casefold() if c.isalnum())
