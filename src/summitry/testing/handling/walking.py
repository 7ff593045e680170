"""A walk through the desk as one account: every address, every query, every form, and what was answered."""

from __future__ import annotations

import re
import sys
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.http import Http404, HttpResponse
from django.test import Client
from django.urls import resolve

from summitry.foundation.collecting import without_collecting
from summitry.foundation.values import dataclass
from summitry.testing.handling.addresses import Address, Ground, addresses, queries
from summitry.testing.handling.telling import told

MASKED_HEADERS = frozenset({"date", "expires", "set-cookie"})
_MASKS = (
    (re.compile(rb'(name="csrfmiddlewaretoken" value=")[^"]*'), rb"\1"),
    (re.compile(rb'(<time class="own">)[^<]*'), rb"\1"),
    (re.compile(rb'(<td class="nowrap">)\d{4}-\d\d-\d\dT[^<]*'), rb"\1"),
    (re.compile(rb'(nonce[="-]+)[A-Za-z0-9+/=_-]+'), rb"\1"),
    (re.compile(rb'("csrf(?:_token|Token)?": *")[^"]*'), rb"\1"),
)
OF_EACH_SORT = 4
"""Links that are followed of each sort: of one route, with the same names in the query."""

JSON = ("Content-Type", "application/json")
"""What a program sends says that it is."""

_DIGEST = re.compile(r'"digest": "([0-9a-f]{64})"')
_SAID = re.compile(r'role="alert"[^>]*>(.{0,300})')


@dataclass(frozen=True, slots=True)
class Ask:
    """One request: method, address with its query, what is sent, and headers besides."""

    method: str
    path: str
    sent: tuple[tuple[str, str], ...] = ()
    headers: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        told = [f"{k}={v[:40]!r}" for k, v in self.sent if v and not k.startswith("d.")]
        sent = " with " + ", ".join(told[:6]) if self.sent else ""
        return f"{self.method} {self.path}{sent} {dict(self.headers) or ''}".strip()


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: status, headers and body, with what differs at each request masked."""

    status: int
    headers: tuple[tuple[str, str], ...]
    packed: bytes

    @classmethod
    def of(cls, response: HttpResponse) -> Answer:
        """Return an answer as it is compared."""
        parts = getattr(response, "streaming_content", None)
        body = response.content if parts is None else b"".join(parts)
        for pattern, instead in _MASKS:
            body = pattern.sub(instead, body)
        headers = ((k.casefold(), _MASKS[1][0].sub(rb"\1", v.encode()).decode()) for k, v in response.items())
        kept = tuple(sorted((k, v) for k, v in headers if k not in MASKED_HEADERS))
        cookies = tuple(("cookie", name) for name in sorted(response.cookies))
        return cls(response.status_code, kept + cookies, zlib.compress(body, 1))

    @property
    def body(self) -> str:
        """The body as text."""
        return zlib.decompress(self.packed).decode("utf-8", "replace")


@dataclass(slots=True)
class Form:
    """A form on a page: where it is sent, and its fields as the page fills them."""

    action: str
    method: str
    judged: str = ""
    """Where it is sent to be judged before anything is saved."""
    fields: dict[str, str] = field(default_factory=dict)
    free: list[str] = field(default_factory=list)
    """Names of fields in which anything can be typed."""


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.links: list[str] = []
        self._area = ""
        """The field whose text is being read."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {key: value or "" for key, value in attrs}
        if tag == "form":
            action, method = said.get("action", ""), said.get("method", "get").upper()
            self.forms.append(Form(action, method, said.get("data-suppose", "")))
        self.links += [said[k] for k in ("href", "src", "hx-get", "data-href", "data-get") if k in said]
        name = said.get("name", "")
        if not self.forms or not name:
            return
        here = self.forms[-1]
        if tag == "textarea":
            self._area = name
            here.fields.setdefault(name, "")
            here.free.append(name)
        elif tag in ("input", "select", "button"):
            kind = said.get("type", "text")
            if kind not in ("checkbox", "radio") or "checked" in said:
                here.fields.setdefault(name, said.get("value", ""))
            if tag == "input" and kind in ("text", "search", "date", "number"):
                here.free.append(name)

    def handle_data(self, data: str) -> None:
        if self._area and self.forms:
            self.forms[-1].fields[self._area] += data

    def handle_endtag(self, tag: str) -> None:
        self._area = "" if tag == "textarea" else self._area


