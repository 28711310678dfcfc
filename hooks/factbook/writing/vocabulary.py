"""What authors know from Material beside plain Markdown: boxes, tabs, footnotes, tasks, signs.

The converter reads it by the extensions of mkdocs.yml. Here stands what these leave open: the title
of a box in the language of its page, what a search finds, and what is told to who cannot see it.
"""

import re
from collections.abc import Iterator
from functools import cache
from html import escape
from importlib.util import find_spec
from pathlib import Path

from ..meaning.wording import Wording
from ..record.problems import did_you_mean, excerpt

# Each sort of box by every name that Material has for it.
BOXES = {
    "note": "seealso",
    "abstract": "summary tldr",
    "info": "todo",
    "tip": "hint important",
    "success": "check done",
    "question": "help faq",
    "warning": "caution attention",
    "failure": "fail missing",
    "danger": "error",
    "bug": "",
    "example": "",
    "quote": "cite",
}
SORTS = {name: sort for sort, others in BOXES.items() for name in (sort, *others.split())}
BOX = re.compile(
    r"^(?P<mark> *(?:!!!|\?\?\?\+?) +)(?P<name>[\w-]+)(?P<place>(?: +[\w-]+)*)"
    r' *(?P<title>"[^\n]*)?$',
    re.M,
)
TAB = re.compile(r'^ *===[!+]? +"(?P<title>[^\n]*)"', re.M)
SIGN = re.compile(r"(?<![\w:]):(?:[+-]1|[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*):(?![\w:])")
# What the converter looks up among the names of signs, wherever it stands: 10:30:45 too.
LOOKED_UP = re.compile(r":[+\w-]+:")

# The lines round a caption, and what an abbreviation stands for.
LAYOUT = re.compile(r"^ *///.*$|^ *\*\[[^\]\n]+\]:.*$", re.M)


# An address that is a link by itself, and its own words.
IN_ANGLES = re.compile(r"<((?:https?://|[\w.+-]+@)[^\s<>]*)>", re.I)
# Code and addresses, in which no sign is looked up.
WITHOUT_SIGNS = re.compile(
    rf"^ *(```|~~~).*?^ *\1|(`+)[^`\n]+\2|\]\([^()\s]*\)|(?i:{IN_ANGLES.pattern})", re.M | re.S
)


def name_boxes(text: str, say: Wording) -> str:
    """Markdown whose boxes have their sort by one name, and a title where the author gave none.

    All have the class 'box' for the style sheet.
    """

    def named(found: re.Match[str]) -> str:
        sort = SORTS.get(found["name"], found["name"])
        title = found["title"] or f'"{say(f"box.{sort}")}"'
        return f"{found['mark']}box {sort}{found['place']} {title}"

    return BOX.sub(named, text)


def write_signs(text: str) -> str:
    """A text with the letters of Unicode that it names, as in :smile:; icons stay, and code.

    Of a name that is left the converter makes a picture from elsewhere, be it within a word.
    """
    if not LOOKED_UP.search(text):
        return text
    pieces, place = [], 0
    for kept in WITHOUT_SIGNS.finditer(text):
        pieces += [_with_letters(text[place : kept.start()]), kept[0]]
        place = kept.end()
    return "".join([*pieces, _with_letters(text[place:])])


def _with_letters(text: str) -> str:
    pieces, place = [], 0
    while found := LOOKED_UP.search(text, place):
        letters = _letters_of_sign(found[0])
        # The colon that ends what is no name may begin one.
        end = found.end() if letters else found.end() - 1
        pieces += [text[place : found.start()], letters or text[found.start() : end]]
        place = end
    return "".join([*pieces, text[place:]])


def _letters_of_sign(name: str) -> str:
    codes = _letters().get(name, "")
    return "".join(chr(int(code, 16)) for code in codes.split("-")) if codes else ""


# ---------------------------------------------------------------- plain words

