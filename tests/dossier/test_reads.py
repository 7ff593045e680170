"""Remembered answers: whatever is learned, changed or deleted, each is what a fresh computation gives.

A small world of events and statements, with questions of every sort: of one record, of a list, of the
records that name one, of a month, of what time decides, of other questions' answers. A memory is moved
through it at random, and only some of the questions are asked each time.
"""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from summitry.dossier.answers import Answer, shared
from summitry.dossier.kinds import Event, Statement
from summitry.dossier.session import Session, Turn
from summitry.dossier.value import Dossier, Whole
from summitry.folder.load import load_texts

START = date(2018, 3, 1)
HEADER = "format: 1\ndossier: small\nown_side: us\ncounterparts: [them]\n"
FIXED = """
parties: [{id: us, name: Us, role: principal}, {id: them, name: Them, role: principal}]
kinds_of_event: [{id: test, name: a test}, {id: talk, name: a talk}]
"""


def happened(dossier: Dossier, id: str) -> str:
    """Of one record, and of time."""
    event = dossier.of(Event, id)
    return id if event is not None and event.on is not None and dossier.passed(event.on) else ""


def spoken_of(dossier: Dossier, id: str) -> tuple[str, ...]:
    """Of the records that name one; blank where nobody speaks of it."""
    return tuple(s.words for s in dossier.naming(id, Statement))


def in_hand(dossier: Dossier, id: str, kind: str) -> str:
    """Of another answer: what happened, of one kind."""
    event = dossier.of(Event, dossier.ask(happened, id) or "nothing")
    return event.title if event is not None and event.of_kind == kind else ""


def all_happened(dossier: Dossier) -> tuple[str, ...]:
    return dossier.each(happened, Event)


def told(dossier: Dossier) -> int:
    """Of a gathering whose answers seldom differ."""
    return len(dossier.each(spoken_of, Event))


def by_kind(dossier: Dossier, kind: str) -> tuple[str, ...]:
    return dossier.each_naming(kind, in_hand, Event, kind)


def in_march(dossier: Dossier) -> tuple[str, ...]:
    return dossier.each_in_month((2018, 3), happened, Event)


def whether_talked(dossier: Dossier) -> bool:
    """Of an answer that comes out equal most of the time, so that what rests on it should hold."""
    return bool(dossier.ask(by_kind, "talk"))


def summary(dossier: Dossier) -> str:
    talked = dossier.ask(whether_talked)
    first = dossier.ask(all_happened)[:1] if talked else dossier.ask(in_march)
    return f"{talked} {first} {dossier.ask(told)}"


@shared
def any_test(dossier: Dossier) -> bool:
    """Settled in the turn."""
    return bool(dossier.ask(by_kind, "test"))


def tone(dossier: Dossier) -> str:
    """Of an answer that is settled in the turn, and of one that is not."""
    return f"{dossier.ask(any_test)} {dossier.ask(happened, 'e0')}"


@shared
def mood(dossier: Dossier) -> str:
    """Settled in the turn, perhaps before what it rests on below another that is."""
    return f"{dossier.ask(tone)} {len(dossier.ask(in_march)) > 1}"


def first_of_all(dossier: Dossier) -> str | None:
    return dossier.first(happened, Event)


def known_ids(dossier: Dossier) -> tuple[str, ...]:
    return dossier.ids("event")


def closing(dossier: Dossier) -> str:
    return f"{dossier.ask(mood)} {dossier.ask(first_of_all)} {dossier.ask(tone)}"


QUESTIONS = (
    (summary,), (closing,), (mood,), (tone,), (any_test,), (first_of_all,), (known_ids,), (whether_talked,),
    (by_kind, "test"), (by_kind, "talk"), (in_march,), (told,), (all_happened,),
    *((spoken_of, f"e{n}") for n in range(5)), *((in_hand, "e1", kind) for kind in ("test", "talk")),
)  # fmt: skip

events = st.fixed_dictionaries({
    "kind": st.sampled_from(["test", "talk"]),
    "on": st.integers(0, 50).map(lambda n: (START + timedelta(days=n)).isoformat()),
    "title": st.sampled_from(["One", "Other"]),
    "learned": st.integers(0, 40).map(lambda n: (START + timedelta(days=n)).isoformat()),
})  # fmt: skip
statements = st.fixed_dictionaries({
    "about": st.integers(0, 4).map(lambda n: f"e{n}"),
    "words": st.sampled_from(["Yes", "No"]),
    "said": st.integers(0, 40).map(lambda n: (START + timedelta(days=n)).isoformat()),
})  # fmt: skip
worlds = st.fixed_dictionaries({
    "e": st.dictionaries(st.integers(0, 4), events, min_size=2),
    "s": st.dictionaries(st.integers(0, 3), statements, min_size=1),
})  # fmt: skip
steps = st.lists(
    st.tuples(
        st.one_of(st.integers(0, 9), worlds),
        st.one_of(st.just(QUESTIONS), st.lists(st.sampled_from(QUESTIONS), max_size=4)),
    ),
    min_size=2, max_size=12,
)  # fmt: skip


