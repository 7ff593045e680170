"""What a sentence seems to say of itself: proposed with the reason, never entered.

Each maker looks at the chosen words and gives candidates with a weight. The heaviest is proposed; where two
are equally heavy nothing is, and it says who or what might be meant.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from summitry.dossier.kinds import Question, Relay, Statement
from summitry.dossier.kinds.relays import Hop
from summitry.dossier.value import Dossier
from summitry.foundation.dates import DateFault, in_words, parse_when
from summitry.foundation.dates.months import month_number
from summitry.foundation.values import dataclass
from summitry.foundation.wording import listed
from summitry.secretariat.capturing.names import by_stem, named_in, stems
from summitry.secretariat.capturing.paper import Chosen, Paper

_LABEL = re.compile(r"\s*((?:[A-Z][\w.'’-]*|of|de|van|von)(?: (?:[A-Z][\w.'’-]*|of|de|van|von)){0,5}):\s")
_SAID = re.compile(
    r"(?:,? (?:also|then|further|again|however))*,? (?:said|told|stated|replied|asked|added|noted|pointed out"
    r"|remarked|emphasi[sz]ed|declared|announced|warned|responded|observed|continued|thought|felt|agreed"
    r"|promised|insisted|explained|suggested)\b"
)
_DAY = re.compile(
    r"\b(?P<d>\d{1,2})(?:st|nd|rd|th)?(?: of)? (?P<m>[A-Z][a-z]{2,8})\.?(?:,? (?P<y>\d{4}))?\b"
    r"|\b(?P<m2>[A-Z][a-z]{2,8})\.? (?P<d2>\d{1,2})(?:st|nd|rd|th)?\b(?:,? (?P<y2>\d{4}))?"
    r"|(?:(?P<y3>\d{4})년 ?)?(?P<m3>\d{1,2})월 ?(?P<d3>\d{1,2})일"
)
_MONTH = re.compile(
    r"\b(?:by|in|until|before|during|since) (?P<m>[A-Z][a-z]{2,8})\b(?: (?P<y>\d{4}))?(?! \d)"
)
LEAST = 0.5
"""Least share of an element's words that a sentence must have for the element to be proposed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A value for a field, blank when nothing stands out, and why."""

    value: str = ""
    because: str = ""


NOTHING = Proposal()


def _heaviest(dossier: Dossier, found: Mapping[str, tuple[float, str]]) -> Proposal:
    """The one candidate that outweighs the rest."""
    if not found:
        return NOTHING
    most = max(weight for weight, _ in found.values())
    best = [id for id, (weight, _) in found.items() if weight == most]
    if len(best) > 1:
        named = listed(dossier.title(id) for id in best[:4])
        return Proposal(because=f"Not proposed: {named} may be meant.")
    return Proposal(value=best[0], because=f"Proposed: {found[best[0]][1]}.")


def speaker(dossier: Dossier, paper: Paper, chosen: Chosen) -> Proposal:
    """Who speaks: whom the passage names before a colon, who "said" in the sentence, whom the paragraphs
    before name so, who was filed from this paper before, its author."""
    found: dict[str, tuple[float, str]] = {}

    def offer(ids: Iterable[str], weight: float, why: str) -> None:
        for id in ids:
            if id not in found or found[id][0] < weight:
                found[id] = (weight, why)

    first = chosen.passages[0]
    label = _labelled(dossier, first.text)
    if label:
        offer(label[1], 9, f"the passage begins “{label[0]}:”")
    for named in named_in(dossier, chosen.words):
        if _SAID.match(chosen.words, named.end):
            words = chosen.words[named.start : named.end]
            offer(named.ids, 8, f"the sentence says that {words} spoke")
    before = [p for p in paper.passages if p.number < first.number and p.role == "body"][-12:]
    if not found:
        for passage in reversed(before):
            label = _labelled(dossier, passage.text)
            if label:
                offer(label[1], 6, f"{label[0]} speaks in the passages before")
                break
    said = dossier.citing(paper.document.id, Statement)
    spoken = {s.by for s in said if _of_part(paper, s.source)}
    if len(spoken) == 1:
        offer(spoken, 5, "the statements filed from this document are theirs")
    author = paper.part.author or paper.document.author
    for named in named_in(dossier, author):
        if named.end - named.start > len(author) * 0.6:
            offer(named.ids, 4, "the author of the document")
    heading = [n for n in named_in(dossier, paper.title) if n.end - n.start > 3]
    if len(heading) == 1:
        offer(heading[0].ids, 3, "the heading of the document")
    return _heaviest(dossier, found)


def _labelled(dossier: Dossier, text: str) -> tuple[str, tuple[str, ...]] | None:
    label = _LABEL.match(text)
    if label is None:
        return None
    ids = tuple(dict.fromkeys(id for named in named_in(dossier, label[1]) for id in named.ids))
    return (label[1], ids) if ids else None


def _of_part(paper: Paper, sources: Iterable[str]) -> bool:
    """Whether some of the citations are of this part of the volume; of a whole document any is."""
    if paper.name == paper.document.id:
        return True
    within = {paper.held.passage_id(p.number) for p in paper.passages}
    return any(s.startswith(f"{paper.name} ") or s == paper.name or s in within for s in sources)


