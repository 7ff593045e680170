"""How the acts of a row are shown: links beneath what they are about, the open form in a row of its own."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from summitry.desk.access import Seat
from summitry.desk.pages.deeds import address
from summitry.desk.pages.inplace import Act, Open, place_of
from summitry.desk.pages.rowacts import acts_about
from summitry.foundation.labels import say

NONE = SafeString("")
CURRENT = SafeString(' aria-current="true"')


class Rows:
    """The acts in the rows of one page. ``shown`` says whether the open form stood in one of them."""

    def __init__(self, request: HttpRequest, here: Seat, view: str, id: str, open: Open | None) -> None:
        self._request, self._here, self._view, self._id = request, here, view, id
        self._open, self._placed = open, set[str]()
        self.shown = False

    def beneath(self, about: str) -> SafeString:
        """Return the links of what can be done about a row."""
        acts = acts_about(self._here, self._view, self._id, about)
        if not acts:
            return NONE
        named = "" if about in self._placed else place_of(about)
        self._placed.add(about)
        place = format_html(' id="{}"', named) if named else NONE
        return format_html(
            '<span class="rowacts"{}>{}</span>',
            place,
            format_html_join(" ", "{}", ((self._link(a),) for a in acts)),
        )

    def _link(self, act: Act) -> SafeString:
        chosen = self._open.act if self._open is not None else None
        here = chosen is not None and bool(act.do) and (chosen.do, chosen.row) == (act.do, act.row)
        return format_html(
            '<a href="{}"{}>{}</a>', address(self._here, self._view, self._id, act),
            CURRENT if here else NONE, say(act.says),
        )  # fmt: skip

    def under(self, about: str, columns: int) -> SafeString:
        """Return the open form, in a row of a table, if it is about this one."""
        if self._open is None or self.shown or self._open.act.row != about:
            return NONE
        self.shown = True
        return format_html('<tr class="formrow"><td colspan="{}">{}</td></tr>', columns, self.form())

    def form(self) -> SafeString:
        """Return the open form; empty for none."""
        if self._open is None:
            return NONE
        back = f"{self._request.path}#{self._open.act.place}"
        return render_to_string("desk/_inplace.html", {"open": self._open, "back": back}, self._request)
