"""The catalogues that are installed: one compiled file a language, ``labels/LANGUAGE.mo``.

How to make one: ``docs/how-to/translate-the-labels.md``.
"""

from __future__ import annotations

from functools import lru_cache
from gettext import GNUTranslations
from pathlib import Path

from summitry.foundation.labels import Catalogue

FOLDER = Path(__file__).resolve().parent.parent / "labels"
ENGLISH = "en"


def languages() -> tuple[str, ...]:
    """Return the languages a page can be in; English always."""
    return (ENGLISH, *sorted(path.stem for path in FOLDER.glob("*.mo")))


@lru_cache(maxsize=8)
def catalogue(language: str) -> Catalogue | None:
    """Return the catalogue of an installed language; ``None`` for English, and where there is none."""
    if language not in languages()[1:]:
        return None
    with open(FOLDER / f"{language}.mo", "rb") as file:
        return GNUTranslations(file)
