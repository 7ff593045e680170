"""A form shows its reader's part of a record, and a save loses nothing that the form did not show."""

import random

from hypothesis import assume, given
from hypothesis import strategies as st

from summitry.dossier.header import Grants
from summitry.dossier.kinds import BY_KIND
from summitry.dossier.kinds.words import Statement
from summitry.folder.load import load_texts
from summitry.folder.yamltext import Tree
from summitry.secretariat.restricting import widens
from summitry.secretariat.withheld import Sight, mended, shown
from summitry.testing.generated import Making, record_tree

HEADER = load_texts({"dossier.yaml": "format: 1\nmarkings: [open, restricted]\ngroups: [inner]\n"}).header
READER = Sight(HEADER, Grants("open"), frozenset({"a", "b", "doc", "s", "q"}))


def test_what_is_withheld_is_not_shown_and_stays_where_it_stood() -> None:
    tree: dict[str, Tree] = {
        "id": "s", "by": "a", "said": "2018-03-01", "words": "before",
        "told": [{"who": "a"}, {"who": "b", "marking": "restricted"}, {"who": "hidden"}, {"who": "b"}],
        "source": ["doc p. 1", "hidden p. 2"],
    }  # fmt: skip
    seen = shown(Statement, tree, READER)
    assert seen["told"] == [{"who": "a"}, {"who": "b"}]
    assert seen["source"] == "doc p. 1"
    sent = {"told": [{"who": "a", "on": "2018-03-02"}, {"who": "b"}], "source": ["doc p. 3"]}
    assert mended(Statement, tree, sent, READER) == {
        "told": [
            {"who": "a", "on": "2018-03-02"}, {"who": "b", "marking": "restricted"}, {"who": "hidden"},
            {"who": "b"},
        ],
        "source": ["doc p. 3", "hidden p. 2"],
    }  # fmt: skip
    assert mended(Statement, tree, {"told": None}, READER) == {
        "told": [{"who": "b", "marking": "restricted"}, {"who": "hidden"}]
    }


@given(st.randoms(use_true_random=False), st.sampled_from(sorted(BY_KIND)))
def test_a_form_sent_back_as_it_was_changes_nothing(dice: random.Random, kind: str) -> None:
    making = Making(dice, filled=0.7, restricted=0.3)
    for at, other in enumerate(BY_KIND):
        making.ids[other] = [f"{other}-{at}-{n}" for n in range(2)]
    tree = record_tree(making, BY_KIND[kind], f"{kind}-x")
    names = frozenset(id for ids in making.ids.values() for id in ids if dice.random() < 0.6)
    sight = Sight(HEADER, Grants("open"), names)
    seen = shown(BY_KIND[kind], tree, sight)
    assume(seen)  # else the record itself is withheld
    sent = {key: seen.get(key) for key in tree if key != "id"}
    assert mended(BY_KIND[kind], tree, sent, sight) == {k: v for k, v in tree.items() if k != "id"}


def test_only_more_readers_than_before_is_wider() -> None:
    kept: dict[str, Tree] = {"marking": "restricted", "access": ["inner"], "told": [{"who": "a"}]}
    assert widens(HEADER, kept, {"marking": "open"})
    assert widens(HEADER, kept, {"marking": None})
    assert widens(HEADER, kept, {"access": None})
    assert widens(HEADER, kept, {"access": ["inner", "more"]})
    assert not widens(HEADER, kept, {"words": "others", "told": None})
    assert not widens(HEADER, {"words": "x"}, {"marking": "restricted", "access": ["inner"]})
    inside: dict[str, Tree] = {"told": [{"who": "a", "marking": "restricted"}, {"who": "b"}]}
    assert widens(HEADER, inside, {"told": [{"who": "a"}, {"who": "b"}]})
    assert not widens(HEADER, inside, {"told": [{"who": "b"}]})
    assert not widens(HEADER, inside, {"told": [{"who": "a", "marking": "restricted"}, {"who": "c"}]})
