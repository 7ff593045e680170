"""What several of a kind are called."""

import pytest

from summitry.dossier.plurals import plural_of


@pytest.mark.parametrize(
    ("name", "several"),
    [
        ("Nuclear test", "nuclear tests"),
        ("Security Council resolution", "Security Council resolutions"),
        (
            "launch of an intermediate-range ballistic missile",
            "launches of an intermediate-range ballistic missile",
        ),
        (
            "statement by the President of the Security Council",
            "statements by the President of the Security Council",
        ),
        ("firing across the rivers", "firing across the rivers"),
        ("shelling", "shelling"),
        ("bombing or assassination", "bombings or assassinations"),
        (
            "air, naval or artillery bombardment of the North",
            "air, naval or artillery bombardments of the North",
        ),
        ("attack on a city or town", "attacks on a city or town"),
        ("fire on reconnaissance aircraft", "fire on reconnaissance aircraft"),
        ("delivery of aid", "deliveries of aid"),
        ("sanctions by one state", "sanctions by one state"),
        ("promise not to use weapons", "promises not to use weapons"),
        ("return to or stay in a treaty", 'events of the kind "return to or stay in a treaty"'),
        ("launch that uses a booster", 'events of the kind "launch that uses a booster"'),
        ("미사일 발사", "미사일 발사"),
    ],
)
def test_several_of_a_kind(name: str, several: str) -> None:
    assert plural_of(name) == several