def likest(
    dossier: Dossier, words: str, texts: Mapping[str, str], *, least: int = 2, what: str = "the words"
) -> Proposal:
    """Which of some texts shares most with the words; a word that many texts have weighs little."""
    mine = by_stem(words)
    theirs = {id: stems(text) for id, text in texts.items()}
    often: defaultdict[str, int] = defaultdict(int)
    for each in theirs.values():
        for word in each:
            often[word] += 1
    found = {}
    for id, each in theirs.items():
        shared = mine.keys() & each
        if len(shared) >= min(least, len(each)) and shared:
            weight = round(sum(1 / often[w] for w in shared), 6)
            found[id] = (weight, f"{what} {_quoted(mine, shared)}")
    return _heaviest(dossier, found)


def question(dossier: Dossier, chosen: Chosen) -> Proposal:
    """Which question the sentence bears on."""
    texts = {q.id: " ".join((q.asks, *q.answers)) for q in dossier.all(Question)}
    return likest(dossier, chosen.words, texts)


def dates_in(text: str, near: str) -> tuple[tuple[str, str], ...]:
    """Return the days a text names, each with its words; a year that is not said is that of ``near``.

    >>> dates_in("They meet on May 3, or by June 2018.", "2018-03-08")
    (('2018-05-03', 'May 3'), ('2018-06', 'by June 2018'))
    """
    found: dict[str, str] = {}
    for match in sorted((*_DAY.finditer(text), *_MONTH.finditer(text)), key=lambda m: m.start()):
        named = {k.rstrip("23"): v for k, v in match.groupdict().items() if v}
        month = int(named["m"]) if named["m"].isdigit() else month_number(named["m"])
        year = named.get("y") or near[:4]
        if not month or len(year) != 4:
            continue
        written = f"{year}-{month:02}" + (f"-{int(named['d']):02}" if "d" in named else "")
        try:
            parse_when(written)
        except DateFault:
            continue
        found.setdefault(written, match.group())
    return tuple(found.items())


def day_named(dossier: Dossier, paper: Paper, chosen: Chosen) -> Proposal:
    """Which day the sentence names; blank when it names two."""
    found = dates_in(chosen.words, paper.date)
    if len(found) == 1:
        return Proposal(value=found[0][0], because=f"Proposed: the words “{found[0][1]}”.")
    if found:
        named = listed(in_words(parse_when(day)) for day, _ in found[:4])
        return Proposal(because=f"Not proposed: {named} are named.")
    return NOTHING


def relay(dossier: Dossier, paper: Paper, chosen: Chosen) -> Proposal:
    """Which message is told on: one that was told in this document before, else the likest."""
    told = {r.id for r in dossier.citing(paper.document.id, Relay)}
    if len(told) == 1:
        return Proposal(value=next(iter(told)), because="Proposed: it was told in this document.")
    texts = {
        r.id: " ".join((r.known_as, *(e.says for e in r.elements), *_carried(r))) for r in dossier.all(Relay)
    }
    return likest(dossier, chosen.words, texts)


def _carried(relay: Relay, element: str = "") -> list[str]:
    return [c.words for h in relay.hops for e, c in h.carries if c.words and element in ("", e)]


def telling(dossier: Dossier, paper: Paper, relay: Relay) -> Proposal:
    """Which telling of the message the document is: the one that rests on it; none for a new one."""
    here = [h.id for h in relay.hops if h.id and _rests_on(dossier, paper, h)]
    if len(here) == 1:
        return Proposal(value=here[0], because="Proposed: it rests on this document.")
    if here:
        named = listed(telling_in_words(dossier, h) for h in relay.hops if h.id in here)
        return Proposal(because=f"Not proposed: {named} rest on this document.")
    return Proposal(because="A new telling: none rests on this document yet.")


def telling_in_words(dossier: Dossier, hop: Hop) -> str:
    """Return who told it, and when; the hop's short name when nobody says."""
    statement = dossier.of(Statement, hop.statement) if hop.statement else None
    by = hop.by or (statement.by if statement is not None else "")
    when = hop.on or (statement.said if statement is not None else None)
    words = ", ".join(filter(None, (dossier.title(by) if by else "", in_words(when) if when else "")))
    return words or hop.id


def _rests_on(dossier: Dossier, paper: Paper, hop: Hop) -> bool:
    statement = dossier.of(Statement, hop.statement) if hop.statement else None
    sources = (*hop.source, *(statement.source if statement is not None else ()),
               *(s for _, carry in hop.carries for s in carry.source))  # fmt: skip
    return any(
        s.split(" ", 1)[0].split("/", 1)[0] in (paper.document.id, *paper.document.aliases)
        and _of_part(paper, (s,)) for s in sources
    )  # fmt: skip


def elements(relay: Relay, chosen: Chosen) -> dict[str, str]:
    """Which elements the sentence tells, each with the words that show it."""
    mine, found = by_stem(chosen.words), {}
    for element in relay.elements:
        for text in (element.says, *_carried(relay, element.id)):
            theirs = stems(text)
            shared = mine.keys() & theirs
            enough = len(shared) >= min(2, len(theirs)) and len(shared) >= LEAST * len(theirs)
            if theirs and enough and element.id not in found:
                found[element.id] = _quoted(mine, shared)
    return found


def _quoted(words: Mapping[str, str], stems: Iterable[str]) -> str:
    """Some of the words, as they stand, in their order in the sentence."""
    wanted = set(stems)
    return listed([f"“{word}”" for stem, word in words.items() if stem in wanted][:4])