def forms_and_links(answer: Answer) -> tuple[list[Form], list[str]]:
    """Return the forms on a page and everything it leads to."""
    page = _Forms()
    page.feed(answer.body)
    return page.forms, page.links


class Walk:
    """One account's walk. ``answers`` holds what was answered, in order."""

    def __init__(self, browser: Callable[[], Client], ground: Ground) -> None:
        self.browser = browser
        self.client = browser()
        self.ground = ground
        self.answers: dict[Ask, Answer] = {}

    def ask(self, ask: Ask) -> Answer:
        """Ask once and keep the answer."""
        if ask in self.answers:
            return self.answers[ask]
        found = self.answers[ask] = Answer.of(answered(self.client, ask))
        if ask.method == "POST" and JSON not in ask.headers and "_auth_user_id" not in self.client.session:
            self.client = self.browser()  # that was signing out, in one way or another
        return found

    # -- reading --------------------------------------------------------------------------------

    def read(
        self, everything: Iterable[Address], *, in_every_way: bool = True, every_value: bool = True
    ) -> None:
        """Ask for every address; for one of each route and status in every other way, and where it leads.

        Each query is asked with every value, or of each page with one in turn.
        """
        tried: set[tuple[str, int]] = set()
        for address in everything:
            answer = self.ask(Ask("GET", address.path))
            if in_every_way and (address.route, answer.status) not in tried:
                tried.add((address.route, answer.status))
                self._in_other_ways(address.path, answer, None if every_value else len(tried))
        if in_every_way:
            self._follow()

    def _in_other_ways(self, path: str, answer: Answer, turn: int | None) -> None:
        for query in queries(self.ground, turn) if answer.status < 400 else ("on=2018-03-09",):
            self.ask(Ask("GET", f"{path}?{query}"))
        for method in ("HEAD", "OPTIONS", "POST", "PUT", "DELETE"):
            self.ask(Ask(method, path))
        for header in (
            ("Accept", "application/json"), ("HX-Request", "true"), ("If-None-Match", '"x"'),
            ("If-Modified-Since", "Mon, 12 Mar 2018 00:00:00 GMT"), ("Range", "bytes=0-9"),
        ):  # fmt: skip
            self.ask(Ask("GET", path, headers=(header,)))

    def _follow(self, most: int = OF_EACH_SORT, *, acts: bool = False) -> None:
        """Ask for what the pages lead to that no route alone would have asked for: some of each sort, or only
        the acts that open on a page."""
        asked: Counter[tuple[str, ...]] = Counter()
        for ask, answer in list(self.answers.items()):
            for link in forms_and_links(answer)[1] if _is_page(answer) else ():
                parts = urlsplit(link)
                if parts.scheme or parts.netloc or not link.startswith(("/", "?")):
                    continue
                path = parts.path or ask.path.partition("?")[0]
                query = parse_qs(parts.query)
                if acts and "do" not in query:
                    continue
                sort = (_route(path), *sorted(query), *(_of_act(path, query) if "do" in query else ()))
                asked[sort] += 1
                if asked[sort] <= most:
                    self.ask(Ask("GET", f"{path}?{parts.query}" if parts.query else path))

    # -- writing --------------------------------------------------------------------------------

    def write(self) -> None:
        """Send every form that was seen: as it stands, with something typed, and with ids withheld."""
        self._follow(1, acts=True)
        for ask, answer in list(self.answers.items()):
            if ask.method != "GET" or not _is_page(answer):
                continue
            if "?" in ask.path and "do" not in parse_qs(urlsplit(ask.path).query):
                continue  # the same forms as without, but for those that an act opens
            for form in forms_and_links(answer)[0]:
                where = form.action or ask.path
                if form.method == "POST" and "sign-out" not in where:
                    for sent in _fillings(form, self.ground):
                        for to in filter(None, (form.judged, where)):
                            self.ask(Ask("POST", to, tuple(sent.items())))

    def tell(self) -> None:
        """Do every act of a program, on what is seen, withheld and absent."""
        for address in addresses(self.ground):
            for method, sent in told(address, self.ground, self._digests()):
                self.ask(Ask(method, address.path, (("", sent),), (JSON,)))

    def _digests(self) -> tuple[str, ...]:
        """The digests of paragraphs that were answered."""
        found = (f for a, b in self.answers.items() if "/papers/" in a.path for f in _DIGEST.findall(b.body))
        return tuple(dict.fromkeys(found))[:2]


