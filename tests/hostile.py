"""Words that look like what some reader of them runs, fills in or takes for its own: 500 of them.

Forty are chosen by hand; the others are put together by seeded dice from fragments of each sort.
What the check refuses is none of them, and test_hostile.py holds that it does: a call, a control
character, a sign that turns words around, what stands where words are to come (?, …), a number
beside markup.
"""

import random
import re
from collections.abc import Iterator
from functools import partial
from itertools import chain, cycle, islice
from pathlib import Path

import yaml

from factbook.record.fields import Field, Model, fields_of
from factbook.record.kinds import KINDS
from factbook.record.languages import is_written_in
from factbook.record.marked_yaml import read_bytes
from factbook.record.rules import says_nothing
from factbook.record.unseen import unseen_sign
from factbook.writing.calls import calls_in_other_braces
from factbook.writing.lint import NUMBER, bare_words
from factbook.writing.placeholders import held_places

HAND_PICKED = {
    "image": "![x](/nothing.png){: onerror=alert(self) }",
    "link": "[x](javascript:alert(self))",
    "reference": "[x][y] [y] [x]: javascript:alert(self)",
    "emphasis": "*x*{: onclick=alert(self) }",
    "stars": "K-*AI* and **two**",
    "lines": "_x_ and a_b_c",
    "code": "`x`",
    "backslashes": "\\\\ and \\* and \\",
    "tag": "<img src=x onerror=alert(self)>",
    "script": "</title><script>alert(self)</script>",
    "frame": "</div></a></h1><base href='https://elsewhere.example/'><form action='https://elsewhere.example/'>",
    "comment": "<!-- x --> <!--island 0-->",
    "address": "<https://elsewhere.example/> <a@elsewhere.example>",
    "quotes": "\" onclick=\"alert(self) ' onclick='alert(self)",
    "entities": "AT&amp;T &lt;b&gt; &#42;",
    "ampersand": "R&D",
    "hash": "#hash",
    "sharp": "C#",
    "anchor": "x {#top}",
    "braces": "() { :; }",
    "bar": "a | b",
    "bullet": "- one",
    "plus": "+ one",
    "ordinal": "2030. one",
    "rule": "---",
    "equals": "===",
    "heading": "## x ##",
    "letters": "𠮷田 😀",
    "mixed": "한글 – “quoted” …",
    "accents": "Ámbar ñandú Żółć ß",
    "formula": "=1+1",
    "at": "@sum(x)",
    "commas": 'a, "b", c; d',
    "tex": "\\textbf{x} 50% $x$ ~ ^ _ {",
    "empty-tags": "<>&<></>",
    "cdata": "]]> <![CDATA[x]]>",
    "colon": "title: x: y",
    "apostrophe": "it's 'so'",
    "joined": "👩\u200d🚀 e\u0301",
    "footnote": "x[^1] ~~y~~ ==z==",
    "reference-line": "TY - JOUR",
}
FRAGMENTS = {
    "script": (
        "<script>alert(self)</script>",
        "<SCRIPT SRC=//elsewhere.example/x.js>",
        "<svg/onload=alert(self)>",
        "<svg><script>alert(self)</script></svg>",
        "<iframe srcdoc='<script>alert(self)</script>'>",
        "<math><mtext><style><img src=x onerror=alert(self)>",
        "</textarea><script>alert(self)</script>",
        "</style><script>alert(self)</script>",
        "</noscript><img src=x onerror=alert(self)>",
        "<object data=javascript:alert(self)>",
        "<embed src=//elsewhere.example>",
        "<body onload=alert(self)>",
        "<details open ontoggle=alert(self)>",
        "<meta http-equiv=refresh content='0;url=https://elsewhere.example/'>",
        "<link rel=stylesheet href=//elsewhere.example/x.css>",
        "<base href=//elsewhere.example/>",
        "<style>*{display:none}</style>",
        "<template><script>alert(self)</script></template>",
        "<plaintext>",
        "<xmp>",
        "<!doctype html>",
        "<?php echo x ?>",
        "<!--",
        "-->",
        "</article></main></body></html>",
        "<video src=x onerror=alert(self)>",
        "<a href='java&#10;script:alert(self)'>x</a>",
        "<button popovertarget=search>x</button>",
        "<input autofocus onfocus=alert(self)>",
        "<use href=//elsewhere.example/x.svg#x>",
    ),
    "handler": (
        '" onmouseover="alert(self)',
        "' autofocus onfocus='alert(self)",
        '" style="background:url(//elsewhere.example)',
        "` onclick=`alert(self)",
        'x" data-open="search',
        "x' id='content",
        "/onclick=alert(self)//",
    ),
    "address": (
        "javascript:alert(self)",
        "JaVaScRiPt:alert(self)",
        "data:text/html,<script>alert(self)</script>",
        "vbscript:msgbox",
        "//elsewhere.example/x",
        "https://elsewhere.example/?a=b&c=d#e",
        "www.elsewhere.example",
        "a@elsewhere.example",
        "../../../etc/passwd",
        "\\\\elsewhere.example\\x",
        "file:///etc/passwd",
        "?q=x#top",
    ),
    "entity": (
        "&lt;script&gt;",
        "&#60;b&#62;",
        "&#x3c;img&#x3e;",
        "&amp;lt;",
        "&amp;amp;amp;",
        "&nbsp;x",
        "&copy",
        "&notit;",
        "&#0;",
        "&zwj;",
        "&",
        "&&",
        "&;",
        "%3Cscript%3E",
        "\\u003cscript\\u003e",
        "＜script＞",
    ),
    "template": (
        "${alert(self)}",
        "#{x}",
        "<%= x %>",
        "[[x]]",
        "{x}",
        "{n}",
        "{en: x}",
        "%(x)s",
        "%s %d %n",
        "$x",
        "{# x #}",
        "}}",
        "{name}",
        "@{x}",
        "{ {figure('x')} }",
        "%}",
    ),
    "markdown": (
        "# h",
        "> quote",
        "* a",
        "***b***",
        "[a](b)",
        "![a](b)",
        "[a]: b",
        "~~~",
        "```x```",
        "``x`",
        "| a | b |",
        "|---|",
        "***",
        "{: .x }",
        "{#id}",
        "[^a]: b",
        ":smile:",
        "++x++",
        "$$x$$",
        "\\[x\\]",
        "*[x]: y",
        "[TOC]",
        "!!! note",
        '=== "x"',
        '--8<-- "x"',
        "~sub~ ^sup^",
        "a  b",
        "\\",
        "\\`x\\`",
        "x\\",
        "[x",
        "](x)",
        "__x__",
        "_x",
        "x_",
        "<br>",
        "a\\|b",
        "<div markdown>",
    ),
    "query": (
        "'; DROP TABLE figures; --",
        '" OR ""="',
        "x' UNION SELECT name FROM sqlite_master --",
        "Robert'); --",
        "%' LIKE '%",
        "\\'; --",
    ),
    "formula": (
        "=cmd|' /C calc'!A",
        "+SUM(A)",
        "-x",
        "@x",
        '"a","b"',
        ";a;b",
        '""',
        "'x",
        '=HYPERLINK("https://elsewhere.example")',
        "a;b,c|d",
    ),
    "markup": (
        "]]>",
        '<?xml version="x"?>',
        '<!ENTITY x SYSTEM "file:///etc/passwd">',
        "&x;",
        '<a xmlns="x">',
        "</entry></feed>",
        "</item>",
        "</mattext>",
        "<![CDATA[",
        "</svg>",
        "</text>",
    ),
    "yaml": (
        "key: value",
        "- a",
        "&a *b",
        "!!python/name:os.system",
        "? x",
        "%x",
        "null",
        "true",
        "~",
        "---",
        "...",
        "{",
        "[",
        "# x",
        "x #y",
        ">-",
        "|",
        "<<: x",
    ),
    "formats": (
        "\\input{/etc/passwd}",
        "}@article{x,",
        "\\write{x}",
        "{\\LaTeX}",
        "% x",
        "ER -",
        "AU - x",
        "END:VCALENDAR",
        "X=y:z;w",
        "\\n",
        "\\,",
        '"}',
        "__proto__",
        "constructor",
        '{"$ref":"x"}',
        "toString",
        "$(id)",
        "`id`",
        "; rm -rf /",
        "../..\\x",
        "CON",
        "a/b",
        "x.",
        ".x",
        ".",
        "..",
        "*",
        "?",
        "/",
        "undefined",
        "NaN",
        "None",
    ),
    "letters": (
        "שלום",
        "مرحبا بالعالم",
        "Z̵̢̛a̸l̷g̶o̵",
        "ﷺ",
        "аdmin",
        "İstanbul ı",
        "ß ẞ ǅ",
        "ก็็็็็",
        "नमस्ते",
        "日本語",
        "각",
        "각",
        "ㄱㄴㄷ",
        "´`¨",
        "½ ² ₃ Ⅳ",
        "‘’“”„‚«»",
        "—–‐‑−",
        "…‥",
        "☃ ★ ♥",
    ),
    "pictures": (
        "👩\u200d🚀",
        "🇰🇷",
        "❤️",
        "🏳️\u200d🌈",
        "𠮷",
        "👍🏽",
        "🫠",
        "\U0001f9d1\u200d\U0001f91d\u200d\U0001f9d1",
    ),
    "long": (
        "x" * 300,
        "한" * 200,
        "word " * 60 + "end",
        "a-" * 100 + "a",
        "<" * 80,
        "&" * 80,
        "[" * 15,
        "*" * 60,
        "_x" * 60,
        "`" * 31,
        "😀" * 60,
        "\\" * 40,
        '"' * 60,
    ),
}
BETWEEN = (" ", " ", "", '"', ">", " – ", "/", "x")


