"""Which signs that nobody sees a text may hold: those with which its script is written."""

import re

import pytest

from factbook.record.unseen import SUSPECT, UNSEEN, first_unseen, unseen_sign

WRITTEN = (
    "Lamps, 등불, лампа, zażółć, “lamps” – half…",
    "می\u200cخواهم",
    "IP\u200cها",
    "क्\u200dष తె\u200cలుగు",
    "ភាសា\u200bខ្មែរ",
    "ᠮᠣᠩ\u180bᠭᠣᠯ",
    "שלום\u200f!",
    "في Kahoot \u200fAdd question",
    "👩\u200d🚀 🏳️\u200d🌈 \U0001f468\U0001f3fd\u200d\U0001f4bb",
    "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
    "1️⃣ ™️ ❤️ 葛\U000e0100",
    "5\xa0lamps, 1\u202f000, 등불\u3000등불",
)


@pytest.mark.parametrize("text", WRITTEN)
def test_what_a_script_is_written_with_stays(text):
    assert unseen_sign(text) == ""


@pytest.mark.parametrize(
    "text",
    ["10 m², ½, 5 ㎡, ㈜등불, №\u00a03, ① ⓐ Ⅱ", "Lamp™ ﹪ ℃ ℓ ㎏", "文部、「등불」（가）！"],
)
def test_signs_with_a_meaning_of_their_own_stay(text):
    assert unseen_sign(text) == ""


@pytest.mark.parametrize(
    "text, sign, word, plain",
    [
        ("the ﬁrst lamp", "FB01", "ﬁrst", "first"),
        ("**oﬃce**", "FB03", "oﬃce", "office"),
        ("𝔑vidia plan", "1D511", "𝔑vidia", "Nvidia"),
        ("about １５００ lamps", "FF11", "１５００", "1500"),
        ("(ＬＥＤ등)", "FF2C", "ＬＥＤ등", "LED등"),
    ],
)
def test_letters_that_are_a_look_of_plain_ones_are_told_with_these(text, sign, word, plain):
    assert unseen_sign(text) == (
        f"a text holds U+{sign} in '{word}', a look of plain letters; write '{plain}'"
    )


@pytest.mark.parametrize("sign", "\u200b\u200c\u200d\u2060\u2063\u3164\u2800\uffa0\xad\ufeff\ufe0f")
@pytest.mark.parametrize("text", ["la{}mp", "등{}불", "lamp{}", "lamps {} on", "lamps\n{}on"])
def test_what_no_latin_or_korean_word_needs_is_told(text, sign):
    [line, message] = first_unseen(text.format(sign))
    assert line == text[: text.index("{")].count("\n") + 1
    assert f"U+{ord(sign):04X}" in message and "delete it" in message


def test_the_lines_of_all_are_told():
    assert first_unseen("one\ntw\u200bo\nthree\nfo\u200bur\u200b\n") == (
        2,
        "a text holds U+200B behind 'tw', a sign that nobody sees; delete it; "
        "others stand on line 4",
    )


def test_what_is_looked_for_is_looked_at():
    """Only a text with a sign of SUSPECT is looked through."""
    every = map(chr, range(0x110000))
    ordinary = "".join(sign for sign in every if not SUSPECT.match(sign))
    assert len(ordinary) > 40_000
    assert not any(re.search(signs, ordinary, re.M) for signs in UNSEEN)


def test_a_text_of_such_signs_alone_is_told_before_long():
    """Each place is looked at once, however many there are."""
    assert unseen_sign("\u200b" * 500_000) and unseen_sign("\u200e" * 500_000)
    assert unseen_sign("ﬁ" * 500_000) and unseen_sign("x" * 500_000 + "ﬁ")
