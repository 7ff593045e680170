"""XML and HTML as trees, safely: nothing is fetched, no entity is unfolded, and depth is bounded.

The only module that knows the library behind it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree, html

Element = Any
"""An element of the tree: ``text``, ``tail``, ``get``, iteration over children."""


class NotMarkup(Exception):
    """The bytes are no XML that may be read; the message says why."""


def xml_tree(content: bytes, depth: int = 200) -> Element:
    """Return the root of an XML document.

    A document that declares entities of its own is refused: papers do not, and attacks do.

    Raises:
        NotMarkup: when it is no well-formed XML, is nested too deep, or declares entities.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False,
        remove_comments=True, remove_pis=True, recover=False,
    )  # fmt: skip
    if b"<!ENTITY" in content or b"<\x00!\x00E\x00N\x00T\x00I\x00T\x00Y" in content:
        raise NotMarkup("it declares entities of its own, which are not unfolded")
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NotMarkup(f"it is not well-formed XML ({str(error)[:120]})") from None
    if _deeper(root, depth):
        raise NotMarkup(f"it is nested more than {depth} deep")
    return root


def html_tree(text: str) -> Element | None:
    """Return the root of an HTML page; ``None`` when there is nothing in it."""
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        return html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def name_of(element: Element) -> str:
    """Return an element's name without its namespace; blank for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element, name: str) -> str:
    """Return an attribute, whatever its namespace; blank when there is none."""
    found = element.get(name)
    if found is not None:
        return str(found)
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return ""


def below(element: Element, name: str) -> Iterator[Element]:
    """Yield the elements of a name below an element, in order."""
    for each in element.iter():
        if each is not element and name_of(each) == name:
            yield each


def text_of(element: Element, without: tuple[str, ...] = ()) -> str:
    """Return the text below an element, leaving out elements of some names."""
    pieces: list[str] = []
    _gather(element, without, pieces)
    return "".join(pieces)


def _gather(element: Element, without: tuple[str, ...], pieces: list[str]) -> None:
    if element.text:
        pieces.append(element.text)
    for child in element:
        name = name_of(child)
        if name and name not in without:
            _gather(child, without, pieces)
        if child.tail:
            pieces.append(child.tail)


def _deeper(root: Element, depth: int) -> bool:
    level = [root]
    for _ in range(depth):
        level = [child for element in level for child in element if isinstance(child.tag, str)]
        if not level:
            return False
    return True
