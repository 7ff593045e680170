"""Beginning a dossier: a folder with a header, a few records to replace, and what an editor needs."""

from __future__ import annotations

import json
from pathlib import Path

from summitry.folder.reading import HEADER
from summitry.folder.schema import file_schema, header_schema

STARTER = Path(__file__).parent / "starter"
"""The texts a new dossier begins with."""

SCHEDULES = Path(__file__).parent / "schedules"
"""Lists of tasks on the way to a meeting, ready to be taken over."""

FIRST_MEETING = "first-meeting"
"""The meeting a new dossier begins with."""

SCHEMAS = ".summitry/schema"
"""Where a dossier keeps the schemas; folders that begin with a dot hold no records."""


class AlreadyThere(FileExistsError):
    """A dossier stands in that folder."""


class CannotWrite(OSError):
    """The folder cannot be written to."""


def begin(folder: str | Path, title: str) -> tuple[str, ...]:
    """Write a new dossier and return the files written, relative to its folder.

    Raises:
        AlreadyThere: when the folder holds a ``dossier.yaml``.
        CannotWrite: when the system does not allow it; the message says why.
    """
    root = Path(folder)
    if (root / HEADER).exists():
        raise AlreadyThere(str(root))
    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted(STARTER.glob("*.yaml"))}
    texts[HEADER] = texts[HEADER].replace("TITLE", json.dumps(title, ensure_ascii=False))
    texts |= editor_files()
    written = []
    try:
        for name, text in texts.items():
            path = root / name
            if path.exists():
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            written.append(name)
    except OSError as error:
        raise CannotWrite((error.strerror or "unknown reason").lower()) from None
    return tuple(written)


def schedules() -> tuple[str, ...]:
    """Return the names of the ready-made lists of tasks."""
    return tuple(sorted(path.stem for path in SCHEDULES.glob("*.yaml")))


def schedule_text(name: str, meeting: str) -> str:
    """Return a ready-made list of tasks that serve a meeting, as a file of a dossier."""
    return (SCHEDULES / f"{name}.yaml").read_text(encoding="utf-8").replace("MEETING", meeting)


def add_schedule(folder: str | Path, name: str, meeting: str) -> str:
    """Write a ready-made list of tasks for a meeting into a dossier and return the file's name.

    Raises:
        AlreadyThere: when a file of that name stands there.
        CannotWrite: when the system does not allow it; the message says why.
    """
    path = Path(folder) / f"tasks-{meeting}.yaml"
    if path.exists():
        raise AlreadyThere(str(path))
    try:
        path.write_text(schedule_text(name, meeting), encoding="utf-8")
    except OSError as error:
        raise CannotWrite((error.strerror or "unknown reason").lower()) from None
    return path.name


def editor_files() -> dict[str, str]:
    """Return the schemas and the settings that tell an editor of them, by file name."""
    settings = {
        "yaml.schemas": {
            f"./{SCHEMAS}/dossier.json": ["dossier.yaml"],
            f"./{SCHEMAS}/file.json": ["*.yaml", "!dossier.yaml"],
        },
        "yaml.validate": True,
        "files.insertFinalNewline": True,
        "editor.wordWrap": "on",
    }
    return {
        f"{SCHEMAS}/dossier.json": _json(header_schema()),
        f"{SCHEMAS}/file.json": _json(file_schema()),
        ".vscode/settings.json": _json(settings),
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
