"""The pages of the analyses: one function a question, and the results with every field."""

from __future__ import annotations

import dataclasses
import enum
import importlib
import inspect
import pkgutil
import re
from types import FunctionType, ModuleType
from typing import Any

import summitry.analysis
from summitry.testing.reference.markdown import contents, docstring, fenced, first_line, page, table


def analyses() -> dict[str, ModuleType]:
    """Return the analyses by name."""
    found = sorted(m.name for m in pkgutil.iter_modules(summitry.analysis.__path__))
    return {name: importlib.import_module(f"summitry.analysis.{name}") for name in found}


def public(module: ModuleType) -> list[tuple[str, Any]]:
    """Return what an analysis hands on: functions first, then results."""
    names = getattr(module, "__all__", None) or [
        n for n, v in vars(module).items()
        if not n.startswith("_") and getattr(v, "__module__", "") == module.__name__
    ]  # fmt: skip
    found = [(name, getattr(module, name)) for name in names]
    return sorted(found, key=lambda item: (isinstance(item[1], type), item[0].lower()))


def analysis_pages() -> dict[str, str]:
    """Return the pages by file name below ``analyses/``."""
    every = analyses()
    found = {f"{name}.md": _page(name, module) for name, module in every.items()}
    found["index.md"] = page(
        "# Analyses and their results",
        "Each question is a function of a dossier. A result is a frozen value;"
        " `summitry show VIEW --format json` writes it as an object with the fields listed here, blanks"
        " left out and dates as ISO text.",
        "A result's `basis` says in a sentence what was done (`method`), what was taken for granted"
        " (`assumptions`), what must not be read out of it (`cannot_say`), and which records it rests on"
        " (`rests_on`).",
        table(
            ("analysis", "what it answers"),
            ((f"[{name}]({name}.md)", first_line(module)) for name, module in every.items()),
        ),
        contents(every),
    )
    return found


def _page(name: str, module: ModuleType) -> str:
    blocks = [f"# {name.capitalize()}", docstring(module), f"`from summitry.analysis.{name} import ...`"]
    for each, value in public(module):
        if isinstance(value, FunctionType):
            blocks += [f"## {each}", fenced(f"{each}{_signature(value)}", "python"), docstring(value)]
        elif isinstance(value, type) and issubclass(value, enum.Enum):
            words = [(f"`{m.name.lower()}`", str(m.value)) for m in value]
            blocks += [f"## {each}", docstring(value), table(("in JSON", "in words"), words)]
        elif dataclasses.is_dataclass(value):
            blocks += [f"## {each}", _described(value)]
    return page(*blocks)


def _signature(function: FunctionType) -> str:
    return str(inspect.signature(function)).replace("'", "")


def _described(cls: Any) -> str:
    said = attribute_docs(cls)
    rows = [
        (f"`{f.name.rstrip('_')}`", f"`{_type(f.type)}`", said.get(f.name, ""))
        for f in dataclasses.fields(cls)
    ]
    has_words = any(row[2] for row in rows)
    titles = ("field", "type", "what it says") if has_words else ("field", "type")
    return page(docstring(cls), table(titles, (row[: len(titles)] for row in rows))).rstrip()


def _type(annotation: Any) -> str:
    return annotation if isinstance(annotation, str) else getattr(annotation, "__name__", str(annotation))


def attribute_docs(cls: Any) -> dict[str, str]:
    """Return what the strings below the fields of a class say of them, by field."""
    try:
        source = inspect.getsource(cls)
    except (OSError, TypeError):
        return {}
    found = re.findall(r'(?m)^    (\w+): [^\n]*\n    """(.+?)"""', source, re.DOTALL)
    return {name: re.sub(r"``(.+?)``", r"`\1`", " ".join(text.split())) for name, text in found}
