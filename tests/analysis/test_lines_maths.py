"""Which answers are in force: against a literal slow reference, day by day."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from summitry.analysis.lines import (
    PUBLIC,
    Given,
    divided_bodies,
    drifts,
    in_force,
    register_contrasts,
    spells,
    surely_before,
    two_answers,
)

START = date(2018, 3, 1)
LIFE = 10
BODIES = {"p1": "x", "p2": "x", "p3": "y"}


def answer(
    n: int, post: str, register: str, says: tuple[str, ...], day: int, width: int, hour: int | None,
    until: int | None, ended: int | None,
) -> Given:  # fmt: skip
    first = START + timedelta(days=day)
    timed = hour is not None and width == 0
    return Given(
        statement=f"s{n}", post=post, body=BODIES[post], side="us", official=True, register=register,
        answers=says, first=first, last=first + timedelta(days=width),
        begins=first + timedelta(days=width),
        at=datetime(first.year, first.month, first.day, hour or 0, tzinfo=UTC) if timed else None,
        until=first + timedelta(days=until) if until is not None else None,
        ended=first + timedelta(days=ended) if ended is not None else None,
    )  # fmt: skip


fields = st.tuples(
    st.sampled_from(sorted(BODIES)),
    st.sampled_from([PUBLIC, "dprk", "inside"]),
    st.sampled_from([("none",), ("some",), ("none", "some")]),
    st.integers(0, 25),
    st.sampled_from([0, 0, 0, 3]),
    st.sampled_from([None, 9, 18]),
    st.sampled_from([None, None, 0, 4]),
    st.sampled_from([None, None, 0, 2]),
)
answers = st.lists(fields, max_size=7).map(lambda rows: [answer(n, *row) for n, row in enumerate(rows)])
DAYS = [START + timedelta(days=n) for n in range(45)]


def reference(found: list[Given], day: date) -> set[tuple[str, str]]:
    """FORMAT section 4, read aloud, of one day."""
    standing = set()
    for one in found:
        if one.begins > day:
            continue  # not yet said for certain
        later = [o for o in found if o.post == one.post and o.register == one.register]
        if any(surely_before(one, o) and max(o.begins, one.begins) <= day for o in later):
            continue  # the same post's next answer in that register
        if one.until is not None and day > one.until:
            continue
        if one.ended is not None and day >= one.ended:
            continue
        if one.register == PUBLIC and (day - one.begins).days > LIFE:
            continue  # nobody has repeated it
        standing.add((one.statement, one.register))
    return standing


def standing(found: list[Given], day: date) -> set[tuple[str, str]]:
    return {(s.given.statement, s.given.register) for s in in_force(spells(found, LIFE), day)}


@given(answers)
def test_in_force_is_that_of_the_reference_on_every_day(found: list[Given]) -> None:
    for day in DAYS:
        assert standing(found, day) == reference(found, day)


@given(answers, st.randoms(use_true_random=False))
def test_the_order_of_records_changes_nothing(found: list[Given], shuffle: object) -> None:
    mixed = list(found)
    shuffle.shuffle(mixed)  # type: ignore[attr-defined]
    assert spells(mixed, LIFE) == spells(found, LIFE)


@given(answers, fields)
def test_a_later_answer_changes_nothing_before_it(found: list[Given], row: tuple[object, ...]) -> None:
    later = answer(99, *row)  # type: ignore[arg-type]
    for day in DAYS:
        if day < later.first:
            assert standing([*found, later], day) == standing(found, day)


@given(answers)
def test_two_answers_are_found_exactly_where_two_bodies_differ(found: list[Given]) -> None:
    now = [s.given for s in in_force(spells(found, LIFE), DAYS[20])]
    shown = {c.register for c in two_answers(now)}
    for register in (PUBLIC, "dprk", "inside"):
        x = {a for g in now if g.register == register and g.body == "x" for a in g.answers}
        y = {a for g in now if g.register == register and g.body == "y" for a in g.answers}
        assert (register in shown) == bool(x and y and x != y)


@given(answers)
def test_a_divided_body_has_two_differing_answers_in_one_register(found: list[Given]) -> None:
    now = [s.given for s in in_force(spells(found, LIFE), DAYS[20])]
    for contrast in divided_bodies(now):
        assert {(g.body, g.register) for g in contrast.given} == {(contrast.among, contrast.register)}
        assert len({g.says for g in contrast.given}) > 1


@given(answers)
def test_drift_is_from_an_answer_no_longer_in_force_to_one_that_is_repeated_since(found: list[Given]) -> None:
    every = spells(found, LIFE)
    now = in_force(every, DAYS[20])
    for before, after in drifts(every, now):
        assert before.voice == after.voice and before.says != after.says
        assert surely_before(before, after)
        assert before.statement not in {s.given.statement for s in now if s.given.register == before.register}
        assert any(s.given.voice == after.voice and s.given.says == after.says for s in now)


def said(post: str, register: str, says: str, day: int, hour: int | None = None) -> Given:
    return answer(day * 100 + (hour or 0), post, register, (says,), day, 0, hour, None, None)


def test_on_one_day_without_hours_both_stand_and_with_hours_the_later() -> None:
    assert len(standing([said("p1", PUBLIC, "none", 1), said("p1", PUBLIC, "some", 1, 9)], DAYS[1])) == 2
    timed = [said("p1", PUBLIC, "none", 1, 18), said("p1", PUBLIC, "some", 1, 9)]
    assert standing(timed, DAYS[1]) == {("s118", PUBLIC)}


def test_a_private_answer_does_not_lapse() -> None:
    assert standing([said("p1", "dprk", "none", 1)], DAYS[40])
    assert not standing([said("p1", PUBLIC, "none", 1)], DAYS[40])


def test_the_opposite_in_another_register_is_shown_and_an_overlap_is_not() -> None:
    apart = [said("p1", PUBLIC, "none", 1), said("p2", "dprk", "some", 2)]
    assert [c.side for c in register_contrasts(apart)] == ["us"]
    both = replace(apart[1], answers=("none", "some"))
    assert register_contrasts([apart[0], both]) == ()


def test_of_two_answers_of_one_day_neither_drifted_from_the_other() -> None:
    none, some, again = (answer(n, "p1", "dprk", (a,), d, 0, None, None, None)
                         for n, (a, d) in enumerate((("none", 0), ("some", 0), ("some", 1))))  # fmt: skip
    every = spells([none, some, again], LIFE)
    assert drifts(every, in_force(every, DAYS[20])) == ((none, again),)
