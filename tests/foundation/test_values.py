"""Our frozen values are the standard library's in all they do; only their methods come later."""

import copy
import dataclasses
import inspect
import pickle
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import summitry.foundation.values as values

Maker = Callable[..., Callable[[type], type]]


def _made(maker: Maker, slots: bool, kw_only: bool) -> tuple[type, type]:
    """A value and one below it, with every sort of field."""

    @maker(frozen=True, slots=slots, kw_only=kw_only)
    class Clause:
        """A clause."""

        words: str
        number: int = 0
        lines: list[str] = dataclasses.field(default_factory=list, compare=False)
        place: str = dataclasses.field(default="", compare=False, repr=False)
        length: int = dataclasses.field(init=False)
        marks: tuple[str, ...] = dataclasses.field(init=False, default=("open",))

        def __post_init__(self) -> None:
            object.__setattr__(self, "length", len(self.words))

    @maker(frozen=True, slots=slots, kw_only=kw_only)
    class Duty(Clause):
        """A clause that somebody has to fulfil."""

        by: str = ""
        number: int = 1

    return Clause, Duty


WAYS = [(slots, kw_only) for slots in (False, True) for kw_only in (False, True)]
PAIRS = [(_made(values.dataclass, *way), _made(dataclasses.dataclass, *way)) for way in WAYS]
FIELDS = st.fixed_dictionaries(
    {"words": st.text(max_size=3)},
    optional={
        "number": st.integers(0, 2), "place": st.sampled_from("ab"),
        "lines": st.lists(st.text(max_size=2), max_size=2),
    },
)  # fmt: skip


@given(st.sampled_from(PAIRS), FIELDS, FIELDS, st.integers(0, 1), st.integers(0, 1))
def test_they_compare_hash_and_show_themselves_as_the_librarys(
    pair: Any, one: dict[str, Any], other: dict[str, Any], first: int, second: int
) -> None:
    ours, theirs = pair
    a, b = ours[first](**one), ours[second](**other)
    c, d = theirs[first](**one), theirs[second](**other)
    assert (repr(a), repr(b)) == (repr(c), repr(d))
    assert (a == b, a != b, hash(a)) == (c == d, c != d, hash(c))
    assert dataclasses.asdict(a) == dataclasses.asdict(c)
    assert dataclasses.asdict(dataclasses.replace(a, words="new")) == dataclasses.asdict(
        dataclasses.replace(c, words="new")
    )
    assert repr(copy.deepcopy(a)) == repr(a)


@pytest.mark.parametrize("at", range(len(WAYS)))
def test_they_refuse_what_the_librarys_refuse(at: int) -> None:
    messages = []
    for clause, duty in PAIRS[at]:
        value = duty(words="to report")
        said = []
        for wrong in (
            lambda: setattr(value, "words", ""),  # noqa: B023
            lambda: delattr(value, "words"), clause, lambda: clause(words="", extra=1),  # noqa: B023
            lambda: clause("", 1, [], "", ""), lambda: value < value,  # noqa: B023
        ):  # fmt: skip
            with pytest.raises((AttributeError, TypeError)) as refusal:
                wrong()
            said.append(type(refusal.value))
        messages.append(said)
        assert not WAYS[at][0] or not hasattr(value, "__dict__")
        if WAYS[at][1]:
            with pytest.raises(TypeError):
                clause("words")
        else:
            assert clause("words", 2).number == 2
    assert messages[0] == messages[1]


def test_nothing_is_added_to_them() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(Sent("as agreed"), "day", "Monday")  # noqa: B010


@values.dataclass(frozen=True, slots=True)
class Sent:
    """A value that goes to another process."""

    words: str
    copies: tuple[str, ...] = ()


def test_they_can_be_sent_to_another_process() -> None:
    sent = Sent("as agreed", ("embassy",))
    assert pickle.loads(pickle.dumps(sent)) == sent


def test_methods_of_its_own_are_kept() -> None:
    @values.dataclass(frozen=True)
    class Title:
        """A title, whatever its letters."""

        words: str

        def __eq__(self, other: object) -> bool:
            return isinstance(other, Title) and self.words.casefold() == other.words.casefold()

        def __hash__(self) -> int:
            return hash(self.words.casefold())

    assert {Title("The Summit"), Title("the summit")} == {Title("THE SUMMIT")}


def test_a_method_is_written_when_it_is_first_called() -> None:
    @values.dataclass(frozen=True, slots=True)
    class Late:
        """A value."""

        words: str

    before = Late.__init__
    assert Late("a") == Late("a") and Late.__init__ is not before
    assert list(inspect.signature(Late).parameters) == ["words"]


def test_the_rest_is_the_librarys_own() -> None:
    @values.dataclass(slots=True)
    class Open:
        """What may be changed."""

        words: str

    value = Open("a")
    value.words = "b"
    assert value == Open("b")


@given(st.sampled_from(PAIRS), FIELDS, FIELDS, st.integers(0, 1))
def test_a_changed_value_is_the_librarys(
    pair: Any, one: dict[str, Any], other: dict[str, Any], which: int
) -> None:
    """Twice, since the first time writes what the second uses."""
    ours, theirs = (made[which] for made in pair)
    for changes in ({}, other, one):
        changed = values.replace(ours(**one), **changes)
        assert type(changed) is ours
        assert repr(changed) == repr(dataclasses.replace(theirs(**one), **changes))
    with pytest.raises(TypeError):
        values.replace(ours(**one), unheard_of=1)
