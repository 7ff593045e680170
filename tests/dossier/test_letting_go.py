"""What is let go of is gone at once, without the collector: nothing of it leads to itself any more."""

import gc
from datetime import date
from pathlib import Path
from weakref import ref

from summitry.check.run import Checker, check
from summitry.dossier.header import Grants
from summitry.dossier.session import Session
from summitry.folder.load import load
from summitry.foundation.collecting import without_collecting
from summitry.secretariat.checking import EVERY_RULE
from summitry.secretariat.replaying import difference

KOREA = Path(__file__).resolve().parents[2] / "examples" / "korea-2018"
DAY = date(2018, 3, 12)


def test_a_session_goes_when_it_is_let_go() -> None:
    whole = load(KOREA)
    with without_collecting():
        session = Session(whole.narrowed(Grants("restricted")).as_of(DAY))
        dossier = session.dossier
        Checker(session, EVERY_RULE)
        session.let_go()
        found = [(f.code, f.message) for f in check(dossier, EVERY_RULE).findings]
        assert found == [(f.code, f.message) for f in check(dossier.as_of(DAY), EVERY_RULE).findings]
        answers = session.dossier.memory
        gone = ref(answers)
        del session, answers, dossier
        assert gone() is None


def test_a_comparison_leaves_nothing_behind() -> None:
    dossier = load(KOREA)
    difference(dossier, date(2018, 3, 9), DAY)
    gc.collect()
    with without_collecting():
        before = len(gc.get_objects())
        difference(dossier, date(2018, 3, 9), DAY)
        assert len(gc.get_objects()) - before < 2_000


def test_the_collector_is_held_back_until_nobody_holds_it() -> None:
    assert gc.isenabled()
    first, second = without_collecting(), without_collecting()
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    assert not gc.isenabled()
    second.__exit__(None, None, None)
    assert gc.isenabled()