def hostile(count: int, seed: int = 1) -> dict[str, str]:
    """So many distinct strings by their ids: picked by hand, then each fragment, then mixtures."""
    found = dict(HAND_PICKED)
    accepted = (words for words in _made(seed) if not is_refused(words))
    for words in islice(accepted, count - len(found)):
        found[f"h-{len(found)}"] = words
    return found


def left_out(count: int, seed: int = 1) -> list[str]:
    """What stands among the first so many that are made, and the check refuses."""
    return [words for words in islice(_made(seed), count) if is_refused(words)]


def _made(seed: int) -> Iterator[str]:
    """Each fragment, then mixtures without end; none twice, and none that was picked by hand."""
    dice = random.Random(seed)
    fragments = (words for sort in FRAGMENTS.values() for words in sort)
    taken = set(HAND_PICKED.values())
    for words in chain(fragments, iter(partial(_mixed, dice), None)):
        words = " ".join(words.split())
        if words not in taken:
            taken.add(words)
            yield words


def is_refused(words: str) -> bool:
    """True for what the check refuses as the name of a record, and in its texts."""
    refused = (says_nothing, unseen_sign, holds_a_call, holds_a_place, has_a_number)
    return any(refuses(words) for refuses in refused)


def holds_a_call(words: str) -> bool:
    """Braces in which a call may be meant."""
    return any(calls_in_other_braces(words))


