"""How people and bodies are named where a reader meets them first."""

from __future__ import annotations

import unicodedata

from summitry.dossier.kinds import Person
from summitry.dossier.posts import posts_held
from summitry.dossier.value import Dossier


def introduced(dossier: Dossier, id: str) -> str:
    """Return a name with the person's own script and post on the dossier's day, as far as known.

    Of several posts the first by id is named. Anything but a person has its title alone.
    """
    person = dossier.of(Person, id)
    if person is None:
        return dossier.title(id)
    script = next((name for name in person.also if _other_script(name)), "")
    named = f"{person.name} ({script})" if script else person.name
    held = posts_held(dossier, id)
    return f"{named}, {held[0].title}" if held else named


def _other_script(name: str) -> bool:
    letters = [c for c in name if c.isalpha()]
    return bool(letters) and not any(unicodedata.name(c, "").startswith("LATIN") for c in letters)
