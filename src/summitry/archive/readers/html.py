"""Saved web pages: the main text in passages; what stands around it is kept as left out, not lost.

Nothing is fetched, nothing is run: scripts, styles and pictures are passed over.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from summitry.archive.composing import Composer, Reading, TooMuch
from summitry.archive.flowing import Flow, run_together
from summitry.archive.markup import Element, attribute, html_tree, name_of, text_of
from summitry.archive.proposals import day_in, propose_from_lines
from summitry.archive.readers.decoding import decoded
from summitry.archive.readers.source import NotRead, Source
from summitry.archive.residue import is_residue, opens_a_list
from summitry.archive.webpages import main_text

READ_BY = "html 1"

_PASSED = frozenset({"script", "style", "noscript", "template", "svg", "iframe", "object", "head"})
_BLOCKS = frozenset(
    """
    p li td th h1 h2 h3 h4 h5 h6 div section article blockquote dd dt figcaption caption pre header footer nav
    aside main ul ol table tr body form button label address center tbody dl figure summary details fieldset
    """.split()  # noqa: SIM905  (a list of names is read more easily without signs)
)
_MOST_LEFT_OUT = 2_000
_CHARSET = re.compile(rb"""(?i)<meta[^>]{0,200}charset=["']?([\w-]{2,30})""")
_DATES = (
    "article:published_time", "datepublished", "dc.date", "dcterms.date", "dcterms.created", "citation_date",
    "pubdate", "publishdate", "date",
)  # fmt: skip
_AUTHORS = ("author", "dc.creator", "dcterms.creator", "citation_author", "article:author")
_TITLES = ("og:title", "dc.title", "citation_title", "twitter:title")


def read(source: Source) -> Reading:
    """Return the text of a saved page.

    Raises:
        NotRead: when there is nothing in it.
    """
    content = source.content()
    declared = _CHARSET.search(content[:4096])
    text, said = decoded(content, declared[1].decode("ascii") if declared else "")
    tree = html_tree(text)
    if tree is None:
        raise NotRead("there is no text in it")
    composer = Composer(source.limits)
    if said:
        composer.reading.trouble.append(said)
    _propose(composer.reading, tree)
    try:
        _main(composer, text, tree)
        _around(composer, tree)
    except TooMuch:
        composer.reading.trouble.append("It is longer than any page, and was read only in part.")
    return composer.finish()


# -- the main text -------------------------------------------------------------------------------


def _main(composer: Composer, text: str, tree: Element) -> None:
    body = main_text(text)
    if body is None or not run_together(text_of(body)):
        composer.reading.trouble.append(
            "No main text was told from the rest of the page: all of it was kept."
        )
        for block in _text_blocks(tree):
            composer.add("body", block)
        return
    blocks = list(_blocks(body))
    heading = _heading(tree)
    if heading and all(_squeezed(heading) != _squeezed(flow.text) for _, _, flow in blocks[:6]):
        composer.add("head", heading, label="1")
    listing = False
    left_out: list[str] = []
    for role, label, flow in blocks:
        listing = (listing and label == "item") or opens_a_list(flow.text)
        if listing or is_residue(flow.text):
            left_out.append(flow.text)
        else:
            composer.add_flow(role, flow, label="" if label == "item" else label)
    propose_from_lines(composer.reading, [p.text for p in composer.reading.passages[:12]])
    for each in left_out:
        composer.add("left-out", each)


def _heading(tree: Element) -> str:
    """The page's one heading of the first order; blank when it has several, or none."""
    found = [run_together(text_of(e)) for e in tree.iter() if name_of(e) == "h1"]
    filled = [text for text in found if text]
    return filled[0] if len(filled) == 1 and len(filled[0]) <= 300 else ""


def _blocks(element: Element) -> Iterator[tuple[str, str, Flow]]:
    """The blocks of the main text with what each is."""
    for child in element:
        name = name_of(child)
        if name in ("list", "table", "body", "main") or (
            name == "quote" and any(name_of(c) == "p" for c in child)
        ):
            yield from _blocks(child)
        elif name == "row":
            yield "body", "row", _flow(child)
        elif name == "head":
            level = attribute(child, "rend").removeprefix("h")
            yield "head", level if level.isdigit() else "2", _flow(child)
        elif name == "item":
            yield "body", "item", _flow(child)
        elif name:
            yield "body", "", _flow(child)
        if child.tail and child.tail.strip():
            loose = Flow()
            loose.add(child.tail)
            yield "body", "", loose


def _flow(element: Element) -> Flow:
    flow = Flow()
    _pour(element, flow)
    return flow


def _pour(element: Element, flow: Flow) -> None:
    flow.add(element.text)
    for child in element:
        name = name_of(child)
        apart = name in ("lb", "p", "cell", "item", "list", "row", "quote", "head")
        if apart:
            flow.gap()
        if name:
            _pour(child, flow)
        if apart:
            flow.gap()
        flow.add(child.tail)


# -- what stands around it -----------------------------------------------------------------------


