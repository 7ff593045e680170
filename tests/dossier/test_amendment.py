"""The digest that holds a running test to its words."""

import hashlib
import re

from hypothesis import given
from hypothesis import strategies as st

from summitry.dossier.amendment import FIXED, agrees, digest_now, digest_of
from summitry.dossier.kinds import Test
from summitry.folder.load import load_texts

texts = st.text(max_size=20)


def test_the_digest_is_the_sha_256_of_names_and_texts_in_order() -> None:
    dossier = load_texts(
        {
            "dossier.yaml": "format: 1",
            "a.yaml": "tests: [{id: t, says: Is the pause kept?, threshold: no  launch,"
            " source_rule: two independent, deadline: 2018-05-01}]",
        }
    )
    record = dossier.of(Test, "t")
    assert record is not None
    by_hand = (
        '[["of",""],["asks",""],["cost_to_them",""],["threshold","no launch"],'
        '["source_rule","two independent"],["deadline","2018-05-01"]]'
    )
    assert digest_now(record) == hashlib.sha256(by_hand.encode()).hexdigest()
    assert agrees(digest_now(record)[:16], digest_now(record))
    assert not agrees(digest_now(record)[:11], digest_now(record)), "too short to prove anything"


@given(st.dictionaries(st.sampled_from(FIXED), texts), st.sampled_from(FIXED), texts)
def test_white_space_changes_nothing_and_any_other_change_does(
    fields: dict[str, str], name: str, text: str
) -> None:
    spaced = {key: re.sub(r" ", " \n ", value) for key, value in fields.items()}
    assert digest_of(fields) == digest_of(spaced)
    before, after = " ".join(fields.get(name, "").split()), " ".join(text.split())
    if before.isascii() and after.isascii():
        assert (digest_of({**fields, name: text}) == digest_of(fields)) == (before == after)