def holds_a_place(words: str) -> bool:
    """What stands for words that are still to come, such as xxx."""
    return any(held_places(words, ()))


def has_a_number(words: str) -> bool:
    """A number beside markup: in a name it may stand, but markup is no part of a name."""
    bare = bare_words(words)
    return bare != words and bool(NUMBER.search(bare))


def _mixed(dice: random.Random) -> str:
    """Two or three fragments of different sorts; one of them may be long."""
    sorts = dice.sample(list(FRAGMENTS), dice.choice([2, 2, 3]))
    words = dice.choice(FRAGMENTS[sorts[0]])
    for sort in sorts[1:]:
        words += dice.choice(BETWEEN) + dice.choice(FRAGMENTS[sort])
    return words


def batches(words: dict[str, str], size: int) -> list[dict[str, str]]:
    """As many as are put into one site."""
    ids = list(words)
    return [{id_: words[id_] for id_ in ids[at : at + size]} for at in range(0, len(ids), size)]


# ---------------------------------------------------------------- every text of a record

PLAIN = {"aliases", "publisher", "author", "title", "credit", "licence"}  # of no language
FILLED = {"one", "many"}  # with a number
ENDINGS = {"one": " {n}", "many": " {n}", "aliases": " too"}  # no other name is a record's name
MAY_BE_ADDED = {"aliases", "author", "constituency", "note", "party", "summary", "why"}


