"""Papers that are alike: counts that can be checked, and nothing of papers that may not be seen."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from summitry.archive.likeness import RUN, Like, Likeness, runs_of
from summitry.archive.redline import compared, redline
from summitry.dossier.holdings import Held, HeldPart, Passage

WORDS = st.lists(st.sampled_from([f"w{n}" for n in range(40)]), min_size=0, max_size=120)


def paper(digest: str, *texts: str, role: str = "body") -> Held:
    passages = tuple(Passage(number=n, role=role, text=t) for n, t in enumerate(texts, 1))
    parts = (HeldPart(first=1, last=len(texts)),)
    return Held(digest=digest * 64, original="", media="", passages=passages, parts=parts)


def text(name: str, words: int = 400) -> str:
    return " ".join(f"{name}{n * n % 1009}" for n in range(words))


@given(WORDS)
def test_the_runs_of_a_text_are_its_stretches_of_eight_words(words: list[str]) -> None:
    held = paper("a", " ".join(words))
    literal = {tuple(words[n : n + RUN]) for n in range(max(0, len(words) - RUN + 1))}
    assert len(runs_of(held, held.parts[0])) == len(literal)


@given(WORDS, st.integers(1, 5))
def test_where_a_text_is_cut_into_passages_does_not_count(words: list[str], cuts: int) -> None:
    pieces = [
        " ".join(words[n::1][: len(words) // cuts + 1]) for n in range(0, len(words), len(words) // cuts + 1)
    ]
    whole, cut = paper("a", " ".join(words)), paper("b", *pieces)
    assert runs_of(whole, whole.parts[0]) == runs_of(cut, cut.parts[0])


def test_what_is_left_out_does_not_count(tmp_path: Path) -> None:
    held = paper("a", text("x"), role="left-out")
    assert runs_of(held, held.parts[0]) == frozenset()


def shelves(folder: Path, *held: Held) -> Likeness:
    known = {each.digest: each for each in held}
    found = Likeness(folder, known.get)
    found.catch_up(known)
    return found


def test_a_paper_is_told_to_be_the_same_a_version_a_part_or_the_whole(tmp_path: Path) -> None:
    old = paper("a", text("x"), text("y"))
    there = shelves(tmp_path, old, paper("e", text("z")))

    def kinds(new: Held) -> list[tuple[str, str]]:
        return [(like.digest[0], like.kind) for like in there.alike(new, lambda digest: True)]

    assert kinds(paper("b", text("x"), text("y"))) == [("a", "same")]
    assert kinds(paper("b", text("x"), text("y").replace("y1", "changed"))) == [("a", "version")]
    assert kinds(paper("b", text("x", 200))) == [("a", "inside")]
    assert kinds(paper("b", text("x"), text("y"), *(text(f"q{n}", 300) for n in range(5)))) == [
        ("a", "holds")
    ]
    assert kinds(paper("b", text("z"))) == [("e", "same")]
    assert kinds(paper("b", text("unheard"))) == []


def test_what_may_not_be_seen_changes_nothing(tmp_path: Path) -> None:
    """Not even by making a run of words common."""
    new = paper("b", text("x"))
    seen = paper("a", text("x"))
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    hidden = [
        Held(
            digest=f"{n:064x}", original="", media="", parts=(HeldPart(first=1, last=1),),
            passages=(Passage(number=1, role="body", text=text("x")),),
        )
        for n in range(100)
    ]  # fmt: skip
    alone = shelves(tmp_path / "one", seen).alike(new, lambda digest: digest == seen.digest)
    among = shelves(tmp_path / "two", seen, *hidden).alike(new, lambda digest: digest == seen.digest)
    assert alone == among
    assert len(alone) == 1


def test_notes_that_are_damaged_are_made_anew(tmp_path: Path) -> None:
    shelves(tmp_path, paper("a", text("x"))).close()
    (tmp_path / ".summitry/likeness.sqlite").write_bytes(b"no database at all" * 100)
    found = shelves(tmp_path, paper("a", text("x"))).alike(paper("b", text("x")), lambda digest: True)
    assert [like.kind for like in found] == ["same"]


def test_the_share_is_of_the_shorter_one() -> None:
    assert Like(digest="", part="", own_part="", both=30, here=60, there=40).share == 0.75


@given(st.text("ab c.", max_size=60), st.text("ab c.", max_size=60))
def test_a_comparison_holds_both_texts_whole(before: str, after: str) -> None:
    pieces = compared(before, after)
    assert "".join(words for words, what in pieces if what != "in") == before
    assert "".join(words for words, what in pieces if what != "out") == after


@given(st.lists(st.sampled_from(["one a", "two b c", "three", "four d"]), max_size=6), st.data())
def test_a_redline_accounts_for_every_passage(texts: list[str], data: st.DataObject) -> None:
    after = data.draw(st.permutations([*texts, "new words"]))
    left, right = paper("a", *texts), paper("b", *after)
    found = redline(left, left.parts[0], right, right.parts[0])
    gone = sum(change.before is not None for change in found.changes)
    come = sum(change.after is not None for change in found.changes)
    assert (found.same + gone, found.same + come) == (len(texts), len(after))