def _route(path: str) -> str:
    try:
        return resolve(path).route
    except Http404:
        return path


def _of_act(path: str, query: Mapping[str, list[str]]) -> tuple[str, ...]:
    """What tells one act that a page offers from others: the page's view, and the act."""
    pieces = path.split("/")
    return (*pieces[3:4], *query["do"])


def _is_page(answer: Answer) -> bool:
    return any(k == "content-type" and v.startswith("text/html") for k, v in answer.headers)


def _fillings(form: Form, ground: Ground) -> Iterator[Mapping[str, str]]:
    filled = {k: v for k, v in form.fields.items() if k != "csrfmiddlewaretoken"}
    yield filled
    first = next((name for name in ("title", "name", "says", "words") if name in filled), "")
    if first:
        yield {**filled, first: "another text, typed here"}
    hidden = ground.withheld[len(filled) % len(ground.withheld)]
    top = [name for name in form.free if "." not in name]
    if top:
        yield {**filled, **dict.fromkeys(top, hidden)}
        yield {**filled, "id": hidden, "was": hidden}


def answered(client: Client, ask: Ask) -> HttpResponse:
    """Ask a desk."""
    headers = dict(ask.headers)
    if ask.method in ("GET", "HEAD", "OPTIONS"):
        return client.generic(ask.method, ask.path, headers=headers)  # type: ignore[return-value]
    if JSON in ask.headers:
        body = dict(ask.sent).get("", "")
        return client.generic(ask.method, ask.path, body, JSON[1])  # type: ignore[return-value]
    if ask.method == "POST":
        return client.post(ask.path, dict(ask.sent), headers=headers)  # type: ignore[return-value]
    return client.generic(ask.method, ask.path, "{}", "application/json", headers=headers)  # type: ignore[return-value]


def work(client: Client, ask: Ask) -> int:
    """Return how many calls of functions an answer took: what its time would tell, without a clock.

    It is asked twice before, so that what is remembered is there.
    """
    count = 0

    def counted(frame: Any, event: str, arg: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    for _ in range(2):
        answered(client, ask)
    with without_collecting():  # what the collector calls is no work of the answer
        sys.setprofile(counted)
        try:
            answered(client, ask)
        finally:
            sys.setprofile(None)
    return count


def differences(one: Walk, other: Walk) -> list[str]:
    """Return where two walks were not answered alike, in words."""
    told = []
    for ask, answer in one.answers.items():
        also = other.answers.get(ask)
        if also is None:
            told.append(f"{ask}: asked of one alone, since a page before it differed")
        elif answer != also:
            told.append(f"{ask}: {_differing(answer, also)}")
    return told


def _differing(one: Answer, other: Answer) -> str:
    if one.status != other.status:
        said = [_SAID.findall(answer.body)[:2] for answer in (one, other)]
        return f"status {one.status}, {other.status}; {said[0]} / {said[1]}"
    a, b = one.body, other.body
    if a == b:
        return f"headers {sorted(set(one.headers) ^ set(other.headers))}"
    at = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return f"...{a[max(0, at - 60) : at + 60]!r} / ...{b[max(0, at - 60) : at + 60]!r}"


__all__ = ["Answer", "Ask", "Form", "Walk", "addresses", "differences", "forms_and_links", "work"]
