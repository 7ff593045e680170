"""How the acts of a row are shown: links beneath what they are about, the open form in a row of its own."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from summitry.desk.access import Seat
from summitry.desk.pages.deeds import address
from summitry.desk.pages.inplace import Act, Open, opened, place_of
from summitry.desk.pages.rowacts import acts_about
from summitry.foundation.labels import say

NONE = SafeString("")
CURRENT = SafeString(' aria-current="true"')


def placed(request: HttpRequest, here: Seat, view: str, id: str) -> Rows | HttpResponse:
    """Return the acts of a page's rows, one of them open perhaps; or where it goes on once that is filed.

    Raises:
        Nothing: when something was sent to be filed and there is no such act for this account.
    """
    form = opened(request, here, lambda about: acts_about(here, view, id, about))
    if form is None or not form.done:
        return Rows(request, here, view, id, form)
    here.served.look_again()
    messages.info(request, form.done, extra_tags="own")
    return redirect(f"{request.path}#{form.act.place}")


class Rows:
    """The acts in the rows of one page. ``shown`` says whether the open form stood in one of them."""

    def __init__(self, request: HttpRequest, here: Seat, view: str, id: str, open: Open | None) -> None:
        self._request, self._here, self._view, self._id = request, here, view, id
        self._open, self._placed = open, set[str]()
        self.shown = False

    @property
    def status(self) -> int:
        """The status of the page: whether what was sent was filed."""
        return self._open.status if self._open is not None else 200

    def at_top(self) -> SafeString:
        """Return the open form where no row of the page has it; empty for none."""
        return NONE if self.shown else self.form()

    def to(self, do: str) -> str:
        """Return where an act about the page's own record opens; empty where the account may not do it."""
        acts = acts_about(self._here, self._view, self._id, "")
        return next((address(self._here, self._view, self._id, a) for a in acts if a.do == do), "")

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
