"""An act done where one looks: its form opens in the row it is about, and the page stays.

The address says which act is open (``?do=seen&row=...``); the same page takes the form. It adds an entry to a
list, files a new record with what the row says filled in, or changes a few fields of a record, by the same
acts as the forms that have a page of their own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field, replace
from datetime import date, timedelta
from hashlib import sha256

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from summitry.desk.access import Nothing, Seat
from summitry.desk.accounts.models import OwnAct
from summitry.desk.accounts.roles import RECORD, REVISE
from summitry.desk.pages import appending, editing, forms, undoing
from summitry.desk.pages.findings import SHOWN, as_typed, findings_of, in_pieces
from summitry.desk.pages.showing import Shown
from summitry.desk.pages.suggesting import Offered, offered
from summitry.desk.pages.unsaved import restoring
from summitry.desk.pages.writing import in_words, places, text_of
from summitry.dossier.fields import specs
from summitry.dossier.kinds import BY_KIND
from summitry.dossier.record import Part, Record
from summitry.dossier.undertakings import given_in
from summitry.folder.yamltext import Tree, as_list
from summitry.foundation.dates import day_in_words
from summitry.foundation.labels import say
from summitry.foundation.refusals import Refused
from summitry.foundation.values import dataclass
from summitry.foundation.wording import opened as capital
from summitry.secretariat.ways import with_list

DO, ROW = "do", "row"
"""The queries (and hidden fields) that say which act is open, and in which row."""

DAYS = ("on", "since")
"""Fields that are filled with the page's day."""

SELDOM = frozenset(spec.key for spec in specs(Part)) - {"source"}
"""What every part may have and few do."""

LABEL = 44
"""Most letters of what a field is for that stand over it; over a longer one its name stands."""

_DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", re.ASCII)

LAST = timedelta(hours=12)
"""How long the source of one's last act is proposed for the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Something that can be done about a row: its word, its name in the address, what it is done to.

    It ``adds`` to a list of ``to`` (a record, or a part of one); or files a new record of ``kind``; or
    changes the fields ``keys`` of ``to``; or leads to ``href``. ``fills`` are fields that the row knows, of
    which those ``fixed`` are not asked. Where it adds, ``keys`` are the fields it asks for; blank for all.
    """

    says: str
    do: str = ""
    row: str = ""
    to: str = ""
    adds: str = ""
    kind: str = ""
    keys: tuple[str, ...] = ()
    fills: Mapping[str, str] = field(default_factory=dict)
    fixed: tuple[str, ...] = ()
    href: str = ""
    first: bool = False

    @property
    def place(self) -> str:
        """The name of its row on the page."""
        return place_of(self.row)