def whole_of(world: dict[str, dict[int, dict[str, str]]]) -> Whole:
    lines = [FIXED]
    for plural, letter, more in (("events", "e", "by: them"), ("statements", "s", "by: us, to: public")):
        made = [
            f"- {{id: {letter}{n}, {more}, {', '.join(f'{k}: {v}' for k, v in sorted(fields.items()))}}}"
            for n, fields in sorted(world[letter].items())
        ]
        lines += [f"{plural}:", *made] if made else []
    return load_texts({"dossier.yaml": HEADER, "a.yaml": "\n".join(lines)}).whole


def turned(session: Session, whole: Whole, move: object) -> tuple[Whole, Turn]:
    """Let days go by, or take over another world."""
    if isinstance(move, int):
        return whole, session.move_to(session.day + timedelta(days=move))
    after = whole_of(move)
    old, new = ({r.id: r for r in some.records} for some in (whole, after))
    kept = tuple(old[id] if old.get(id) == r else r for id, r in new.items())
    changes = [(old.get(id), new.get(id)) for id in {**old, **new} if old.get(id) != new.get(id)]
    now = Whole(header=after.header, records=kept, faults=after.faults)
    return now, session.change(changes, now)


@given(worlds, steps)
@settings(max_examples=100)
def test_a_remembered_answer_is_what_a_fresh_computation_gives(world: dict, moves: list) -> None:
    whole = whole_of(world)
    session = Session(Dossier(whole).as_of(START))
    for question, *args in QUESTIONS:
        session.dossier.ask(question, *args)
    for move, asked in (*moves, (0, QUESTIONS)):
        whole, _ = turned(session, whole, move)
        fresh = Dossier(whole).as_of(session.day)
        for question, *args in asked:
            assert session.dossier.ask(question, *args) == fresh.ask(question, *args)


@given(worlds, steps)
@settings(max_examples=60)
def test_whoever_asks_again_only_what_a_turn_doubts_misses_nothing(world: dict, moves: list) -> None:
    whole = whole_of(world)
    session = Session(Dossier(whole).as_of(START))
    held = {("q", question, tuple(args)): None for question, *args in QUESTIONS}
    doubted = tuple(held)
    for move, _ in ((0, ()), *moves):
        whole, turn = turned(session, whole, move)
        doubted = tuple(held) if turn.restarted else (*doubted, *turn.doubted)
        for _, question, args in (key for key in doubted if key in held):
            held["q", question, args] = session.dossier.ask(question, *args)
        doubted = ()
        fresh = Dossier(whole).as_of(session.day)
        assert held == {key: fresh.ask(key[1], *key[2]) for key in held}


def test_doubt_stops_at_a_shared_answer_that_comes_out_equal() -> None:
    world = {
        "e": {
            n: {"kind": "test", "on": "2018-03-01", "title": "One", "learned": "2018-03-01"} for n in range(3)
        },
        "s": {},
    }
    world["e"][2]["learned"] = "2018-03-03"
    session = Session(Dossier(whole_of(world)).as_of(START))
    before = session.dossier.ask(closing)
    turn = session.move_to(START + timedelta(days=2))
    asked = {key[1] for key in turn.doubted}
    assert {by_kind, any_test} <= asked
    assert tone not in asked, "any_test is as it was"
    assert session.dossier.ask(closing) == before


def test_only_what_was_learned_is_asked_again() -> None:
    world = {
        "e": {
            n: {"kind": "test", "on": "2018-03-01", "title": "One", "learned": "2018-03-01"}
            for n in range(40)
        },
        "s": {},
    }
    world["e"][7]["learned"] = "2018-03-03"
    session = Session(Dossier(whole_of(world)).as_of(START))
    assert len(session.dossier.ask(by_kind, "test")) == 39
    turn = session.move_to(START + timedelta(days=2))
    assert len(session.dossier.ask(by_kind, "test")) == 40
    answers = session.dossier.memory.answers
    assert {key[2][0] for key, a in answers.items() if key[1] is in_hand and a.changed} == {"e7"}
    assert all(isinstance(answers[key], Answer) and not answers[key].doubted for key in turn.doubted)