# What marks words, and the words alone. None of these reads on beyond its line.
MARKED = (
    (BOX, lambda found: (found["title"] or "").strip('"')),
    (TAB, lambda found: found["title"]),
    (LAYOUT, ""),
    (re.compile(r"\[\^[^\]\s]+\]:?"), ""),
    (re.compile(r"^( *[-*+]) \[[ xX]\] ", re.M), r"\1 "),
    (re.compile(r"^:[ \t]+(?=\S)", re.M), ""),
    (re.compile(r"\+\+([a-z][\w-]*(?:\+[\w-]+)*)\+\+"), r"\1"),
    (re.compile(r"(~~|\^\^|==)(?=\S)([^\n]+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"([~^])([^\s~^]+)\1"), r"\2"),
)


def without_marks(text: str) -> str:
    """What an author wrote, without the marks of this vocabulary; plain Markdown stays."""
    for pattern, words in MARKED:
        text = pattern.sub(words, text)
    return SIGN.sub("", text)


# ---------------------------------------------------------------- what is wrong

# A range between two others: 2~3 and 4~5 in a word would be read as a lowered "3 and 4".
LOWERED_RANGE = re.compile(r"[\d가-힣]~[^\s~]+~[\d가-힣]")


CAPTION = re.compile(r"^[> ]*///+(?P<begins>[ \t]*[^\s/][^\n]*)?", re.M)
CAPTIONS = re.compile(r" *(?:(?:figure|table)-)?caption(?: *\|.*)?")


# How a block of other sites is written here, by the first word of its line.
BLOCKS_HERE = {
    **{name: f'!!! {name} "Title"' for name in SORTS},
    "admonition": '!!! note "Title"',
    "details": '??? note "Title"',
    "tab": '=== "Title"',
}


def _no_block(written: str) -> str:
    """What is said of a block that is no caption."""
    message = f"no block is called {excerpt(written)}"
    if here := BLOCKS_HERE.get(written.split()[0].lower()):
        return f"{message}; write {here}, its words indented by four spaces below, and no ///"
    return f"{message}; write /// caption"


def wrong_captions(text: str) -> Iterator[tuple[int, str]]:
    """(place, message) for each caption of a text that is not closed, and what is none."""
    opened = -1
    for found in CAPTION.finditer(text):
        if found["begins"] is None:
            opened = -1
        elif not CAPTIONS.fullmatch(found["begins"].rstrip()):
            yield found.start(), _no_block(found["begins"].strip())
        elif opened < 0:
            opened = found.start()
    if opened >= 0:
        yield opened, "this caption is not closed; end it with a line of ///"


OPENS_MARKED = re.compile(r"(?<![\w=~^\\])(==|~~|\^\^)(?=[^\s=~^])")


def _unclosed_marks(text: str) -> Iterator[tuple[int, str]]:
    """(place, message) for each sign of marked words that is not closed in its paragraph."""
    end = 0
    for found in OPENS_MARKED.finditer(text):
        if found.start() < end:
            continue
        sign = found[1]
        paragraph = text[found.end() :].partition("\n\n")[0]
        closed = re.search(rf"\S{re.escape(sign)}", paragraph)
        end = found.end() + (closed.end() if closed else 0)
        if not closed:
            yield found.start(), f"marked words begin and end at their '{sign}': {sign}words{sign}"


KEYS = re.compile(r"(?<![\w+{\\])\+\+([\w-]+(?:\+[\w-]+)*)\+\+(?![\w+])")


def _unknown_keys(text: str) -> Iterator[tuple[int, str]]:
    """(place, message) for each key that the converter does not know, and prints as typed."""
    for found in KEYS.finditer(text):
        for key in found[1].split("+"):
            if key not in _keys():
                near = did_you_mean(key, _keys())
                yield found.start(), f"no key is called {excerpt(key)}{near or NO_KEY}"


NO_KEY = '; write what stands on it in quotes, as in ++"Fn"++'


def wrong_vocabulary(text: str) -> Iterator[tuple[int, str]]:
    """(place, message) for each box and sign of a text that the site cannot show."""
    for found in BOX.finditer(text):
        if found["name"] not in SORTS:
            near = did_you_mean(found["name"], SORTS) or f"; known: {', '.join(BOXES)}"
            yield found.start("name"), f"no sort of box is called {excerpt(found['name'])}{near}"
    yield from wrong_captions(text)
    yield from _unclosed_marks(text)
    yield from _unknown_keys(text)
    for found in LOWERED_RANGE.finditer(text):
        yield found.start(), "two '~' in a word lower what is between them; write \\~ in a range"
    for found in SIGN.finditer(text):
        if found[0] not in signs():
            near = did_you_mean(found[0], signs()) or "; write the sign itself"
            yield found.start(), f"no sign is called {excerpt(found[0])}{near}"


@cache
def signs() -> frozenset[str]:
    """The names of all signs: the icons that Material brings, and those of Unicode, as :smile:."""
    theme = find_spec("material")
    folder = Path(theme.origin).parent if theme and theme.origin else Path()
    icons = folder / "templates" / ".icons"
    paths = (path.relative_to(icons).with_suffix("") for path in icons.rglob("*.svg"))
    return frozenset([*(f":{'-'.join(path.parts)}:" for path in paths), *_letters()])


@cache
def _keys() -> frozenset[str]:
    """The names of all keys."""
    from pymdownx import keymap_db  # as below

    return frozenset([*keymap_db.keymap, *keymap_db.aliases])


@cache
def _letters() -> dict[str, str]:
    """The codes of each sign of Unicode by its names."""
    from pymdownx import twemoji_db  # one page in a hundred needs it, and it is long

    signs = twemoji_db.emoji.items()  # Material puts its icons there too, once it is loaded
    codes = {name: sign["unicode"] for name, sign in signs if "unicode" in sign}
    return codes | {alias: codes[name] for alias, name in twemoji_db.aliases.items()}


# ---------------------------------------------------------------- in the language of the page

NOTE_LINK = re.compile(r'<a class="footnote-ref" href="(#fn-[^"]+)">(\d+)</a>')
WAY_BACK = re.compile(r'<a class="footnote-backref" href="([^"]+)" title="[^"]*?(\d+)[^"]*">')
TASK = re.compile(r'<input type="checkbox" disabled( checked)?/>')


def say_marks(html: str, say: Wording) -> str:
    """A converted page whose marks say what they are to who hears the page."""

    def note(found: re.Match[str]) -> str:
        letter = _letter(int(found[2]))
        name = escape(say("footnote", letter=letter))
        return f'<a class="footnote-ref" href="{found[1]}" aria-label="{name}">{letter}</a>'

    def way_back(found: re.Match[str]) -> str:
        name = escape(say("footnote-back", letter=_letter(int(found[2]))))
        return f'<a class="footnote-backref" href="{found[1]}" aria-label="{name}">'

    def task(found: re.Match[str]) -> str:
        word = escape(say("task-done" if found[1] else "task-open"))
        state = "done" if found[1] else "open"
        return f'<span class="task task--{state}" role="img" aria-label="{word}"></span>'

    for pattern, replace in ((NOTE_LINK, note), (WAY_BACK, way_back), (TASK, task)):
        html = pattern.sub(replace, html)
    return html


def _letter(number: int) -> str:
    """a to z, then aa, ab: sources have numbers, so footnotes have letters."""
    letters = ""
    while number:
        number, place = divmod(number - 1, 26)
        letters = chr(ord("a") + place) + letters
    return letters
