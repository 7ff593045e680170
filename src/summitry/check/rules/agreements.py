"""AGR: what became of earlier deals, and does everybody say so?"""

from __future__ import annotations

from collections.abc import Iterable

from summitry.analysis.ledger import Entry, ledger
from summitry.check.rule import Found, rule
from summitry.check.rules.pledges import joined
from summitry.dossier.kinds import Agreement
from summitry.dossier.sides import side_of, the
from summitry.dossier.value import Dossier
from summitry.foundation.dates import in_words
from summitry.foundation.diagnostics import Related, Severity
from summitry.foundation.wording import dated, number, quoted

LONG = 730
"""Days after which somebody should have recorded what became of a duty: two years."""


def _duties(dossier: Dossier, entries: Iterable[Entry]) -> str:
    return joined([f"{quoted(dossier.title(e.target))} ({the(dossier, e.by)})" for e in entries])


@rule("AGR001", "duties-without-fate", Severity.NOTICE, Agreement)
def duties_without_fate(dossier: Dossier, agreement: Agreement) -> Iterable[Found]:
    """Nothing is on record of what became of duties of an agreement more than two years old.

    An agreement that nobody ended may still be held against either side. Record what became of each
    duty of both sides, or that the agreement came to an end.
    """
    book = dossier.ask(ledger, agreement.id)
    if book is None or book.ended or book.on is None or not _old(dossier, agreement):
        return
    open_ = [e for e in book.entries if e.status is None and e.fate < 0 and not e.overdue and e.due is None]
    if open_:
        yield Found(
            message=f"Nothing is on record of what became of {_share(len(open_), len(book.entries))}"
            f" of the {agreement.known_as}: {_duties(dossier, open_)}.",
            at=agreement.where("duties", open_[0].position), about=(agreement.id,),
            hint="Record each one's `fate` with its day, or the agreement's end under `states`.",
        )  # fmt: skip


def _share(few: int, whole: int) -> str:
    if few == whole:
        return "the one duty" if whole == 1 else f"any of the {number(whole)} duties"
    return f"{number(few)} of the {number(whole)} duties"


def _old(dossier: Dossier, agreement: Agreement) -> bool:
    assert agreement.on is not None
    last = agreement.on.latest
    return last.year < 9990 and dossier.passed(type(last).fromordinal(last.toordinal() + LONG))


@rule("AGR002", "only-one-side-says", Severity.NOTICE, Agreement)
def only_one_side_says(dossier: Dossier, agreement: Agreement) -> Iterable[Found]:
    """A duty stands in one text of an agreement and not in the other.

    In 2012 each side issued its own statement; what only one of them said was never agreed. Do not
    rest on such a duty, and have the next text be one text.
    """
    book = dossier.ask(ledger, agreement.id)
    lacking = [e for e in book.entries if e.wording.missing] if book is not None else []
    if not lacking:
        return
    texts = {t.id: joined([the(dossier, by) for by in t.by]) if t.by else t.id for t in agreement.texts}
    told = [
        f"{quoted(dossier.title(e.target))} stands in the text of"
        f" {joined([texts[t] for t in e.wording.said_by])}"
        f" and not in that of {joined([texts[t] for t in e.wording.missing])}"
        for e in lacking
    ]
    yield Found(
        message=f"{agreement.known_as}: {'; '.join(told)}.",
        at=agreement.where("duties", lacking[0].position, "in"), about=(agreement.id,),
        hint="Rest nothing on what one side alone said; write the words of the other text if it has any.",
    )  # fmt: skip


