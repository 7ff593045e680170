"""Whose side somebody is on, and which body and post a speaker speaks for."""

from __future__ import annotations

from datetime import date

from summitry.dossier.kinds import Agency, Channel, Party, Person, Post
from summitry.dossier.posts import posts_held
from summitry.dossier.value import Dossier
from summitry.foundation.wording import with_article


def side_of(dossier: Dossier, id: str) -> str:
    """Return the party a party, agency, post or person belongs to; empty when nobody says."""
    found = dossier.get(id)
    if isinstance(found, Party):
        return found.id
    if isinstance(found, (Agency, Person)):
        return found.side
    if isinstance(found, Post):
        return side_of(dossier, found.of) if found.of != id else ""
    return ""


def body_of(dossier: Dossier, id: str, day: date | None = None) -> str:
    """Return the body somebody speaks for on ``day``: an agency, or a party where there is none.

    A person speaks for the body of the post held that day (of several posts, the first by id);
    somebody without a post speaks for nobody but himself: then the person's own id.
    """
    found = dossier.get(id)
    if isinstance(found, Post):
        return found.of
    if isinstance(found, Person):
        held = posts_held(dossier, id, day)
        return held[0].of if held else id
    return id


def speaks_for(dossier: Dossier, id: str, day: date | None = None) -> tuple[str, ...]:
    """Return all that somebody speaks for on ``day``: himself, every post held and its body.

    Of a post, the post and its body; of a body or party, itself.
    """
    found = dossier.get(id)
    if isinstance(found, Post):
        return (id, found.of)
    if not isinstance(found, Person):
        return (id,)
    held = posts_held(dossier, id, day)
    return tuple(dict.fromkeys((id, *(p.id for p in held), *(p.of for p in held))))


def ours(dossier: Dossier, id: str) -> bool:
    """Whether somebody is of the dossier's own side; ``False`` for a mediator's dossier."""
    return bool(dossier.header.own_side) and side_of(dossier, id) == dossier.header.own_side


def theirs(dossier: Dossier, id: str) -> bool:
    """Whether somebody is of a party the header lists as a counterpart."""
    return side_of(dossier, id) in dossier.header.counterparts


def the(dossier: Dossier, id: str) -> str:
    """Return a name as it stands in a sentence: ``the United States``, ``the New York channel``.

    Parties, bodies and channels take the article where English wants it, posts always; anything else
    has its title.
    """
    found = dossier.get(id)
    title = dossier.title(id)
    if isinstance(found, Post):
        return title if title.startswith(("The ", "the ")) else f"the {title}"
    return with_article(title) if isinstance(found, (Party, Agency, Channel)) else title
