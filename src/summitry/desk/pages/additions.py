"""What may be added to records, an entry at a time: an enquiry, a hop, a reading, what became of a duty."""

from __future__ import annotations

from summitry.foundation.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """A list that one may add to: what the act is called, its fields, the view that shows it, what is said.

    ``needs`` is a field without which an entry says nothing, and the sentence that asks for it. ``rare`` are
    fields that stand folded up where the act stands among others.
    """

    title: str
    keys: tuple[str, ...]
    view: str
    said: str
    needs: tuple[str, str] = ("", "")
    rare: tuple[str, ...] = ()


def _addition(
    title: str, keys: str, view: str, said: str, needs: str = "", asks: str = "", rare: str = ""
) -> Addition:  # fmt: skip
    return Addition(
        title=title, keys=tuple(keys.split()), view=view, said=said, needs=(needs, asks),
        rare=tuple(rare.split()),
    )  # fmt: skip


def _fate(view: str) -> Addition:
    return _addition(
        "What became of it", "status on says because source", view, "Filed: what became of it.",
        "status", "Say how far it was carried out.", "because",
    )  # fmt: skip


_ASKED = _addition(
    "Asked, and what came back", "who on by answer source", "positions", "Filed: who was asked.",
    "who", "Say who was asked.",
)  # fmt: skip

ADDITIONS = {
    ("relay", "asked"): _addition(
        "Record an enquiry", "who on by about answer source", "relays", "Filed: the enquiry.",
        "who", "Say who was asked.",
    ),
    ("relay", "hops"): _addition(
        "Add a hop", "statement by on to tells place version_of compare_with source", "relays",
        "Filed: the hop.",
    ),
    **{(kind, "asked"): _ASKED for kind in ("paper", "option", "question")},
    ("pledge", "readings"): _addition(
        "Add a reading", "by says words since while source", "pledges", "Filed: the reading.",
        "by", "Say whose reading it is.",
    ),
    ("agreement", "states"): _addition(
        "Say what became of it", "since is by because says source", "ledger", "Filed: what became of it.",
        "is", "Say what it is.", "by because",
    ),
    ("agreement", "duties"): _addition(
        "Add a duty", "by does kind in_return_for after verified to words due source", "ledger",
        "Filed: the duty.", "by", "Say whose duty it is.", "to words due",
    ),
    ("paper", "roadmap"): _addition(
        "Add a step", "by does kind in_return_for after verified to words due source", "roadmaps",
        "Filed: the step.", "by", "Say who takes the step.", "to words due",
    ),
    ("duty", "fate"): _fate("ledger"),
    ("step", "fate"): _fate("roadmaps"),
    ("pledge", "fate"): _fate("pledges"),
    ("draft", "held"): _addition(
        "Say who holds bracketed words", "words by since withdrawn source", "drafts",
        "Filed: who holds the words.", "words", "Say which bracketed words.", "withdrawn",
    ),
    ("indicator", "seen"): _addition(
        "Record a look", "result on says source", "alternatives", "Filed: what was seen.",
        "result", "Say whether it was seen.",
    ),
    ("decision", "states"): _addition(
        "Say how it stands", "is since source", "decisions", "Filed: how the decision stands.",
        "is", "Say how it stands.",
    ),
    ("decision", "present"): _addition(
        "Add who was there", "who there on says source", "decisions", "Filed: who was there.",
        "who", "Say who was there.",
    ),
    ("decision", "consulted"): _addition(
        "Add who was consulted", "who on says source", "decisions", "Filed: who was consulted.",
        "who", "Say who was consulted.",
    ),
    ("decision", "dissent"): _addition(
        "Add who cautioned", "who on says source", "decisions", "Filed: who cautioned.",
        "who", "Say who cautioned.",
    ),
    ("case", "contacts"): _addition(
        "Record a contact", "on by says source", "cases", "Filed: the contact.",
        "by", "Say who saw the person.",
    ),
    ("case", "states"): _addition(
        "Say what is known", "since is says source", "cases", "Filed: what is known.",
        "is", "Say what is known.",
    ),
    ("term", "meanings"): _addition(
        "Add a meaning", "side words says since source", "terms", "Filed: the meaning.",
        "side", "Say which side means it so.",
    ),
    ("test", "results"): _addition(
        "Say what it showed", "on result says source", "tests", "Filed: what it showed.",
        "result", "Say what it showed.",
    ),
    ("meeting", "states"): _addition(
        "Say what became of it", "since is by says source", "meetings", "Filed: what became of the meeting.",
        "is", "Say what became of it.",
    ),
    ("expert", "asked"): _addition(
        "Record that the expert was asked", "on by about answer source", "people", "Filed: the enquiry.",
        "on", "Say when.",
    ),
    ("post", "holders"): _addition(
        "Add who holds it", "who acting ended since on until source", "people",
        "Filed: who holds the post.", rare="until",
    ),
    ("task", "done"): _addition(
        "Say that it is done", "on source", "taskings", "Filed: that it is done.",
        "on", "Say when it was done.",
    ),
}  # fmt: skip
"""For a kind of record, or what a part of one is called, and one of its lists: how an entry is added. Nothing
that stands there is touched."""


def of_kind(kind: str) -> tuple[tuple[str, Addition], ...]:
    """Return what may be added to records of a kind: the list, and the act."""
    return tuple((key, addition) for (its, key), addition in ADDITIONS.items() if its == kind)
