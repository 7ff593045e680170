"""A folder of text as a `Whole`: every record that can be read, and a fault for all that cannot.

`Reader` remembers each file's records with its text, which they keep anyhow to say where they stand; so
after an edit only the edited file is read again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from summitry.dossier.header import Header
from summitry.dossier.holdings import NO_HOLDINGS, Holdings
from summitry.dossier.index import Change
from summitry.dossier.kinds import BY_KIND, BY_PLURAL, Series
from summitry.dossier.record import Record
from summitry.dossier.value import Dossier, Whole
from summitry.folder import markdown, yamltext
from summitry.folder.again import FileRead, duplicates, ids_in, paired
from summitry.folder.build import Builder
from summitry.folder.calendarfile import with_calendars
from summitry.folder.faults import fault
from summitry.folder.headerfile import KEYS, read_header
from summitry.folder.locate import YamlFile
from summitry.folder.reading import HEADER, FoundFile, decode, find_files, read_text, signature, spot
from summitry.folder.salvage import read_tree
from summitry.folder.series import read_series
from summitry.foundation import durable
from summitry.foundation.collecting import without_collecting
from summitry.foundation.diagnostics import Diagnostic
from summitry.foundation.origin import Place
from summitry.foundation.suggest import did_you_mean

ReadText = tuple[str | None, list[Diagnostic]]
"""A file's text (``None`` when it cannot be read) and what is wrong with it."""


class Unreadable(Exception):
    """There is no dossier to read; the message says what was looked for and what to do."""


def load(path: str | Path, cabinet: Callable[[Path], Holdings] | None = None) -> Dossier:
    """Read a dossier's folder. ``cabinet`` opens the file cabinet of a folder; without it nothing is held.

    Whatever an author wrote wrong is in ``dossier.faults``; everything else is loaded. Limit it with
    ``as_of`` and ``narrowed`` before analysing.

    Raises:
        Unreadable: when there is no folder, or no ``dossier.yaml`` in it, or its format is unknown.
    """
    return Dossier(Reader(path, cabinet).read())


def load_texts(files: Mapping[str, str]) -> Dossier:
    """Read a dossier from texts by file name, as ``load`` reads it from a folder.

    >>> load_texts({"dossier.yaml": "format: 1", "a.yaml": "parties: [{id: us, name: America}]"})
    <Dossier '': 1 records>
    """
    texts = {name: decode(text.encode("utf-8", "surrogatepass"), name) for name, text in files.items()}
    return Dossier(Reader("")._read_all(texts, []))


