"""The pages of the kinds of record, one a family: every field of every kind and part."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from summitry.dossier.fields import FieldSpec, specs
from summitry.dossier.kinds import BY_KIND, KINDS
from summitry.dossier.record import Part, Record
from summitry.testing.reference.korea import example_of
from summitry.testing.reference.markdown import contents, docstring, fenced, first_line, page, table

FAMILIES: dict[str, str] = {
    "people": "People and channels",
    "words": "Documents, statements and words",
    "relays": "Relays",
    "undertakings": "Undertakings",
    "events": "Events",
    "papers": "Papers, positions and decisions",
    "meetings": "Meetings and objectives",
    "other side": "The other side, tests, risks and cases",
    "drafts": "Drafts and conflicts",
    "acceptance": "Accepted findings",
}
"""Family: the title of its page. A family not named here is called by its own name."""

_PLAIN = {
    "text": "text", "words": "words, verbatim", "texts": "texts", "when": "date", "flag": "`yes` or `no`",
    "count": "whole number", "days": "span of days", "workdays": "span of workdays", "zone": "time zone",
    "sources": "citations",
}  # fmt: skip
EVERYWHERE = frozenset(spec.key for spec in specs(Record))
"""The keys every record takes; they stand on a page of their own."""


def kind_pages() -> dict[str, str]:
    """Return the pages by file name below ``kinds/``."""
    families = tuple(dict.fromkeys(kind.family for kind in KINDS))
    found = {
        "index.md": page(
            "# Kinds of record",
            "What can be written in a dossier. A file lists records under the plural of their kind.",
            table(
                ("kind", "key", "what it is"),
                ((f"[{_words(k.kind)}]({_file(k.family)}#{_anchor(k)})", f"`{k.plural}`", first_line(k))
                 for k in KINDS),
            ),
            contents(["every-record", *(_file(f).removesuffix(".md") for f in families)]),
        ),
        "every-record.md": _every_record(),
    }  # fmt: skip
    for family in families:
        kinds = [k for k in KINDS if k.family == family]
        found[_file(family)] = page(f"# {title_of(family)}", *(_kind(k) for k in kinds))
    return found


def title_of(family: str) -> str:
    """Return the title of a family's page."""
    return FAMILIES.get(family, family.capitalize())


def _file(family: str) -> str:
    return re.sub(r"[^a-z]+", "-", family.lower()) + ".md"


def _anchor(kind: type[Record]) -> str:
    return "kind-" + re.sub(r"[^a-z]+", "-", kind.plural)


def _words(kind: str) -> str:
    return kind.replace("_", " ")


def _every_record() -> str:
    return page(
        "# What every record takes",
        "Any record may take these keys; any part of a record may take those marked with a star.",
        table(
            ("key", "holds", "what it says"),
            ((f"`{s.key}`" + (" \\*" if s.key in {p.key for p in specs(Part)} else ""), holds(s), s.help)
             for s in specs(Record)),
        ),
        *(_part(p) for p in parts_below(Record)),
    )  # fmt: skip


def _kind(kind: type[Record]) -> str:
    blocks = [
        f"({_anchor(kind)})=\n## {kind.plural}",
        docstring(kind),
        "A reader knows it by its "
        + ", else its ".join(f"`{name}`" for name in kind.titled_by if name in _keys(kind))
        + "."
        if any(name in _keys(kind) for name in kind.titled_by)
        else "",
        _fields(kind, EVERYWHERE - {"id"}),
        *(_part(part) for part in parts_below(kind)),
    ]
    example = example_of(kind.plural)
    if example:
        blocks += ["From `examples/korea-2018`:", fenced(f"{kind.plural}:\n{example}", "yaml")]
    return page(*blocks).rstrip()


def _keys(kind: type[Record]) -> frozenset[str]:
    return frozenset(spec.name for spec in specs(kind))


def _part(part: type[Part]) -> str:
    hidden = {s.key for s in specs(Part)} - ({"id"} if part.noun else set())
    name = part.noun or part_name(part)
    alone = f"A text alone stands for its `{part.shorthand.rstrip('_')}`." if part.shorthand else ""
    named = f"From outside it is written `record/{part.noun}-id`." if part.noun else ""
    return page(
        f"**{name.replace('_', ' ').capitalize()}.** {docstring(part)} {alone} {named}".rstrip(),
        _fields(part, hidden),
    ).rstrip()


def part_name(part: type) -> str:
    """Return what a part is called in prose.

    >>> class ScopeRule: pass
    >>> part_name(ScopeRule)
    'scope rule'
    """
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", part.__name__).lower()


def _fields(owner: type, leave_out: frozenset[str] | set[str]) -> str:
    rows = []
    for spec in specs(owner):
        if spec.key not in leave_out:
            needed = "yes" if spec.required or spec.key == "id" else ""
            says = f"{spec.help}, such as `{spec.example}`" if spec.example else spec.help
            rows.append((f"`{spec.key}`", holds(spec), needed, says))
    return table(("key", "holds", "needed", "what it says"), rows)


def parts_below(owner: type) -> tuple[type[Part], ...]:
    """Return the parts of a kind, outermost first, each once, without those every record has."""
    found: dict[type[Part], None] = {}
    common = EVERYWHERE if owner is not Record else frozenset()
    for spec in specs(owner):
        part = spec.part or (spec.value.part if spec.value else None)
        if part is not None and spec.key not in common and part not in found:
            found[part] = None
            found.update(dict.fromkeys(parts_below(part)))
    return tuple(found)


def holds(spec: FieldSpec) -> str:
    """Say in a few words what a field holds."""
    if spec.shape in ("ref", "refs"):
        what = ", ".join(_target(t) for t in spec.to)
        return what if spec.shape == "ref" else f"list of {what}"
    if spec.shape in ("choice", "choices"):
        return ("one of " if spec.shape == "choice" else "some of ") + ", ".join(
            f"`{c}`" for c in spec.choices
        )
    if spec.shape in ("part", "parts"):
        part = spec.part or Part
        name = getattr(part, "noun", "") or part_name(part)
        return name if spec.shape == "part" else f"list of {name}"
    if spec.shape == "table" and spec.value is not None:
        keys = ", ".join(_target(t) for t in spec.to) or "name"
        return f"{keys}: {holds(spec.value)}"
    return _PLAIN.get(spec.shape, spec.shape)


def _target(to: str) -> str:
    if to == "any":
        return "any record"
    if to.startswith("'"):
        return f"`{to[1:-1]}`"
    head, _, tail = to.partition("/")
    kind = BY_KIND.get(head)
    words = f"{_words(head)}/{tail}" if tail else _words(head)
    return f"[{words}](#{_anchor(kind)})" if kind is not None else words


@lru_cache(maxsize=1)
def terms_in_use() -> tuple[str, ...]:
    """Return every name of a kind or of a part with an id: the words the glossary must hold."""
    return tuple(sorted(set(_terms())))


def _terms() -> Iterator[str]:
    for kind in KINDS:
        yield _words(kind.kind)
        for part in parts_below(kind):
            if part.noun:
                yield part.noun.replace("_", " ")
