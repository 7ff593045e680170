"""A quotation stands in a text, or it does not, whatever printers and scanners do to it."""

from hypothesis import given
from hypothesis import strategies as st

from summitry.archive.quoting import Change, Standing, held_against, pieces
from summitry.dossier.holdings import Passage

WORDS = st.lists(st.text(alphabet="abcdefghij", min_size=1, max_size=9), min_size=6, max_size=40)


def passages(*texts: str) -> list[Passage]:
    return [Passage(number=n, role="body", text=text) for n, text in enumerate(texts, 1)]


@given(WORDS, st.data())
def test_any_run_of_words_stands_where_it_was_taken_from(words: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    assert held_against(" ".join(words[start:end]), passages(" ".join(words))).standing is Standing.EXACT


@given(WORDS, st.data())
def test_what_printers_change_is_no_difference(words: list[str], data: st.DataObject) -> None:
    cut = data.draw(st.integers(1, len(words) - 1))
    printed = f"“{' '.join(words[:cut])}—\n{' '.join(words[cut:]).capitalize()}.”"
    quotation = f'"{" ".join(words[:cut])} - {" ".join(words[cut:])}"'
    assert held_against(quotation, passages(printed)).proved


@given(WORDS, st.data())
def test_what_is_left_out_may_be_anything_but_order_holds(words: list[str], data: st.DataObject) -> None:
    one, two = data.draw(st.integers(1, 3)), data.draw(st.integers(3, 5))
    first, last = " ".join(words[:one]), " ".join(words[two:])
    assert held_against(f"{first} … {last}", passages(" ".join(words))).proved
    swapped = held_against(f"zzz {last} [and] {first} zzz", passages(" ".join(words)))
    assert not swapped.proved


@given(WORDS)
def test_a_word_that_is_not_there_is_never_proved(words: list[str]) -> None:
    changed = [*words[:2], "zebra", *words[3:]]
    match = held_against(" ".join(changed), passages("Something before.", " ".join(words), "And after."))
    assert not match.proved
    if match.standing is Standing.NEAR:
        assert any("zebra" in change.quoted.split() for change in match.changes)


def test_a_part_of_a_word_is_not_the_word() -> None:
    assert not held_against("war", passages("They move toward talks.")).proved
    assert held_against("war", passages("They fear war.")).proved


def test_an_ending_that_hangs_on_a_word_does_not_hide_it() -> None:
    assert held_against("비핵화 의지", passages("비핵화 의지를 분명히 하였으며")).proved
    assert held_against("無核化", passages("實現無核化目標")).proved


def test_a_quotation_may_run_over_two_paragraphs() -> None:
    match = held_against("talks. Both sides", passages("They want talks.", "Both sides said so.", "More."))
    assert match.standing is Standing.EXACT
    assert [p.number for p in match.passages] == [1, 2]


def test_of_several_places_the_shortest_stretch_is_taken() -> None:
    match = held_against("the pause … holds", passages("the pause is long", "the pause", "holds"))
    assert [p.number for p in match.passages] == [2, 3]


def test_the_nearest_text_is_shown_with_what_differs() -> None:
    match = held_against(
        "they will refrain from nuclear and missile tests",
        passages("Nothing here.", "He said they would refrain from any further nuclear or missile tests."),
    )
    assert match.standing is Standing.NEAR
    assert match.passages[0].number == 2
    assert Change(quoted="will", stands="would") in match.changes
    assert Change(quoted="and", stands="or") in match.changes


def test_a_line_broken_word_is_one_word() -> None:
    assert held_against("negotiations", passages("the negoti-\nations begin")).proved
    assert held_against("free-dom", passages("free-dom")).standing is Standing.EXACT


def test_pieces_are_parted_at_cuts_and_insertions() -> None:
    assert pieces('"He [Kim] is … committed . . . to it."') == ("He", "is", "committed", "to it")
    assert pieces("…") == ()
    assert held_against("…", passages("anything")).standing is Standing.ABSENT