class Reader:
    """Reads one folder, again and again, each file only when its bytes changed."""

    def __init__(self, path: str | Path, cabinet: Callable[[Path], Holdings] | None = None) -> None:
        self.folder = Path(path)
        self.cabinet = cabinet
        self.files: dict[str, FileRead] = {}
        self._stood: tuple[Whole | None, dict[str, FileRead]] = None, {}
        """What was read last, and the files that held it."""

    def read(self) -> Whole:
        """Read what is new or changed in the folder and return everything it holds."""
        if not (self.folder / HEADER).is_file():
            raise Unreadable(_no_dossier(self.folder))
        with without_collecting():
            found, faults = find_files(self.folder)
            signed = {file.name: signature(file) for file in found}
            texts = {file.name: read_text(file) for file in found if not self._unchanged(file, signed)}
            for name, content in durable.pending(self.folder).items():
                texts.pop(name, None)
                if content is not None:
                    texts[name] = decode(content, name)
            kept = {name: read for name, read in self.files.items() if name in signed and name not in texts}
            whole = self._read_all(texts, faults, kept)
            for name, read in self.files.items():
                read.signature = signed.get(name, ())
            self._stood = whole, self.files
            return whole

    def _unchanged(self, file: FoundFile, signed: Mapping[str, tuple[int, ...]]) -> bool:
        """Whether a file need not be read again: its size, place and times are what they were."""
        before = self.files.get(file.name)
        return (
            before is not None and bool(before.signature) and before.signature == signed[file.name]
            and not file.name.endswith((".csv", ".ics"))
        )  # fmt: skip

    def _read_all(
        self, texts: Mapping[str, ReadText], faults: list[Diagnostic],
        kept: Mapping[str, FileRead] | None = None,
    ) -> Whole:  # fmt: skip
        written = {n: read for n, read in texts.items() if not n.endswith((".csv", ".ics"))}
        before = self.files
        self.files = dict(kept or {}) | {name: self._file(name, *read) for name, read in written.items()}
        series = {name: read for name, read in texts.items() if name.endswith(".csv")}
        self._read_series(series, faults, before)
        for name, read in self.files.items():
            if name in before and before[name] is not read:
                read.as_before(before[name])
        calendars = {name: read for name, read in texts.items() if name.endswith(".ics")}
        return self._whole(calendars, faults)

    def refresh(self, before: Whole) -> tuple[Whole, list[Change]]:
        """Read the folder again; return it and which records changed since ``before``."""
        stood, files = self._stood
        after = self.read()
        if stood is before:  # files that were not read again hold the same
            names = [n for n in sorted({*files, *self.files}) if files.get(n) is not self.files.get(n)]
            held = [[r for n in names if n in each for r in each[n].records] for each in (files, self.files)]
        else:
            held = [list(before.records), list(after.records)]
        old, now = (set(map(id, records)) for records in held)
        gone = [r for r in held[0] if id(r) not in now]
        new = [r for r in held[1] if id(r) not in old]
        return after, paired(gone, new, before, after)

    def _file(self, name: str, text: str | None, faults: list[Diagnostic]) -> FileRead:
        before = self.files.get(name)
        if before is not None and text is not None and before.text == text and not faults:
            return before
        result = FileRead(text, faults=faults)
        if text is None:
            return result
        if name.endswith(".md"):
            _read_markdown(name, text, result)
        else:
            _read_yaml(name, text, result)
        return result

    def _read_series(
        self, csv_files: dict[str, ReadText], faults: list[Diagnostic], before: Mapping[str, FileRead]
    ) -> None:
        used: set[str] = set()
        every = [
            (name, r) for name, read in self.files.items() for r in read.records if isinstance(r, Series)
        ]
        known = ids_in(self.files) if every else set()
        for name, record in every:
            csv_name = _csv_name(name, record)
            if csv_name in used:
                faults.append(
                    fault("FRM028", f"{record.known_as} is not the first series of {csv_name}.",
                          record.where("file"), "Name its own CSV under `file`; the first series counts.")
                )  # fmt: skip
                continue
            used.add(csv_name)
            self._one_series(record, csv_name, csv_files.get(csv_name), known, faults, before.get(csv_name))
        for name in sorted(set(csv_files) - used):
            faults.append(
                fault("FRM028", f"No series says how {name} is to be read.", spot(name),
                      f"Describe it under `series:` in {name[:-4]}.yaml.")
            )  # fmt: skip

    def _one_series(
        self, series: Series, name: str, read: ReadText | None, known: set[str],
        faults: list[Diagnostic], before: FileRead | None,
    ) -> None:  # fmt: skip
        if read is None:
            faults.append(fault("FRM028", f"{series.title} has no file {name}.", series.where("file"),
                                "Put the CSV beside this file, or name it under `file`."))  # fmt: skip
            return
        text, found = read
        if (
            before is not None and before.alone is not None and not before.faults and not found
            and text == before.text and series == before.alone[0] and known.isdisjoint(before.alone[1])
        ):  # fmt: skip
            known.update(before.alone[1])
            self.files[name] = before
            return
        result = FileRead(text, faults=found)
        if text is not None:
            ids: set[str] = set()
            events, row_faults = read_series(series, text, name, ids)
            if known.isdisjoint(ids):
                result.alone = series, ids
                known.update(ids)
            else:
                events, row_faults = read_series(series, text, name, known)
            result.records.extend(events)
            result.faults.extend(row_faults)
        self.files[name] = result

    def _whole(self, calendars: dict[str, ReadText], faults: list[Diagnostic]) -> Whole:
        every: list[Record] = []
        header = Header()
        for _, read in sorted(self.files.items()):
            every.extend(read.records)
            faults.extend(read.faults)
            header = read.header or header
        if header.format == -1:
            raise Unreadable(next(f.message for f in faults if f.code == "FRM020"))
        if calendars or header.calendars:
            faults.extend(f for _, found in calendars.values() for f in found)
            texts = {name: text for name, (text, _) in calendars.items()}
            file = header.home.anchor.file if header.home else None
            where = file.locate_path(("calendars",)) if isinstance(file, YamlFile) else None
            header, found = with_calendars(header, texts, Place(spot=where))
            faults.extend(found)
        if len(ids_in(self.files)) < len(every):
            faults.extend(duplicates(every))
        held = self.cabinet(self.folder) if self.cabinet is not None else NO_HOLDINGS
        return Whole(header, tuple(every), tuple(faults), str(self.folder), held)


