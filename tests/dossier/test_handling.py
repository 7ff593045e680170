"""Need-to-know: nothing a reader may not see changes a byte of what that reader is shown."""

import random
from copy import deepcopy
from datetime import date

import pytest
from hypothesis import given, settings
from tests.dossier.generated_dossiers import Records, dice, dossier_of, shown, small_counts, some_records

from summitry.dossier.header import Grants
from summitry.dossier.kinds import BY_PLURAL
from summitry.folder.load import load_texts
from summitry.testing.generated import generated

DAY = date(2018, 3, 12)
READERS = [
    Grants("open"),
    Grants("open", frozenset({"consular"})),
    Grants("restricted", frozenset({"nuclear"})),
]


def hidden_from(tree: dict[str, object], grants: Grants) -> bool:
    """Whether the record itself bears a marking or groups that hide it."""
    access = tree.get("access") or []
    assert isinstance(access, list)
    if tree.get("marking") == "restricted" and grants.marking == "open":
        return True
    return bool(access) and grants.groups.isdisjoint(access)


def hide(dice: random.Random, tree: dict[str, object], grants: Grants) -> dict[str, object]:
    if grants.marking == "open" and dice.random() < 0.5:
        return tree | {"marking": "restricted"}
    return tree | {"access": [next(g for g in ("consular", "nuclear") if g not in grants.groups)]}


@given(dice)
@settings(max_examples=25)
def test_what_is_hidden_changes_nothing(dice: random.Random) -> None:
    grants = dice.choice(READERS)
    records, making = some_records(dice)
    before = shown(dossier_of(records).narrowed(grants).as_of(DAY))
    changed: Records = {}
    for plural, listed in deepcopy(records).items():
        kept = []
        for tree in listed:
            if not hidden_from(tree, grants):
                kept.append(tree)
                continue
            act = dice.choice(("keep", "delete", "change"))
            if act == "keep":
                kept.append(tree)
            elif act == "change":
                other, _ = generated(dice, {BY_PLURAL[plural].kind: 1}, prefix="edit-", known=making)
                kept.append(hide(dice, other[plural][0] | {"id": tree["id"]}, grants))
        changed[plural] = kept
    more, _ = generated(dice, small_counts(dice, 2) | {"party": 0}, prefix="hidden-", known=making)
    added = {plural: [hide(dice, tree, grants) for tree in trees] for plural, trees in more.items()}
    after = dossier_of(added, changed).narrowed(grants).as_of(DAY)
    assert shown(after) == before


@given(dice)
@settings(max_examples=12)
def test_narrowing_and_replay_can_be_done_in_either_order(dice: random.Random) -> None:
    grants = dice.choice(READERS)
    dossier = dossier_of(some_records(dice)[0])
    assert shown(dossier.as_of(DAY).narrowed(grants)) == shown(dossier.narrowed(grants).as_of(DAY))


@given(dice)
@settings(max_examples=12)
def test_who_may_see_everything_sees_everything(dice: random.Random) -> None:
    dossier = dossier_of(some_records(dice)[0])
    everything = dossier.narrowed(Grants("restricted", frozenset({"consular", "nuclear"})))
    assert len(everything) == len(dossier)


HEADER = "format: 1\nmarkings: [open, restricted]\ngroups: [consular]\n"


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("people: [{id: p, name: P, marking: restricted}]", []),
        ("people: [{id: p, name: P, access: [consular]}]", []),
        ("people: [{id: p, name: P, marking: secret}]", []),
        ("people: [{id: p, name: P, access: [unheard-of]}]", []),
        ("people: [{id: p, name: P}]", ["p"]),
        # a required reference hidden: the record goes; an optional one: it becomes blank
        ("people: [{id: p, name: P, marking: restricted}]\nstatements: [{id: s, by: p}]", []),
        ("parties: [{id: q, name: Q, marking: restricted}]\npeople: [{id: p, name: P, side: q}]", ["p"]),
        # a pledge whose condition is hidden would be judged without it
        (
            "parties: [{id: q, name: Q}]\nconditions: [{id: c, says: x, marking: restricted}]\n"
            "pledges: [{id: g, by: q, does: y, while: c}]",
            ["q"],
        ),
        # a relay with a hidden part goes whole
        (
            "people: [{id: p, name: P}]\nrelays: [{id: r, from: p, elements: [{id: e, says: x, "
            "marking: restricted}, {id: f, says: y}]}]",
            ["p"],
        ),
    ],
)
def test_who_sees_what(text: str, seen: list[str]) -> None:
    dossier = load_texts({"dossier.yaml": HEADER, "a.yaml": text}).narrowed(Grants("open"))
    assert sorted(r.id for r in dossier.index.records()) == seen


def test_a_hidden_id_and_an_absent_one_answer_alike() -> None:
    text = "people: [{id: p, name: P, marking: restricted}]\n"
    dossier = load_texts({"dossier.yaml": HEADER, "a.yaml": text}).narrowed(Grants("open"))
    assert dossier.get("p") is None
    assert dossier.get("nobody") is None
    assert dossier.title("p") == "p"
    assert dossier.title("nobody") == "nobody"


def test_a_date_reported_by_a_hidden_document_is_hidden() -> None:
    text = """
documents: [{id: open-one, title: Open}, {id: closed-one, title: Closed, marking: restricted}]
meetings:
- id: summit
  title: Summit
  dates: [{on: [{date: 2018-05-01, source: open-one}, {date: 2018-05-20, source: closed-one}]}]
"""
    dossier = load_texts({"dossier.yaml": HEADER, "a.yaml": text}).narrowed(Grants("open"))
    (summit,) = dossier.index.records() and [dossier.get("summit")]
    assert "2018-05-20" not in repr(summit)
