"""Markup to text, bytes to characters, and what is no news."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.feeds import boilerplate
from bot.feeds.charset import decode
from bot.feeds.html import clean, to_text

ARABIC = "وصل الوزير إلى المدينة أمس والتقى رئيس البلدية في مكتبه"
FRENCH = "Les négociations ont échoué à la fin de l’été, a déclaré une élue"

HOSTILE = st.text(
    st.sampled_from(
        "ab س\u2066\u2067\u2068\u2069\u202a\u202e\u200b\u200f\u200d\x00\x07\t\r\n\u2028\xa0\ud800<>&"
    )
)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("plain words", "plain words"),
        ("<p>One <b>wo</b>rd</p><p>Two</p>", "One word\nTwo"),
        ("a<br>b<br/>c", "a\nb\nc"),
        ("<ul><li>a</li><li>b</li></ul>", "a\nb"),
        ("<table><tr><td>12</td><td>34</td></tr></table>", "12\n34"),
        ("before<script>bad()</script><style>p{}</style><noscript>no</noscript> after", "before after"),
        ("<scr<script>ipt>alert(1)</script>", "ipt>alert(1)"),
        ("a &amp; b &lt; c &eacute; &#1587; &nbsp; d", "a & b < c é س d"),
        ("2 < 3 & 4 > 1", "2 < 3 & 4 > 1"),
        ("<img src='http://127.0.0.1/'><!-- note -->", ""),
        ("unclosed <b>bold <i>both", "unclosed bold both"),
        ("<p>  much \n\t space </p>", "much\nspace"),
        ("", ""),
    ],
)
def test_markup_becomes_text(markup: str, text: str) -> None:
    assert to_text(markup, 1000) == text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("a\x00b\x07c\x7fd\x9fe", "abcde"),
        ("a\u202eb\u202cc\u202ad", "abcd"),
        ("so\u00adft\u200b ze\ufeffro", "soft zero"),
        ("\u2068name\u2069 bare", "name bare"),
        ("\u2067open close\u2069 \u2069", "open close"),
        ("مي\u200cخواهم \u200f(x)", "مي\u200cخواهم \u200f(x)"),
        ("a\r\n\r\nb\u2028c\x0bd", "a\nb\nc\nd"),
        ("lone \ud83d surrogate", "lone surrogate"),
        ("tag\U000e0041ged", "tagged"),
    ],
)
def test_cleaning(raw: str, text: str) -> None:
    assert clean(raw, 1000) == text


@given(HOSTILE, st.integers(1, 40))
def test_clean_text_is_clean_bounded_and_stays_so(raw: str, limit: int) -> None:
    text = clean(raw, limit)
    assert clean(text, limit) == text
    assert len(text) <= limit
    assert not set(text) & set("\x00\x07\t\r\u2028\u202a\u202e\u2066\u2067\u2068\u2069\u200b\ud800")
    for line in text.split("\n"):
        assert line == line.strip()
        assert line or not text


@given(st.text())
def test_any_markup_becomes_clean_text(markup: str) -> None:
    text = to_text(markup, 50)
    assert clean(text, 50) == text
    assert all(unicodedata.category(char) not in {"Cc", "Cs"} or char == "\n" for char in text)


def test_text_is_cut_between_words() -> None:
    assert clean("one two three", 9) == "one two"
    assert clean("one two three", 7) == "one two"
    assert clean("onetwothree", 5) == "onetw"


@pytest.mark.parametrize(
    ("text", "encoding", "label", "header"),
    [
        (ARABIC, "utf-8", None, None),
        (ARABIC, "utf-8", "windows-1256", "iso-8859-1"),  # the bytes know better
        (ARABIC, "cp1256", "windows-1256", None),
        (ARABIC, "cp1256", None, "windows-1256"),
        (ARABIC, "cp1256", None, None),
        (ARABIC, "cp1256", "utf-8", "utf-8"),
        (ARABIC, "cp1256", None, "iso-8859-1"),
        (ARABIC, "cp1256", "windows-1256", "iso-8859-1"),
        (ARABIC, "cp1256", "ISO-8859-1", None),
        (ARABIC, "iso-8859-6", "iso-8859-6", "utf-8"),
        (ARABIC, "utf-8-sig", None, None),
        (ARABIC, "utf-16", "utf-16", None),
        (FRENCH, "utf-8", "iso-8859-1", None),
        (FRENCH, "cp1252", "iso-8859-1", None),
        (FRENCH, "cp1252", None, "iso-8859-15"),
        (FRENCH, "cp1252", None, None),
        (FRENCH, "cp1252", "utf-8", None),
        ("Grüße aus Köln", "iso-8859-2", "iso-8859-2", None),
    ],
)
def test_charsets(text: str, encoding: str, label: str | None, header: str | None) -> None:
    declared = f' encoding="{label}"' if label else ""
    document = f'<?xml version="1.0"{declared}?><rss><title>{text}</title></rss>'
    content_type = f"text/xml; charset={header}" if header else "text/xml"
    assert decode(document.encode(encoding), content_type) == document


def test_damaged_utf8_stays_utf8() -> None:
    body = f"<p>{ARABIC}".encode()[:-1] + b"</p>"
    assert decode(body, None) == f"<p>{ARABIC[:-1]}\ufffd</p>"


@pytest.mark.parametrize("encoding", ["utf-7", "hex", "no-such-thing", "rot13"])
def test_labels_that_are_no_charset(encoding: str) -> None:
    document = f'<?xml version="1.0" encoding="{encoding}"?><t>{ARABIC}</t>'
    assert ARABIC in decode(document.encode("cp1256"), f"text/xml; charset={encoding}")


@given(st.binary(), st.none() | st.text())
def test_any_bytes_become_characters(body: bytes, content_type: str | None) -> None:
    decode(body, content_type)


NOISE = """
Sorry, you need to enable JavaScript to visit this website.
اقرأ المزيد
إقرأ المزيد …
اقرأ أيضاً: خبر آخر عن المدينة
يحتوي هذا القسم على المقالات ذات صلة, الموضوعة في (Related Nodes field)
المزيد من سياسة
المزيد من أخبار الشرق الأوسط
مقالات ذات صلة:
تابعونا على تويتر وفيسبوك
تابعونا علي تويتر
» Read more »
Continue reading
Advertisement
ADVERTISEMENT
Share on WhatsApp
Also read: the other bridge
More from Politics
Lire la suite →
À LIRE AUSSI : l'autre pont
Publicité
Plus de politique
Veuillez activer JavaScript pour lire cette page.
The post Bridge opened appeared first on The Paper.
L’article Pont ouvert est apparu en premier sur Le Journal.
ظهرت المقالة افتتاح الجسر أولاً على الصحيفة.
""".strip().split("\n")

NEWS = """
قال الوزير إن المزيد من الجنود سيصلون إلى المدينة يوم الأحد
المزيد من الجنود وصلوا إلى المدينة يوم الأحد بعد معارك استمرت أسبوعا.
اقرأ المزيد عن الكتب في الصغر تتعلم
More from the north is expected to arrive by Sunday, the minister said.
Children should read more.
She asked them to share
Share prices fell by a tenth on Monday
The post office was closed on Monday
Plus de cent personnes ont manifesté dimanche dans le centre de la capitale
Le ministre a demandé à lire la suite du rapport.
Advertisement revenue fell
""".strip().split("\n")


@pytest.mark.parametrize("line", NOISE)
def test_what_is_no_news_goes(line: str) -> None:
    assert boilerplate.remove(f"Before.\n{line}\nAfter.") == "Before.\nAfter."


@pytest.mark.parametrize("line", NEWS)
def test_what_is_news_stays(line: str) -> None:
    assert boilerplate.remove(line) == line


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("The bridge is open… Read more", "The bridge is open…"),
        ("The bridge is open. Continue reading →", "The bridge is open."),
        ("افتتح الجسر اليوم... اقرأ المزيد", "افتتح الجسر اليوم..."),
        ("Le pont est ouvert […] Lire la suite", "Le pont est ouvert…"),
        ("The bridge is open. The opinions here do not necessarily reflect ours.", "The bridge is open."),
        ("افتتح الجسر. هذا المقال بقلم كاتبة، ولا يعكس بالضرورة وجهة نظر الصحيفة.", "افتتح الجسر."),
        ("The bridge is open [...]", "The bridge is open…"),
        ("Please enable JavaScript. The bridge is open.", "The bridge is open."),
        ("The bridge is open. This website uses cookies. It is long.", "The bridge is open. It is long."),
    ],
)
def test_what_stands_in_a_line_of_news_is_cut_out(text: str, kept: str) -> None:
    assert boilerplate.remove(text) == kept


@given(st.text())
def test_removing_twice_is_removing_once(text: str) -> None:
    once = boilerplate.remove(clean(text, 1000))
    assert boilerplate.remove(once) == once