def _read_yaml(name: str, text: str, result: FileRead) -> None:
    file = YamlFile(name, text)
    tree, troubles, broken = read_tree(name, text)
    result.faults.extend(broken)
    _report(troubles, file, result.faults)
    if name == HEADER:
        result.header = read_header(tree, file, result.faults)
    if tree is None:
        if not broken and name != HEADER:
            result.faults.append(fault("FRM016", f"{name} holds no record.", spot(name)))
        return
    if not isinstance(tree, dict):
        result.faults.append(
            fault("FRM008", f"{name} does not map kinds to lists of records.", spot(name, 1, 1),
                  "Begin with a kind, such as `statements:`, and list records below it.")
        )  # fmt: skip
        return
    builder = Builder(file, result.faults)
    for key, listed in tree.items():
        cls = BY_PLURAL.get(key)
        if cls is None:
            if name != HEADER:
                _unknown_kind(key, file, result.faults)
            continue
        result.records.extend(_records(builder, cls, listed, file, result.faults))


def _records(
    builder: Builder, cls: type[Record], listed: Any, file: YamlFile, faults: list[Diagnostic]
) -> Iterable[Record]:
    if listed is None:
        return []
    if not isinstance(listed, list):
        if isinstance(listed, dict) and "id" in listed:
            listed = [listed]
        else:
            place = Place(spot=file.locate_path((cls.plural,)))
            faults.append(fault("FRM008", f'"{cls.plural}" should hold a list of records.', place,
                                "Begin each record with a hyphen: `- id: ...`."))  # fmt: skip
            return []
    made = (builder.record(cls, at, raw) for at, raw in enumerate(listed) if raw is not None)
    return [record for record in made if record is not None]


def _read_markdown(name: str, text: str, result: FileRead) -> None:
    pages, faults = markdown.split(text, name)
    result.faults.extend(faults)
    if pages is None:
        return
    file = YamlFile(name, pages.front, first_line=2, single="front")
    tree, troubles, broken = read_tree(name, pages.front, first_line=2)
    result.faults.extend(broken)
    _report(troubles, file, result.faults)
    kind = tree.get("kind") if isinstance(tree, dict) else None
    cls = BY_KIND.get(kind) if isinstance(kind, str) else None
    if cls is None or not isinstance(tree, dict):
        hint = did_you_mean(str(kind or ""), BY_KIND) or "Begin it with `kind: draft` and an id."
        result.faults.append(fault("FRM027", f"The front matter of {name} names no kind of record.",
                                   spot(name, 2, 1), hint))  # fmt: skip
        return
    raw = {k: v for k, v in tree.items() if k != "kind"}
    if pages.body.strip():
        raw.setdefault("text", pages.body.strip("\n"))
    record = Builder(file, result.faults).record(cls, 0, raw)
    if record is not None:
        result.records.append(record)


def _report(troubles: Iterable[yamltext.Trouble], file: YamlFile, faults: list[Diagnostic]) -> None:
    for trouble in troubles:
        message, hint = _TROUBLES[trouble.code]
        origin = file.locate_path(trouble.path)
        text = message.format(detail=trouble.detail[:60])
        faults.append(fault(trouble.code, text, Place(spot=origin), hint))


_TROUBLES = {
    "FRM003": ("An anchor, alias or merge key stands here; it was not followed.",
               "Write the text out. If it begins with & or *, put it in quotation marks."),
    "FRM004": ('The tag "{detail}" was passed over.',
               "Delete it; if the text begins with an exclamation mark, put it in quotation marks."),
    "FRM005": ('"{detail}" stands here a second time; the first one counts.',
               "Delete one of them, or join them in a list."),
    "FRM012": ('"{detail}" is no value here.',
               "Leave the field empty; for the word itself, put it in quotation marks."),
    "FRM021": ("Lists and mappings are nested too deep here; what is deeper was not read.",
               "No record needs more than ten levels."),
    "FRM025": ("The file holds several YAML documents; only the first was read.",
               "Delete the lines of three hyphens."),
}  # fmt: skip


def _unknown_kind(key: str, file: YamlFile, faults: list[Diagnostic]) -> None:
    shown = key if len(key) <= 60 else key[:57] + "..."
    if key in KEYS:
        message = f'"{shown}" belongs in dossier.yaml.'
        hint = "Move it there."
    else:
        message = f'There is no kind of record called "{shown}".'
        hint = did_you_mean(key, BY_PLURAL) or "`summitry explain kinds` lists them all."
    faults.append(fault("FRM006", message, Place(spot=file.locate_path((key,))), hint))


def _csv_name(yaml_name: str, series: Series) -> str:
    base = yaml_name.rpartition(".")[0]
    if not series.file:
        return f"{base}.csv"
    folder = yaml_name.rpartition("/")[0]
    return f"{folder}/{series.file}" if folder else series.file


def _no_dossier(folder: Path) -> str:
    if not folder.exists():
        return f"There is no folder {folder}."
    if not folder.is_dir():
        return f"{folder} is a file; name the folder that holds dossier.yaml."
    return f"{folder} holds no dossier.yaml. `summitry new {folder}` makes a dossier there."
