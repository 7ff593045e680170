"""What comes in: every form, once, cleaned, and nothing hostile does harm."""

import gzip
import mailbox
import resource
import zipfile
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitry.watch.intake import Intake, Told, cleaning, days, letters, odd
from summitry.watch.intake.apart import item_as, item_from
from summitry.watch.value import Item

FEED = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>Wire &amp; Wire</title>
<item><title>Trump agrees to meet Kim</title><link>https://wire.example/a?id=7&amp;utm_source=rss</link>
<pubDate>Fri, 09 Mar 2018 00:10:00 GMT</pubDate>
<description>&lt;p&gt;The President has &lt;b&gt;agreed&lt;/b&gt; to meet.&lt;/p&gt;
&lt;img src="https://t.example/open.gif" width="1"&gt;
&lt;p&gt;Share this on Facebook&lt;/p&gt;</description></item>
<item><title>Ohne Datum</title><link>javascript:alert(1)</link></item>
</channel></rss>"""


def letter(**heads: str) -> EmailMessage:
    made = EmailMessage()
    told = {
        "From": "Wire <desk@wire.example>",
        "Subject": "Re: Kim letter",
        "Date": "Thu, 08 Mar 2018 19:30:00 -0500",
    }
    for name, value in (told | {k.replace("_", "-"): v for k, v in heads.items()}).items():
        made[name] = value
    made.set_content("Kim pledged to refrain from tests.\n\n> what was said before\n\nUnsubscribe here\n")
    return made


def read(path: Path) -> list[Told]:
    with Intake(seconds=20) as intake:
        return list(intake.read([path]))


def items(told: list[Told]) -> list[Item]:
    return [each.item for each in told if each.item is not None]


def test_a_feed_is_read_without_trackers_pictures_and_buttons(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text(FEED)
    first, second = items(read(tmp_path / "feed.xml"))
    assert (first.title, first.text) == ("Trump agrees to meet Kim", "The President has agreed to meet.")
    assert first.source == "Wire & Wire"
    assert first.address == "https://wire.example/a?id=7"
    # ten past midnight in Greenwich is still the 8th in Washington and the 9th in Seoul
    assert (first.said_from, first.said_to) == (date(2018, 3, 8), date(2018, 3, 9))
    assert second.address == ""
    assert second.doubts == ("It bears no date that can be read.",)


def test_letters_are_the_same_however_they_are_kept(tmp_path: Path) -> None:
    (tmp_path / "one.eml").write_bytes(letter().as_bytes())
    box = mailbox.mbox(tmp_path / "news.mbox")
    box.add(letter())
    box.close()
    folder = mailbox.Maildir(tmp_path / "box")
    folder.add(letter())
    [kept] = list((tmp_path / "box" / "new").iterdir())
    found = [items(read(path)) for path in (tmp_path / "one.eml", tmp_path / "news.mbox", kept)]
    assert {each.id for [each] in found} == {found[0][0].id}
    [[item], _, _] = found
    assert (item.title, item.text, item.source) == (
        "Kim letter",
        "Kim pledged to refrain from tests.",
        "Wire",
    )


@pytest.mark.parametrize(
    ("heads", "doubt"),
    [
        (
            {"From": '"president@whitehouse.example" <x@spam.example>'},
            "shown as president@whitehouse.example",
        ),
        ({"Authentication_Results": "mx; spf=fail; dmarc=fail"}, "SPF, DMARC failed"),
        ({"Date": "yesterday"}, "bears no date"),
        (
            {"From": "state.gov press <x@spam.example>"},
            "is called state.gov, and the letter came from x@spam",
        ),
        (
            {"Reply_To": "x@spam.example"},
            "answer to it goes to x@spam.example, and not to its sender desk@wire",
        ),
        (
            {"Return_Path": "<bounce@spam.example>"},
            "handed in as from bounce@spam.example, and shows desk@wire",
        ),
        ({"From": "a@wire.example, b@wire.example"}, "more than one sender"),
        (
            {
                "Received": "from x by y; Mon, 12 Mar 2018 10:00:00 +0000",
                "Date": "Thu, 01 Feb 2018 10:00:00 +0000",
            },
            "says it was written about 31 January 2018, and was handed in about 11 March 2018",
        ),
        ({"Received": "from x by y; Mon, 12 Feb 2018 10:00:00 +0000"}, "says it was written about"),
        ({"Subject": "Kim \u202etoor"}, "turn the order of letters"),
    ],
)
def test_a_letter_that_lies_says_how(heads: dict[str, str], doubt: str) -> None:
    item = letters.letter(letter(**heads).as_bytes())
    assert any(doubt in each for each in item.doubts), item.doubts


@pytest.mark.parametrize(
    "heads",
    [
        {"Reply_To": "desk@mail.wire.example"}, {"Return_Path": "<bounce@lists.wire.example>"},
        {"Return_Path": "<b@mailer.example>", "Authentication_Results": "mx; dkim=pass header.d=wire.test"},
        {"From": "Wire.example news <desk@wire.example>"},
        {"Received": "from x by y; Fri, 09 Mar 2018 02:00:00 +0000"},
        {"From": "press@fco.gov.uk", "Reply_To": "other@fco.gov.uk"}, {"Received": "nonsense"},
    ],
)  # fmt: skip
def test_a_letter_that_does_not_lie_is_left_in_peace(heads: dict[str, str]) -> None:
    item = letters.letter(letter(**heads).as_bytes())
    assert item.doubts == ()


def test_a_name_in_two_alphabets_is_found() -> None:
    told = list(odd.of_text("K\u0456m Jong Un, Ким Чен Ын, 김정은, Θ and naïve"))
    assert len(told) == 1 and told[0].startswith('"K\u0456m" is written in letters of two alphabets')


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("\u041aim met the envoys in Seoul on Friday", "two alphabets"),
        ("The envoys met \u041c\u043e\u043e\u043d and \u0410\u0412\u0415 on Friday in Seoul", "like Latin"),
        ("\U0001d40a\U0001d422\U0001d426 met the envoys", '"Kim" is written in signs'),
        ("Ким Чен Ын встретился с послами в Сеуле", ""),
        ("The envoys quoted Ким Чен Ын in Seoul on Friday", ""),
        ("\uff2b\uff49\uff4d 氏は会談した", ""),
    ],
)  # fmt: skip
def test_letters_that_are_not_what_they_look_like(text: str, told: str) -> None:
    found = list(odd.of_text(text))
    assert bool(found) == bool(told) and all(told in each for each in found), found


def test_boilerplate_goes_and_sentences_like_it_stay() -> None:
    kept = ["Terms of the agreement were not disclosed.", "The privacy policy of the bank was at issue."]
    assert cleaning.body_of(["Terms of use", *kept, "Privacy policy", "https://a.example/x"]) == "\n".join(
        kept
    )


def test_tables_are_told_by_their_columns(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text(
        "date,source,event,target\n2018-08-29,Donald Trump,Consult,Kim Jong-Un\nsoon,a,b,c\n2018-08-30,one\n"
    )
    told = read(tmp_path / "x.csv")
    [item] = items(told)
    assert (item.source, item.coded, item.names) == ("ICEWS", "machine", ("Donald Trump", "Kim Jong-Un"))
    assert [(t.unread.at, t.unread.why) for t in told if t.unread] == [
        ("row 3", "it bears no day that can be read"), ("row 4", "it has 2 cells, and 4 are headed"),
    ]  # fmt: skip
    (tmp_path / "own.csv").write_text("when,what\n1,2\n")
    assert [t.unread.why[:24] for t in read(tmp_path / "own.csv") if t.unread] == ["none of its columns is h"]


def test_a_hundred_megabytes_without_a_line_end_are_told_and_the_rest_is_read(tmp_path: Path) -> None:
    with open(tmp_path / "x.csv", "wb") as file:
        file.write(b"date,title\n")
        for _ in range(100):
            file.write(b"x" * 1_000_000)
        file.write(b"\n2018-03-08,A meeting is announced\n")
    told = read(tmp_path / "x.csv")
    assert [i.title for i in items(told)] == ["A meeting is announced"]
    assert [t.unread.at for t in told if t.unread] == ["row 2"]


def test_bombs_are_stopped_and_what_comes_after_is_read(tmp_path: Path) -> None:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    (tmp_path / "a.xml").write_text(
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a0 "lol">{entities}]>'
        "<rss><channel><item><title>&a11;</title></item></channel></rss>"
    )
    (tmp_path / "b.html").write_text("<div>" * 200_000 + "deep" + "<table><tr><td>" * 50_000)
    with gzip.open(tmp_path / "c.csv.gz", "wb") as packed:
        packed.write(b"date,title\n" + b"0" * 300_000_000)
    (tmp_path / "d.txt").write_text("Statement\n\nThe talks go on, both sides said on Tuesday in Geneva.\n")
    with Intake(seconds=10) as intake:
        told = list(intake.read(sorted(tmp_path.iterdir())))
    assert [t.path.name for t in told if t.done] == ["a.xml", "b.html", "c.csv.gz", "d.txt"]
    assert "The talks go on" in items(told)[-1].words
    assert max(len(item.words) for item in items(told)) < 25_000


def test_each_form_is_bound_in_size_time_and_memory(tmp_path: Path) -> None:
    line = b"x" * 1_000_000

    def written(name: str, head: bytes, megabytes: int, tail: bytes = b"") -> None:
        with open(tmp_path / name, "wb") as file:
            file.write(head)
            for _ in range(megabytes):
                file.write(line)
            file.write(tail)

    heads = b"From: Wire <desk@wire.example>\nDate: Fri, 09 Mar 2018 10:00:00 +0000\nSubject: Long\n\n"
    written("a.eml", heads, 9)
    short = b"\n\nFrom x Fri Mar  9 11:00:00 2018\n" + heads.replace(b"Long", b"Short") + b"Both met.\n"
    written("b.mbox", b"From x Fri Mar  9 10:00:00 2018\n" + heads, 12, short)
    written("c.xml", b"<rss><channel><item><title>", 17)
    written("d.html", b"<html><body><p>", 17)
    written("e.txt", b"", 17)
    with zipfile.ZipFile(tmp_path / "f.docx", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b"0" * 5_000_000)
    with gzip.open(tmp_path / "g.xml.gz", "wb") as unzipped:
        unzipped.write(b"<rss>" + b"0" * 10_000_000)
    (tmp_path / "h.xml").write_bytes(b"<rss><channel>" + b"<item>" * 20_000)
    deep = "".join(
        f"From: desk@wire.example\nContent-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n"
        for n in range(400)
    )
    (tmp_path / "i.eml").write_text(deep + "Content-Type: text/plain\n\nBoth met.\n")
    (tmp_path / "j.txt").write_text("Both met\n\nThe talks go on, both sides said on Tuesday in Geneva.\n")
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    with Intake(seconds=10) as intake:
        told = list(intake.read(sorted(tmp_path.iterdir())))
    assert len([t for t in told if t.done]) == 10
    unread = {t.path.name for t in told if t.unread}
    assert {"a.eml", "b.mbox", "c.xml", "d.html", "e.txt", "f.docx", "g.xml.gz"} <= unread
    assert {"Short", "Both met"} <= {i.title for i in items(told)}
    now = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    assert now <= max(before, 1_000_000), "kilobytes; what ran before may have had a larger child"


def test_what_is_no_report_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "a.bin").write_bytes(b"\0\1\2" * 100)
    (tmp_path / "b.txt").write_bytes(b"")
    with Intake() as intake:
        told = list(intake.read([tmp_path / "a.bin", tmp_path / "b.txt", tmp_path / "gone.txt"]))
    assert len([t for t in told if t.unread]) == 3
    assert not items(told)


@given(st.builds(Item, form=st.just("row"), title=st.text(), text=st.text(), names=st.tuples(st.text()),
                 said_from=st.none() | st.dates(), doubts=st.tuples(st.text())))  # fmt: skip
def test_an_item_survives_the_way_between_processes(item: Item) -> None:
    assert item_from(item_as(item)) == item


@given(st.text())
def test_no_text_breaks_the_reading_of_days_and_addresses(text: str) -> None:
    days.of_text(text), days.of_letter(text), days.span(text, text)
    assert cleaning.untracked(text) in ("", cleaning.untracked(cleaning.untracked(text)))
    assert cleaning.body_of([cleaning.body_of([text])]) == cleaning.body_of([text])
