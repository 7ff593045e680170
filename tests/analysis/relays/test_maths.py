"""Relay marks against a literal slow reference, and what must hold for any relay."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from summitry.analysis.relays.marks import Mark
from summitry.analysis.relays.maths import Judged, judge
from summitry.analysis.relays.tellings import Ladder, Telling, Told, ladders

ROWS = ladders([("a", ""), ("b", ""), ("soft", ""), ("hard", "soft"), ("harder", "hard")])
CONDITIONS = ("k", "l")
WORDS = ("no tests", "no more tests", "never any tests")

tolds = st.lists(
    st.builds(
        Told,
        element=st.sampled_from(["a", "b", "soft", "hard", "harder"]),
        words=st.sampled_from(WORDS),
        conditions=st.lists(st.sampled_from(CONDITIONS), unique=True).map(
            lambda cs: tuple((c, f"while {c}") for c in cs)
        ),
    ),
    max_size=4,
    unique_by=lambda t: next(r.root for r in ROWS if t.element in r.elements),
).map(tuple)
plain = st.lists(st.tuples(tolds, st.booleans()), max_size=6).map(
    lambda hops: tuple(
        Telling(id=f"h{n}", told=told, whole=whole, in_words=bool(told) or whole)
        for n, (told, whole) in enumerate(hops)
    )
)


def said(telling: Telling, row: Ladder) -> Told | None:
    return next((t for t in telling.told if t.element in row.elements), None)


def hung_on(telling: Telling, condition: str) -> set[str]:
    return {r.root for r in ROWS if (t := said(telling, r)) and condition in dict(t.conditions)}


def reference(tellings: tuple[Telling, ...]) -> dict[tuple[str, str], set[Mark]]:
    """FORMAT section 5, read aloud: wording marks, dropped, condition lost, told without."""
    found: dict[tuple[str, str], set[Mark]] = {}
    in_words = [t for t in tellings if t.in_words]
    for n, telling in enumerate(in_words):
        earlier = in_words[:n]
        whole = [t for t in earlier if t.whole]
        base = whole[-1] if whole else earlier[0] if earlier else None
        for row in ROWS:
            marks = set()
            now, then = said(telling, row), said(base, row) if base else None
            carriers = [t for t in earlier if said(t, row)]
            last = then or (said(carriers[-1], row) if carriers else None)
            gone = dropped_before(in_words, n, row)
            if now and last is None:
                marks.add(Mark.FIRST if not earlier else Mark.ADDED)
            elif now and last:
                order = ["soft", "hard", "harder"]
                if gone:
                    marks.add(Mark.BACK)
                if now.element != last.element:
                    up = order.index(now.element) > order.index(last.element)
                    marks.add(Mark.HARDENED if up else Mark.SOFTENED)
                elif now.words != last.words and not part_of(now.words, last.words, telling):
                    marks.add(Mark.REWORDED)
                elif not gone:
                    marks.add(Mark.SAME)
            elif not now and then and telling.whole and not gone:
                marks.add(Mark.DROPPED)
            for condition in CONDITIONS:
                if base and row.root in hung_on(base, condition) and not hung_on(telling, condition):
                    if telling.whole:
                        marks.add(Mark.CONDITION_LOST)
                    elif now:
                        marks.add(Mark.WITHOUT_CONDITION)
            if marks:
                found[row.root, telling.id] = marks
    return found


def part_of(now: str, last: str, telling: Telling) -> bool:
    """An excerpt in which nothing is new: its words stand in the other in their order."""
    rest = iter(last.split())
    return not telling.whole and all(word in rest for word in now.split())


def dropped_before(tellings: list[Telling], n: int, row: Ladder) -> bool:
    """Whether a whole telling has dropped it, and nobody has told it since."""
    for place in reversed(range(n)):
        if said(tellings[place], row):
            return False
        whole = [t for t in tellings[:place] if t.whole]
        base = whole[-1] if whole else tellings[0] if place else None
        if tellings[place].whole and base and said(base, row):
            return True
    return False


REFERRED = {
    Mark.FIRST, Mark.ADDED, Mark.BACK, Mark.HARDENED, Mark.SOFTENED, Mark.REWORDED, Mark.SAME,
    Mark.DROPPED, Mark.CONDITION_LOST, Mark.WITHOUT_CONDITION,
}  # fmt: skip


@given(plain)
def test_the_marks_are_those_of_the_reference(tellings: tuple[Telling, ...]) -> None:
    found = {}
    for judged in judge(tellings, ROWS):
        marks = set(judged.marks) & REFERRED
        if marks:
            found[judged.row, judged.telling] = marks
    assert found == reference(tellings)


@given(plain, st.integers(0, 5), st.booleans())
def test_what_is_told_later_changes_no_earlier_judgement(
    tellings: tuple[Telling, ...], cut: int, spoken: bool
) -> None:
    more = tuple(replace(t, spoken=spoken) if n >= cut else t for n, t in enumerate(tellings))
    early = judge(tellings[:cut], ROWS)
    assert judge(more, ROWS)[: len(early)] == early


@given(plain)
def test_an_excerpt_drops_nothing_and_loses_no_condition(tellings: tuple[Telling, ...]) -> None:
    parts = {t.id for t in tellings if not t.whole}
    for judged in judge(tellings, ROWS):
        if judged.telling in parts:
            assert not {Mark.DROPPED, Mark.CONDITION_LOST} & set(judged.marks)


@given(plain)
def test_an_element_is_dropped_once_until_somebody_tells_it_again(tellings: tuple[Telling, ...]) -> None:
    gone: set[str] = set()
    for judged in judge(tellings, ROWS):
        if Mark.DROPPED in judged.marks:
            assert judged.row not in gone
            gone.add(judged.row)
        elif judged.told is not None:
            gone.discard(judged.row)


def without(judged: tuple[Judged, ...], id: str) -> list[Judged]:
    return [j for j in judged if j.telling != id]


@given(plain, tolds, st.integers(0, 6))
def test_an_instruction_and_a_telling_without_words_change_no_other(
    tellings: tuple[Telling, ...], told: tuple[Told, ...], place: int
) -> None:
    order = Telling(id="order", told=told, whole=True, spoken=False)
    silent = Telling(id="silent", told=tuple(replace(t, words="") for t in told), in_words=False)
    plain_marks = list(judge(tellings, ROWS))
    for extra in (order, silent):
        judged = judge((*tellings[:place], extra, *tellings[place:]), ROWS)
        assert without(judged, extra.id) == plain_marks
        own = [j for j in judged if j.telling == extra.id]
        assert not any({Mark.DROPPED, Mark.CONDITION_LOST} & set(j.marks) for j in own)


@given(plain)
def test_other_names_give_the_same_marks(tellings: tuple[Telling, ...]) -> None:
    def new(name: str) -> str:
        return f"x-{name}" if name else ""

    renamed = tuple(
        replace(
            t, id=new(t.id),
            told=tuple(
                replace(
                    o, element=new(o.element), conditions=tuple((new(c), w) for c, w in o.conditions)
                )
                for o in t.told
            ),
        )
        for t in tellings
    )  # fmt: skip
    rows = tuple(Ladder(root=new(r.root), rungs=tuple((new(e), new(b)) for e, b in r.rungs)) for r in ROWS)
    one, other = judge(tellings, ROWS), judge(renamed, rows)
    assert [(new(j.row), new(j.telling), j.marks) for j in one] == [
        (j.row, j.telling, j.marks) for j in other
    ]


@given(plain)
def test_a_whole_telling_repeated_word_for_word_changes_nothing(tellings: tuple[Telling, ...]) -> None:
    again = tuple(replace(t, whole=True, in_words=True) for t in tellings)
    if not again:
        return
    twice = (*again, replace(again[-1], id="again"))
    marks = {m for j in judge(twice, ROWS) if j.telling == "again" for m in j.marks}
    assert marks <= {Mark.SAME, Mark.NO_WORDS}


@given(
    st.lists(
        st.tuples(st.sampled_from("abcd"), st.sampled_from(["", *"abcde"])),
        max_size=5,
        unique_by=lambda p: p[0],
    )
)
def test_every_element_stands_in_one_ladder_whatever_is_harder_than_what(
    pairs: list[tuple[str, str]],
) -> None:
    rows = ladders(pairs)
    assert sorted(e for r in rows for e in r.elements) == sorted(e for e, _ in pairs)
    for row in rows:
        for element in row.elements:
            assert element not in row.below(element)
            assert row.below(element)[-1:] in ((row.root,), ()) or element == row.root


# -- by hand --------------------------------------------------------------------------------------


def marked(tellings: list[Telling], row: str, hop: str) -> set[str]:
    judged = [j for j in judge(tellings, ROWS) if j.row == row and j.telling == hop]
    return {m.value for j in judged for m in j.marks}


def test_what_a_second_report_of_a_telling_has_is_not_dropped() -> None:
    first = Telling(id="first", whole=True, told=(Told(element="a", words="x"), Told(element="b", words="y")))
    second = Telling(id="second", whole=True, told=(Told(element="b", words="y"),))
    report = Telling(id="report", version_of="second", told=(Told(element="a", words="x"),))
    assert marked([first, second], "a", "second") == {"dropped"}
    assert marked([first, second, report], "a", "second") == set()
    assert marked([first, second, report], "a", "report") == {"versions differ"}


def test_a_telling_is_compared_with_the_last_that_was_charged_with_the_element() -> None:
    first = Telling(id="first", whole=True, told=(Told(element="a", words="x"), Told(element="b", words="y")))
    only_a = Telling(id="only-a", whole=True, charged=frozenset({"a"}), told=(Told(element="a", words="x"),))
    third = Telling(id="third", whole=True, told=(Told(element="a", words="x"),))
    assert marked([first, only_a, third], "b", "only-a") == set()
    assert marked([first, only_a, third], "b", "third") == {"dropped"}


def test_a_named_comparison_wins() -> None:
    first = Telling(id="first", whole=True, told=(Told(element="a", words="x"),))
    second = Telling(id="second", whole=True, told=(Told(element="a", words="z"),))
    third = Telling(id="third", compare_with="first", told=(Told(element="a", words="x"),))
    assert marked([first, second, third], "a", "third") == {"same words"}
    assert marked([first, second, replace(third, compare_with="")], "a", "third") == {"reworded"}