@rule("AGR003", "texts-differ", Severity.NOTICE, Agreement)
def texts_differ(dossier: Dossier, agreement: Agreement) -> Iterable[Found]:
    """The texts of one agreement word a duty differently.

    Where each side has its own text, each will later quote its own. Lay the words side by side before
    anybody calls the duty agreed.
    """
    book = dossier.ask(ledger, agreement.id)
    unlike = [e for e in book.entries if e.wording.differ] if book is not None else []
    if not unlike:
        return
    first = agreement.duties[unlike[0].position]
    words = dict(first.in_)
    said = joined([f"{quoted(words[t])}" for t in unlike[0].wording.said_by])
    more = f" So with {_duties(dossier, unlike[1:])}." if len(unlike) > 1 else ""
    yield Found(
        message=f'The texts of the {agreement.known_as} word {quoted(dossier.title(unlike[0].target))}'
        ' differently:'
        f" {said}.{more}",
        at=agreement.where("duties", unlike[0].position, "in"), about=(agreement.id,),
        hint="Lay the words side by side, and record how each side read the duty under `readings`.",
    )  # fmt: skip


@rule("AGR004", "states-contradict", Severity.NOTICE, Agreement)
def states_contradict(dossier: Dossier, agreement: Agreement) -> Iterable[Found]:
    """Two states of an agreement begin on one day and differ, or one begins before it was made.

    Then nobody can say what the agreement was from that day on. Correct a date, or say in one state
    what each side held.
    """
    seen: dict[str, int] = {}
    for at, state in enumerate(agreement.states):
        if state.since is None:
            continue
        if agreement.on is not None and state.since.latest < agreement.on.earliest:
            yield Found(
                message=f"The {agreement.known_as} is entered as {state.is_ or 'changed'} from"
                f" {in_words(state.since)}, before it was made {dated(agreement.on)}.",
                at=agreement.where("states", at, "since"), about=(agreement.id,),
                hint="Correct one of the two dates.",
            )  # fmt: skip
        before = seen.setdefault(state.since.text, at)
        other = agreement.states[before]
        if before != at and other.is_ != state.is_ and other.by == state.by:
            yield Found(
                message=f"The {agreement.known_as} is entered both as {other.is_} and as {state.is_} from"
                f" {in_words(state.since)} on.",
                at=agreement.where("states", at), about=(agreement.id,),
                hint="Correct a date, or say under `by` whose act or view each is.",
                related=(Related(agreement.where("states", before), "the other state"),),
            )  # fmt: skip


@rule("AGR005", "one-side-owes", Severity.NOTICE, Agreement)
def one_side_owes(dossier: Dossier, agreement: Agreement) -> Iterable[Found]:
    """Of an agreement between two or more sides, the duties of one alone are on record.

    A ledger of one side's breaches shows half of what happened, and the other side will know the
    rest. Record what the other side owed, and what became of that.
    """
    book = dossier.ask(ledger, agreement.id)
    if book is None or len(book.sides) < 2 or len(book.owing) != 1 or len(book.entries) < 2:
        return
    others = [side for side in book.sides if side not in book.owing]
    yield Found(
        message=f"Of the {agreement.known_as} only the duties of {the(dossier, book.owing[0])} are on"
        " record,"
        f" none of {joined([the(dossier, side) for side in others], 'or')}.",
        at=agreement.where("duties"), about=(agreement.id, book.owing[0]),
        hint="Record what the other side owed, or, in a note, that it owed nothing.",
    )  # fmt: skip


@rule("AGR006", "overdue", Severity.SERIOUS, Agreement)
def overdue(dossier: Dossier, agreement: Agreement) -> Iterable[Found]:
    """The day by which a duty was due has passed, and nobody has recorded whether it was done.

    Either side may open the meeting with it. Find out, and record its fate.
    """
    book = dossier.ask(ledger, agreement.id)
    late = [e for e in book.entries if e.overdue] if book is not None and not book.ended else []
    for entry in late:
        assert entry.due is not None
        yield Found(
            message=f'{quoted(dossier.title(entry.target))} in the {agreement.known_as} was due by'
            f" {in_words(entry.due)}; nothing is on record of what became of it.",
            at=agreement.where("duties", entry.position, "due"), about=(agreement.id, entry.target),
            hint="Find out what became of it, and record its `fate`.",
        )  # fmt: skip


