"""Cuts a volume of Foreign Relations of the United States down to the documents a dossier cites.

    python scripts/cut-volume.py VOLUME.xml DOSSIER DOCUMENT > CUT.xml

The header, the lists of persons and terms and the headings above the cited documents stay; the documents
that are not cited, and the rest of the front and back matter, go. Nothing else changes.
"""

import sys
from pathlib import Path

from lxml import etree

from summitry.dossier.citations import citation
from summitry.dossier.kinds import BY_KIND
from summitry.dossier.record import Part
from summitry.dossier.shape import every_part
from summitry.folder.load import load

TEI = "{http://www.tei-c.org/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"
KEPT = ("persons", "terms")


def cited_parts(folder: str, document: str) -> set[str]:
    """The documents of the volume that some record of the dossier cites."""
    found = set()
    dossier = load(folder)
    for kind in BY_KIND.values():
        for record in dossier.all(kind):
            owners: list[Part] = [record, *(part for _, part in every_part(record))]
            texts = [text for owner in owners for text in owner.source]
            texts += [text for owner in owners for text in _reported(owner)]
            found |= {c.part for c in map(citation, texts) if c.document == document and c.part}
    return found


def _reported(owner: Part) -> list[str]:
    dates = [value for value in vars(owner).values() if hasattr(value, "alternatives")]
    return [text for date in dates for report in date.alternatives for text in report.source]


def cut(root: etree._Element, wanted: set[str]) -> None:
    """Take out of a volume what is not wanted."""
    for div in list(root.iter(f"{TEI}div")):
        if div.getparent() is None:
            continue
        id = div.get(ID, "")
        other_document = div.get("type") == "document" and id not in wanted
        if other_document or (_is_matter(div) and id not in KEPT and not _holds(div, wanted)):
            _remove(div)
    for picture in list(root.iter(f"{TEI}figure", f"{TEI}facsimile")):
        _remove(picture)


def _is_matter(div: etree._Element) -> bool:
    return div.get("type") != "document" and not any(
        a.get("type") == "document" or a.get(ID) in KEPT for a in div.iterancestors()
    )


def _holds(div: etree._Element, wanted: set[str]) -> bool:
    return any(inner.get(ID) in wanted or inner.get(ID) in KEPT for inner in div.iter(f"{TEI}div"))


def _remove(element: etree._Element) -> None:
    """Take an element out; the text after it stays."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail and element.tail.strip():
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def main(volume: str, folder: str, document: str) -> None:
    """Write the cut to standard output."""
    tree = etree.parse(volume, etree.XMLParser(resolve_entities=False, no_network=True))
    wanted = cited_parts(folder, document)
    cut(tree.getroot(), wanted)
    there = {div.get(ID) for div in tree.getroot().iter(f"{TEI}div")}
    missing = wanted - there
    if missing:
        sys.exit(f"{Path(volume).name} has no {', '.join(sorted(missing))}")
    sys.stdout.buffer.write(etree.tostring(tree, encoding="utf-8", xml_declaration=True))


if __name__ == "__main__":
    main(*sys.argv[1:])