def _around(composer: Composer, tree: Element) -> None:
    """Keep the lines of the page that are not in its main text."""
    kept = _squeezed(" ".join(p.text for p in composer.reading.passages))
    seen: set[str] = set()
    for block in _text_blocks(tree):
        squeezed = _squeezed(block)
        if squeezed and squeezed not in kept and squeezed not in seen:
            seen.add(squeezed)
            composer.add("left-out", block)
            if len(seen) >= _MOST_LEFT_OUT:
                composer.reading.trouble.append("Only part of the lines around the text was kept.")
                return


def text_blocks(page: str) -> Iterator[tuple[str, str]]:
    """Yield the running text of a page as it stands, what it quotes told apart: for letters."""
    tree = html_tree(page)
    if tree is None:
        return
    quotes = [e for e in tree.iter() if name_of(e) == "blockquote" or "gmail_quote" in attribute(e, "class")]
    quoted = {_squeezed(block) for quote in quotes for block in _text_blocks(quote)}
    for block in _text_blocks(tree):
        yield ("quoted" if _squeezed(block) in quoted else "body"), block


def _squeezed(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


def _text_blocks(tree: Element) -> Iterator[str]:
    """Every stretch of running text on the page, in order."""
    flow = Flow()
    stack: list[tuple[Element, bool]] = [(tree, False)]
    while stack:
        element, done = stack.pop()
        name = name_of(element)
        if done:
            if name in _BLOCKS:
                if flow.text:
                    yield flow.text
                flow = Flow()
            elif name == "br":
                flow.gap()
            flow.add(element.tail if element is not tree else None)
            continue
        stack.append((element, True))
        if name and name not in _PASSED:
            if name in _BLOCKS:
                if flow.text:
                    yield flow.text
                flow = Flow()
            flow.add(element.text)
            stack.extend((child, False) for child in reversed(element))
    if flow.text:
        yield flow.text


# -- what it says of itself ----------------------------------------------------------------------


def _propose(reading: Reading, tree: Element) -> None:
    metas = _metas(tree)
    linked = _linked_facts(tree)
    for key in _DATES:
        if day := _day(metas.get(key, "")):
            reading.propose("date", day, f'the page\'s own "{key}" says so')
            if key in ("article:published_time", "datepublished", "pubdate", "publishdate"):
                reading.propose("published", day, f'the page\'s own "{key}" says so')
    if day := _day(str(linked.get("datePublished", ""))):
        reading.propose("date", day, 'the page\'s own "datePublished" says so')
        reading.propose("published", day, 'the page\'s own "datePublished" says so')
    for key in _AUTHORS:
        value = metas.get(key, "")
        if value and "/" not in value:
            reading.propose("author", value, f'the page\'s own "{key}" says so')
    reading.propose("author", _author(linked.get("author")), 'the page\'s own "author" says so')
    for key in _TITLES:
        reading.propose("title", metas.get(key, ""), f'the page\'s own "{key}" says so')
    for name, because in (("h1", "it is the page's heading"), ("title", "it is the page's title")):
        for each in (e for e in tree.iter() if name_of(e) == name):
            reading.propose("title", text_of(each), because)
            break
    reading.propose("address", _address(tree, metas), "the page names it as its own")
    reading.propose("language", attribute(tree, "lang").split("-")[0].lower(), "the page says so")


def _metas(tree: Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for each in (e for e in tree.iter() if name_of(e) in ("meta", "time")):
        key = attribute(each, "property") or attribute(each, "name") or attribute(each, "itemprop")
        value = attribute(each, "content") or attribute(each, "datetime")
        if key and value:
            found.setdefault(key.lower(), run_together(value))
    return found


def _linked_facts(tree: Element) -> dict[str, Any]:
    """What the page says of itself as an article, in JSON-LD."""
    for each in (e for e in tree.iter() if name_of(e) == "script"):
        if attribute(each, "type") == "application/ld+json":
            try:
                found = json.loads(each.text or "")
            except (ValueError, RecursionError):
                continue
            listed = found if isinstance(found, list) else [found]
            listed += [g for f in listed if isinstance(f, dict) for g in _listed(f.get("@graph"))]
            for fact in listed:
                if isinstance(fact, dict) and "datePublished" in fact:
                    return fact
    return {}


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _author(value: Any) -> str:
    names = [
        v.get("name") if isinstance(v, dict) else v for v in (value if isinstance(value, list) else [value])
    ]
    return ", ".join(n for n in names if isinstance(n, str) and "/" not in n)


def _day(value: str) -> str:
    match = re.match(r"\d{4}-\d{2}-\d{2}", value)
    return day_in(match[0] if match else value)


def _address(tree: Element, metas: dict[str, str]) -> str:
    for each in (e for e in tree.iter() if name_of(e) == "link"):
        if attribute(each, "rel") == "canonical" and attribute(each, "href").startswith("http"):
            return attribute(each, "href")
    found = metas.get("og:url", "")
    return found if found.startswith("http") else ""
