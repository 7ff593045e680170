"""People at a desk, over HTTP: they sign in, open pages, fill forms and send them."""

from __future__ import annotations

import html
import http.client
import re
import socket
import time
from collections.abc import Mapping
from html.parser import HTMLParser
from urllib.parse import urlencode

from summitry.foundation.values import dataclass
from summitry.testing.bench.deskserver import PASSWORD, Sitting

TIMEOUT = 60.0
"""Seconds after which somebody gives up."""

IDLE = 2.0
"""Seconds after which a connection is not used again: the server may be about to close it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back: its status, where it leads, its page, and how long it took in ms."""

    status: int
    leads: str
    page: str
    size: int
    took: float


_WATCHED = re.compile(r'data-watch="([^"]+)" data-state="([^"]+)"')


class Gone(ConnectionError):
    """Nobody answered, so that it is not known whether anything was done."""


class Forms(HTMLParser):
    """The forms of a page, each with what a browser would send of it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.forms: list[dict[str, str]] = []
        self._text = ""
        self._select = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take in a form or one of its fields."""
        has = {name: value or "" for name, value in attrs}
        name = has.get("name", "")
        if tag == "form":
            self.forms.append({})
        elif self.forms and tag == "input" and name:
            if has.get("type") not in ("radio", "checkbox") or "checked" in has:
                self.forms[-1][name] = has.get("value", "")
        elif self.forms and tag == "textarea" and name:
            self._text = name
            self.forms[-1][name] = ""
        elif self.forms and tag == "select":
            self._select = name
            self.forms[-1].setdefault(name, "")
        elif self.forms and tag == "option" and "selected" in has and self._select:
            self.forms[-1][self._select] = has.get("value", "")

    def handle_data(self, data: str) -> None:
        """Take in what stands in a large field."""
        if self._text and self.forms:
            self.forms[-1][self._text] += data

    def handle_endtag(self, tag: str) -> None:
        """Leave a field or a form."""
        if tag == "textarea":
            self._text = ""
        elif tag == "select":
            self._select = ""


def form_with(page: str, **fields: str) -> dict[str, str]:
    """Return what would be sent of the form of a page that has these fields (and, if given, values).

    Raises:
        LookupError: when the page has no such form.
    """
    for form in Forms(page).forms:
        if all(name in form and value in ("", form[name]) for name, value in fields.items()):
            return form
    raise LookupError(f"no form with {', '.join(fields)}")


class Person:
    """Somebody at a browser, with an open connection."""

    def __init__(self, sitting: Sitting, port: int) -> None:
        self.sitting = sitting
        self._port = port
        self._cookies: dict[str, str] = {}
        self._line: http.client.HTTPConnection | None = None
        self._used = 0.0
        self._watch: tuple[str, str] | None = None

    @property
    def session(self) -> dict[str, str]:
        """The cookies by which the desk knows the browser."""
        return dict(self._cookies)

    def sign_in(self) -> None:
        """Sign in as the account.

        Raises:
            LookupError: when the desk does not let them in.
        """
        form = form_with(self.get("/sign-in").page, username="", password="")
        form |= {"username": self.sitting.name, "password": PASSWORD}
        if self.post("/sign-in", form).status != 302:
            raise LookupError(f"{self.sitting.name} was not let in.")

    def get(self, address: str) -> Answer:
        """Open a page."""
        answer = self._ask("GET", address)
        found = _WATCHED.search(answer.page)
        self._watch = (html.unescape(found[1]), found[2]) if found else None
        return answer

    def look(self) -> Answer | None:
        """Ask whether what the page shows still stands, as its script does every second while it is seen."""
        if not self._watch:
            return None
        address, state = self._watch
        return self._ask("GET", f"{address}&age=1", None, {"If-None-Match": f'"{state}"'})

    def post(self, address: str, form: dict[str, str]) -> Answer:
        """Send a form; the page it leads to is not opened."""
        return self._ask("POST", address, urlencode(form).encode())

    def _ask(
        self, method: str, address: str, body: bytes | None = None, more: Mapping[str, str] | None = None
    ) -> Answer:
        heads = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items()),
                 "Host": f"localhost:{self._port}"}  # fmt: skip
        heads |= more or {}
        if body is not None:
            heads |= {"Content-Type": "application/x-www-form-urlencoded",
                      "Origin": f"http://localhost:{self._port}"}  # fmt: skip
        began = time.perf_counter()
        if began - self._used > IDLE:
            self.hang_up()
        try:
            if self._line is None:
                self._line = http.client.HTTPConnection("127.0.0.1", self._port, timeout=TIMEOUT)
                self._line.connect()
                self._line.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._line.request(method, address, body, heads)
            answer = self._line.getresponse()
            content = answer.read()
        except (OSError, http.client.HTTPException) as gone:
            self.hang_up()
            raise Gone(str(gone)) from gone
        self._used = time.perf_counter()
        took = (self._used - began) * 1e3
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self._cookies[key] = rest.partition(";")[0]
        return Answer(
            status=answer.status, leads=answer.getheader("Location") or "", size=len(content), took=took,
            page=content.decode("utf-8", "replace"),
        )  # fmt: skip

    def hang_up(self) -> None:
        """Close the connection; the next page opens another."""
        if self._line is not None:
            self._line.close()
            self._line = None
