"""The way to a list of a record, or of one of its parts."""

import pytest

from summitry.folder.yamltext import Tree
from summitry.secretariat.ways import NoSuchPart, with_list


def more(some: list[Tree]) -> list[Tree]:
    return [*some, {"on": "2018-03-12"}]


def test_an_entry_goes_to_the_end_of_the_list_that_is_meant() -> None:
    assert with_list({}, "asked", more) == {"asked": [{"on": "2018-03-12"}]}
    fields: dict[str, Tree] = {"duties": [{"id": "a", "fate": [{"status": "0"}]}, {"id": "b"}]}
    assert with_list(fields, "duties/a/fate", more) == {
        "duties": [{"id": "a", "fate": [{"status": "0"}, {"on": "2018-03-12"}]}, {"id": "b"}]
    }
    assert with_list(fields, "duties/b/fate", more) == {
        "duties": [{"id": "a", "fate": [{"status": "0"}]}, {"id": "b", "fate": [{"on": "2018-03-12"}]}]
    }
    assert fields == {"duties": [{"id": "a", "fate": [{"status": "0"}]}, {"id": "b"}]}, "left as it was"


def test_one_entry_alone_and_entries_under_their_ids_are_lists_too() -> None:
    alone: dict[str, Tree] = {"duties": {"id": "a", "fate": {"status": "0"}}}
    assert with_list(alone, "duties/a/fate", more)["duties"] == [
        {"id": "a", "fate": [{"status": "0"}, {"on": "2018-03-12"}]}
    ]
    keyed: dict[str, Tree] = {"texts": {"us": {"by": "us"}, "kcna": {"by": "dprk"}}}
    assert with_list(keyed, "texts", lambda some: some[1:])["texts"] == [{"id": "kcna", "by": "dprk"}]


def test_an_emptied_list_is_not_left_behind() -> None:
    fields: dict[str, Tree] = {"duties": [{"id": "a", "fate": [{"status": "0"}]}]}
    assert with_list(fields, "duties/a/fate", lambda some: []) == {"duties": [{"id": "a"}]}
    assert with_list({"asked": [{"who": "x"}]}, "asked", lambda some: []) == {"asked": None}


def test_a_part_that_is_gone_is_said_to_be() -> None:
    with pytest.raises(NoSuchPart, match="not there any more"):
        with_list({"duties": [{"id": "b"}]}, "duties/a/fate", more)