def place_of(row: str) -> str:
    """Return the name by which a row is found on its page."""
    return f"row-{sha256(row.encode()).hexdigest()[:10]}" if row else "acts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """The form of an act: its fields (the ``rare`` ones folded up), what was wrong, what would be found.

    ``focus`` is the field to type in first. ``done`` is what is said once it is filed.
    """

    act: Act
    about: str
    items: tuple[forms.Item, ...]
    rare: tuple[forms.Item, ...] = ()
    fixed: tuple[tuple[str, str], ...] = ()
    digests: Mapping[str, str] = field(default_factory=dict)
    focus: str = ""
    fault: str = ""
    stale: tuple[tuple[str, Shown], ...] = ()
    suppose: str = ""
    supposed: Mapping[str, object] = field(default_factory=dict)
    offered: Offered
    status: int = 200
    done: str = ""

    @property
    def name(self) -> str:
        """The name under which what is typed is kept, which its author reads where it is offered again."""
        words = f"{self.act.says}: {self.about}".replace("#", " ") if self.about else self.act.says
        return words if len(words) <= 76 else f"{words[:70].rstrip()} {self.act.place[-5:]}"


def opened(request: HttpRequest, here: Seat, acts_of: Callable[[str], tuple[Act, ...]]) -> Open | None:
    """Return the form that a page is asked to open, filed if it was sent to be; ``None`` for none.

    Raises:
        Nothing: when something was sent to be filed and there is no such act for this account.
    """
    posted = request.method == "POST"
    asked, row = (
        (request.POST.get("do", ""), request.POST.get("row", "")) if posted
        else (request.GET.get("do", ""), request.GET.get("row", ""))
    )  # fmt: skip
    act = next((a for a in acts_of(row) if asked and a.do == asked and not a.href), None)
    if act is None:
        if posted:
            raise Nothing
        return None
    sent = forms.flat(request.POST) if posted else None
    files = posted and not restoring(request) and not request.GET.get("look")
    if act.adds:
        return _add(here, act, sent, files=files)
    return _new(here, act, sent, files=files) if act.kind else _change(here, act, sent, files=files)


# -- what a form is filled with --------------------------------------------------------------------


def _proposed(here: Seat, act: Act, keys: tuple[str, ...]) -> dict[str, str]:
    """What stands in the fields when a form is opened: what the row knows, the day, the last source."""
    found = {key: here.today.isoformat() for key in keys if key in DAYS and key not in act.fills}
    if "on" in keys and "since" in keys:
        del found["on"]
    if source := last_source(here):
        found["source"] = source
    return {**found, **act.fills}


def last_source(here: Seat) -> str:
    """Return the source that the account gave last, when that was not long ago."""
    mine = OwnAct.objects.filter(
        account=here.account, dossier=here.served.slug, at__gte=timezone.now() - LAST
    )  # fmt: skip
    for act in mine.order_by("-pk")[:3]:
        record = here.dossier.get(str(act.what.get("record")))
        if record is None:
            continue
        try:
            seen = text_of(here, record).seen
        except Refused:
            continue
        pieces = act.what.get("pieces") or []
        for way, *_ in pieces:
            if source := _source_in(seen, str(way)):
                return source
        if not pieces and (sources := as_list(seen.get("source"))):
            return str(sources[0]) if isinstance(sources[0], str) else ""
    return ""


def _source_in(seen: Mapping[str, Tree], way: str) -> str:
    """The source of the last entry of a list, as its author wrote it."""
    found: list[str] = []

    def look(some: list[Tree]) -> list[Tree]:
        last = some[-1] if some else None
        given = as_list(last.get("source")) if isinstance(last, dict) else []
        found.extend(str(each) for each in given if isinstance(each, str))
        return some

    if way != "carries":
        with_list(seen, way, look)
    return found[0] if found else ""


def _typed_in(box: forms.Item, proposed: Mapping[str, str]) -> forms.Item:
    """A field in one line, so that Enter files, asked for in words; what is proposed says why."""
    if not isinstance(box, forms.Box):
        return box
    told = ""
    if box.value and box.value == proposed.get(box.name):
        told = say("today") if box.name in DAYS else say("of your last act") if box.name == "source" else ""
    whole = say(box.help).replace("`", "") if box.help else ""
    asks, _, more = whole.partition("; ")
    named = box.name in ("source", "due") or not asks or len(asks) > LABEL
    return replace(
        box, label=say(box.label) if named else capital(asks),
        help=told or _hint(box, whole if named else more), rows=1 if "\n" not in box.value else box.rows,
        value=_in_words(box.value) if box.shape == "when" else box.value,
        kinds=("document",) if box.shape == "sources" else box.kinds,
    )  # fmt: skip


def _hint(box: forms.Box, words: str) -> str:
    """What stands beneath a field; of a source and a last day nobody needs to be told each time."""
    return "" if box.name in ("source", "due") else words


def _in_words(value: str) -> str:
    """A day as people write it; what is not one day, as it stands."""
    return day_in_words(date.fromisoformat(value)) if _DAY.fullmatch(value) else value


def _split(
    boxes: list[forms.Item], rare: tuple[str, ...], wrong: Mapping[str, str], proposed: Mapping[str, str]
) -> tuple[tuple[forms.Item, ...], tuple[forms.Item, ...]]:  # fmt: skip
    items = [_typed_in(box, proposed) for item in forms.marked(boxes, wrong) for box in _laid_out(item)]

    def folded(item: forms.Item) -> bool:
        return item.name in rare or (item.name.rpartition(".")[2] in SELDOM and "." in item.name)

    return tuple(i for i in items if not folded(i)), tuple(i for i in items if folded(i))


def _laid_out(item: forms.Item) -> tuple[forms.Item, ...]:
    """A field, or the fields of the one part that it is."""
    if not isinstance(item, forms.Group):
        return (item,)
    return tuple(sorted(item.items, key=lambda inner: inner.name.endswith(".source")))


def _focus(items: tuple[forms.Item, ...]) -> str:
    """The field to begin with: the first that is wrong, else the first that is blank."""
    boxes = [i for i in items if isinstance(i, forms.Box)]
    first = next((b for b in boxes if b.fault), None) or next((b for b in boxes if not b.value), None)
    return first.name if first is not None else boxes[0].name if boxes else ""


# -- the three sorts of act ------------------------------------------------------------------------


def _add(here: Seat, act: Act, sent: Mapping[str, str] | None, *, files: bool) -> Open:
    here.need(RECORD)
    addition = appending.typed(here, act.to, act.adds, {}).addition
    keys = act.keys or addition.keys
    proposed = _proposed(here, act, keys)
    typed = appending.typed(here, act.to, act.adds, proposed if sent is None else sent)
    fault, wrong = appending.file(here, typed) if files else ("", {})
    asked = [box for box in appending.boxes(typed) if box.name in keys and box.name not in act.fixed]
    items, rare = _split(asked, () if act.keys else addition.rare, wrong, proposed)
    quiet = sent is None or typed.tree == {k: v for k, v in proposed.items() if v}
    return Open(
        act=act, about=_about(here, act), items=items, rare=rare, focus=_focus(items),
        fault=fault, status=422 if fault else 200,
        offered=_offered(here, appending.kinds(typed), typed.record),
        suppose=reverse("suppose-add", args=(here.served.slug, act.to, act.adds)),
        supposed={} if quiet else in_pieces(appending.would_find(here, typed)),
        fixed=_fixed(act), done=addition.said if files and not fault else "",
    )  # fmt: skip


def _new(here: Seat, act: Act, sent: Mapping[str, str] | None, *, files: bool) -> Open:
    here.need(RECORD)
    kind = BY_KIND[act.kind]
    by_key = {s.key: s for s in specs(kind)}
    proposed = _proposed(here, act, act.keys)
    given = proposed if sent is None else sent
    tree = {
        key: value for key in act.keys
        if (value := forms.read_field(by_key[key], given, key)) is not None
    }  # fmt: skip
    refusal: Refused | None = None
    if files:
        try:
            if not {key for key in tree if key not in proposed}:
                raise Refused(say("Say something of it first."))
            undoing.filed(here, editing.filed(here, kind, tree))
        except Refused as why:
            refusal = why
    wrong = places(refusal) if refusal is not None else {}
    asked = [forms.one_field(by_key[k], tree.get(k)) for k in act.keys if k not in act.fixed]
    items, rare = _split(asked, (), wrong, proposed)
    return Open(
        act=act, about=_about(here, act), items=items, rare=rare, focus=_focus(items),
        fault=in_words(refusal) if refusal is not None else "", status=422 if refusal is not None else 200,
        suppose=reverse("suppose-new", args=(here.served.slug, act.kind)),
        offered=_offered(here, {to for k in act.keys for to in by_key[k].to if to in BY_KIND}),
        supposed={} if sent is None else in_pieces(as_typed(here, kind, "", sent)),
        fixed=_fixed(act), done=say("Filed.") if files and refusal is None else "",
    )  # fmt: skip


def _change(here: Seat, act: Act, sent: Mapping[str, str] | None, *, files: bool) -> Open:
    here.need(REVISE)
    record = here.dossier.get(act.to)
    if record is None:
        raise Nothing
    by_key = {s.key: s for s in specs(type(record))}
    try:
        save = editing.saved(here, record, sent, act.keys, files=files)
    except Refused as refusal:
        save = editing.Save(tree={}, digests={}, refusal=refusal)
    wrong = places(save.refusal) if save.refusal is not None else {}
    items, rare = _split([forms.one_field(by_key[k], save.tree.get(k)) for k in act.keys], (), wrong, {})
    still = {"still": findings_of(here, record)[:SHOWN]}
    return Open(
        act=act, about=_about(here, act), items=items, rare=rare, focus=_focus(items),
        digests=save.digests, fault=in_words(save.refusal) if save.refusal is not None else "",
        stale=tuple((key, Shown.of_tree(value)) for key, value in save.stale.items()), status=save.status,
        suppose=reverse("suppose-edit", args=(here.served.slug, record.id)),
        offered=offered(here, {to for k in act.keys for to in _named(by_key[k].part) | set(by_key[k].to)}),
        supposed=still if sent is None else in_pieces(as_typed(here, type(record), record.id, sent)),
        done=say("Saved: {title}.", title=record.known_as) if save.written else "",
    )  # fmt: skip


def _offered(here: Seat, kinds: Iterable[str], record: Record | None = None) -> Offered:
    """What the fields may be filled with: records of their kinds, documents, and what the record itself has
    undertaken, which a step more may come after or be given for."""
    found = offered(here, {*kinds, "document"})
    own = tuple(given_in(record)) if record is not None else ()
    parts = tuple((item.target, here.dossier.title(item.target)) for item in own if "/" in item.target)
    return replace(found, each=(*parts, *found.each))


def _fixed(act: Act) -> tuple[tuple[str, str], ...]:
    return tuple((key, act.fills[key]) for key in act.fixed)


def _named(part: type | None) -> set[str]:
    return {to for s in specs(part) for to in s.to if to in BY_KIND} if part is not None else set()


def _about(here: Seat, act: Act) -> str:
    """What an act is about, in words; blank where the page itself says it."""
    if words := act.fills.get("words"):
        return words
    named = [name for name in act.row.split(" ") if here.dossier.find(name) is not None]
    return ", ".join(here.dossier.title(name) for name in named)
