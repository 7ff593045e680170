"""Every label and sentence in the code and the templates, with where it stands.

A label stands as a literal in ``say``, ``say_many``, ``marked``, ``titled`` or ``counted``; in the
``help`` of a view; in the ``method``, ``assumptions`` and ``cannot_say`` of a result's basis; in the states
of results (``Literal``); and in the words that an author may choose from.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from summitry.desk.worded import labels as desk_labels
from summitry.dossier.fields import specs
from summitry.dossier.kinds import KINDS
from summitry.foundation.values import dataclass

SOURCE = Path(__file__).resolve().parent.parent.parent
FOLDERS = ("foundation", "dossier", "analysis", "book", "desk")
FRAME = ("title", "verdict", "kind")
TOLD = ("title", "see", "do", "said", "stand")
BASIS = ("method", "assumptions", "cannot_say")
_BASIS_NAMES = re.compile(r"_?(method|assumptions|cannot_say)", re.IGNORECASE)
_CALL = re.compile(r'\b(?:say|say_marked|l|lf)\("((?:[^"\\]|\\.)*)"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A label or sentence; ``more`` is its form for several. ``places`` are file and line."""

    one: str
    more: str = ""
    places: tuple[tuple[str, int], ...] = ()


class NotLiteral(ValueError):
    """A sentence with a form for several is not written where it is used, and cannot be collected."""


def collected(source: Path = SOURCE) -> tuple[Label, ...]:
    """Return every label once, in the order of files and lines."""
    found: dict[str, tuple[str, list[tuple[str, int]]]] = {}
    for one, more, place in _every(source):
        if not any(c.isalpha() for c in one):
            continue
        known, places = found.setdefault(one, (more, []))
        found[one] = (known or more, places)
        places.append(place)
    return tuple(
        Label(one=one, more=more, places=tuple(dict.fromkeys(places)))
        for one, (more, places) in found.items()
    )


Found = tuple[str, str, tuple[str, int]]


def _every(source: Path) -> Iterator[Found]:
    for folder in FOLDERS:
        for path in sorted((source / folder).rglob("*.py")):
            yield from _in_code(path, path.relative_to(source).as_posix())
    for path in sorted((source / "book" / "templates").iterdir()):
        if path.suffix in (".html", ".typ"):
            text, name = path.read_text(encoding="utf-8"), path.relative_to(source).as_posix()
            for match in _CALL.finditer(text):
                yield match[1].replace('\\"', '"'), "", (name, text.count("\n", 0, match.start()) + 1)
    for one, more, name, line in desk_labels(source / "desk" / "templates"):
        yield one, more, (f"desk/templates/desk/{name}", line)
    for kind in KINDS:
        place = (Path(kind.__module__.replace("summitry.", "").replace(".", "/") + ".py").as_posix(), 1)
        yield kind.plural.replace("_", " "), "", place
        yield from ((one, more, place) for one, more in (*_choices(kind), *_fields(kind)))


def _choices(part: type) -> Iterator[tuple[str, str]]:
    """The words an author may choose from, which pages show as labels; depths are counted besides."""
    for spec in specs(part):
        for word in spec.choices:
            yield word.replace("-", " "), f"{word}s" if spec.name == "depth" else ""
        if spec.part is not None:
            yield from _choices(spec.part)


def _fields(part: type) -> Iterator[tuple[str, str]]:
    """What a form calls its fields, and what it says of them."""
    for spec in specs(part):
        yield spec.key.replace("_", " ").capitalize(), ""
        if spec.help and "{}" not in spec.help:  # an example of what an author types, which is no gap
            yield spec.help, ""
        if spec.part is not None:
            yield from _fields(spec.part)


def _in_code(path: Path, name: str) -> Iterator[Found]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            yield from ((one, more, (name, node.lineno)) for one, more in _of_call(node))
        elif isinstance(node, ast.Subscript) and _named(node.value) == "Literal" and "analysis" in path.parts:
            yield from ((word, "", (name, node.lineno)) for word in _texts([node.slice]))
        elif isinstance(node, ast.Assign) and any(_is_basis(t) for t in node.targets):
            yield from ((text, "", (name, node.lineno)) for text in _texts([node.value]))


def _named(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else ""


def _is_basis(target: ast.expr) -> bool:
    return isinstance(target, ast.Name) and _BASIS_NAMES.fullmatch(target.id) is not None


def _of_call(call: ast.Call) -> Iterator[tuple[str, str]]:
    texts = [a.value if isinstance(a, ast.Constant) and isinstance(a.value, str) else "" for a in call.args]
    match _named(call.func):
        case "say" | "marked":
            yield from ((text, "") for text in texts[:1] if text)
        case "titled":
            yield from ((text, "") for text in texts if text)
        case "say_many":
            if _named(call.args[1]) == "noun" or isinstance(call.args[1], ast.Attribute):
                return  # `counted`, whose nouns stand where it is called; a template's, which stand in it
            if len(texts) < 3 or not (texts[1] and texts[2]):
                raise NotLiteral(f"line {call.lineno}: say_many wants both forms as literal texts")
            yield texts[1], texts[2]
        case "counted":
            if len(texts) > 1 and texts[1]:
                yield texts[1], (texts[2] if len(texts) > 2 else "") or f"{texts[1]}s"
        case "View":
            yield from ((text, "") for text in _texts(k.value for k in call.keywords if k.arg == "help"))
        case "page":
            yield from ((t, "") for t in _texts(k.value for k in call.keywords if k.arg in FRAME))
        case "Stop" | "Deed" | "Square" | "Addition":
            yield from ((t, "") for t in _texts(k.value for k in call.keywords if k.arg in TOLD))
        case "_addition":
            yield from ((text, "") for text in (texts[0], *texts[3:4], *texts[5:6]) if text)
        case "Basis":
            given = (k.value for k in call.keywords if k.arg in BASIS)
            yield from ((text, "") for text in _texts(given))


def _texts(nodes: Iterable[ast.expr]) -> Iterator[str]:
    """The literal texts of an expression, but for those inside calls, which speak for themselves."""
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif isinstance(node, ast.Tuple | ast.List):
            yield from _texts(node.elts)
        elif isinstance(node, ast.IfExp):
            yield from _texts((node.body, node.orelse))
        elif isinstance(node, ast.BinOp):
            yield from _texts((node.left, node.right))
        elif isinstance(node, ast.Starred):
            yield from _texts((node.value,))