class Spoiler:
    """Puts words in turn into each text of each record; `written` are those that it has put."""

    def __init__(self, words: dict[str, str]):
        self.turn = cycle(f"{text} !" for text in words.values() if "{n}" not in text)
        self.written: list[str] = []
        self.groups: dict[object, str] = {}

    def spoil_all(self, data: Path) -> list[str]:
        """Spoil all records of a folder; gives what was put into them."""
        for kind, about in KINDS.items():
            for path in sorted((data / kind).rglob("*.yml")):
                records = read_bytes(path.read_bytes(), path.name).value
                for record in records.values():
                    self._spoil(about.model, record)
                path.write_text(yaml.safe_dump(records, allow_unicode=True, width=10**6), "utf-8")
        return self.written

    def _spoil(self, model: Model, record: dict) -> None:
        for field in fields_of(model):
            if field.name in MAY_BE_ADDED:
                record.setdefault(field.name, [""] if field.many else "")
            if field.name not in record:
                continue
            if field.type == "words" or field.name in PLAIN:
                beside_number = field.name in FILLED or "currency" in record
                record[field.name] = self._instead(field, record[field.name], beside_number)
            elif field.model:
                for part in _parts(field, record[field.name]):
                    self._spoil(field.model, part)

    def _instead(
        self, field: Field, value: object, beside_number: bool, language: str = ""
    ) -> object:
        if isinstance(value, dict):
            texts = value.items()
            return {lang: self._instead(field, text, beside_number, lang) for lang, text in texts}
        if isinstance(value, list):
            return [self._instead(field, text, beside_number) for text in value]
        if field.name == "group" and value in self.groups:
            return self.groups[value]  # rows that stood together still do
        ending = ENDINGS.get(field.name, "")
        is_of_a_language = bool(language) or field.name == "title"
        self.written.append(self._words(beside_number, is_of_a_language) + ending)
        if field.name == "group":
            self.groups[value] = self.written[-1]
        return self.written[-1]

    def _words(self, beside_number: bool, is_of_a_language: bool) -> str:
        """The next in turn; the check lets neither digits nor braces stand beside a number.

        Where a text is said in a language, no other letters stand for most of it.
        """
        unfit = r"[\d{}]" if beside_number else "$^"
        fitting = (words for words in self.turn if not re.search(unfit, words))
        return next(words for words in fitting if not (is_of_a_language and is_foreign(words)))


def is_foreign(words: str) -> bool:
    """Letters of which most are not Latin."""
    letters = [letter for letter in words if letter.isalpha()]
    return sum(is_written_in(letter, "en") for letter in letters) < len(letters) / 2


def _parts(field: Field, value: object) -> list[dict]:
    """The records that stand in a field."""
    if isinstance(value, dict):
        return list(value.values()) if field.many == "map" else [value]
    return value if isinstance(value, list) else []