@rule("AGR007", "duty-not-accepted", Severity.SERIOUS, Agreement)
def duty_not_accepted(dossier: Dossier, agreement: Agreement) -> Iterable[Found]:
    """A duty is in another's words, and the one who owes it never agreed to them, or withdrew.

    Such a duty binds nobody. Have it said or signed by the one who owes it, or rest nothing on it.
    """
    for at, duty in enumerate(agreement.duties):
        side = side_of(dossier, duty.by)
        if not duty.worded_by or not side or side_of(dossier, duty.worded_by) == side:
            continue
        own = [a for a in duty.accepted if side_of(dossier, a.who) == side
               and (a.on is None or dossier.passed(a.on, agreement.zone))]  # fmt: skip
        how = own[-1].how if own else ""
        if how in ("agreed", "signed"):
            continue
        target = f"{agreement.id}/{duty.id}"
        but = "withdrew from them" if how == "withdrew" else "has not agreed to them"
        yield Found(
            message=f'The words of {quoted(dossier.title(target))} in the {agreement.known_as} are those of'
            f" {the(dossier, duty.worded_by)}; {the(dossier, duty.by)} {but}.",
            at=agreement.where("duties", at, "worded_by"), about=(agreement.id, target, duty.worded_by),
            hint="Rest nothing on it until the one who owes it has agreed; record that under `accepted`.",
        )  # fmt: skip


@rule("AGR008", "duties-wait-in-a-circle", Severity.SERIOUS, Agreement)
def duties_in_a_circle(dossier: Dossier, agreement: Agreement) -> Iterable[Found]:
    """Duties of an agreement each wait for the other.

    Then none can ever come due. Say which comes first, or that they are given at the same time (by
    `in_return_for` instead of `after`).
    """
    book = dossier.ask(ledger, agreement.id)
    for circle in book.circles if book is not None and not book.ended else ():
        words = joined([quoted(dossier.title(target)) for target in circle])
        yield Found(
            message=f"In the {agreement.known_as} {words} wait for each other."
            if len(circle) > 1 else f"In the {agreement.known_as} {words} waits for itself.",
            at=agreement.where("duties"), about=(agreement.id, *circle),
            hint="Say which comes first, or write `in_return_for` where they are given together.",
        )  # fmt: skip


@rule("AGR009", "ours-not-carried-out", Severity.SERIOUS, Agreement)
def ours_not_carried_out(dossier: Dossier, agreement: Agreement) -> Iterable[Found]:
    """A duty of ours was judged not carried out, while the other side's was.

    The other side will open with it, and every breach of theirs will be answered with ours. Carry it out,
    or agree another day before they ask.
    """
    own = dossier.header.own_side
    book = dossier.ask(ledger, agreement.id)
    if book is None or book.ended or not own:
        return
    ours = [e for e in book.entries if e.side == own and e.status in (0, 1)]
    theirs = [e for e in book.entries if e.side not in ("", own) and e.status in (2, 3)]
    for entry in ours if theirs else ():
        when = f" {dated(entry.judged)}" if entry.judged is not None else ""
        yield Found(
            message=f"{quoted(dossier.title(entry.target))} in the {agreement.known_as} is ours and was"
            f" judged not carried out{when}; {joined([quoted(dossier.title(e.target)) for e in theirs])},"
            f" {'theirs, was' if len(theirs) == 1 else 'all theirs, were'}.",
            at=agreement.where("duties", entry.position, "fate", entry.fate),
            about=(agreement.id, entry.target, *(e.target for e in theirs)),
            hint="Carry it out, or agree another day, before the other side asks.",
        )  # fmt: skip


RULES = (
    duties_without_fate, only_one_side_says, texts_differ, states_contradict, one_side_owes, overdue,
    duty_not_accepted, duties_in_a_circle, ours_not_carried_out,
)  # fmt: skip
