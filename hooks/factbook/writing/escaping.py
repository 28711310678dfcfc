"""Words of the record in Markdown and in front matter, so that readers see them as written."""

import json
import re
from collections.abc import Mapping
from functools import cache
from urllib.parse import quote_plus

from markupsafe import Markup

from ..record.languages import direction_of

# What Markdown would read in words; a reference to a character is only ever that character.
IN_WORDS = re.compile(
    r"(?P<tag><[^>]*>)|&#?\w+;|(?P<special>[\\`*_{}\[\]#|~^]|=(?==)|\+(?=\+)|:(?=[\w+-]+:))"
    r"|(?P<lines>\s*[\n\r]\s*)"
)
IN_TAGS = re.compile(r"[\\`\[\]|]|\+(?=\+)")  # the converter looks for these before it knows a tag
LINE_END = re.compile(r"[\n\r]")
# What makes a block of code, a list or a rule of words that begin a line.
AT_START = re.compile(r"\A(\s*)([-+=~!?/:]|\d+[.)](?!\S))?")
# YAML refuses some of these and takes the others for the end of a line.
NOT_IN_YAML = re.compile("[\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff]")


def as_written(words: str | Markup) -> Markup:
    """Words for a line of Markdown, none read as Markdown or HTML; Markup keeps its tags."""
    html = IN_WORDS.sub(_in_words, Markup.escape(words))
    return Markup(AT_START.sub(_at_start, html))


def as_yaml(words: object) -> Markup:
    """A value for a line of front matter, in quotation marks."""
    written = json.dumps(str(words), ensure_ascii=False)
    return Markup(NOT_IN_YAML.sub(lambda found: f"\\u{ord(found[0]):04x}", written))


def _in_words(found: re.Match[str]) -> str:
    if found["tag"]:
        return IN_TAGS.sub(_reference, LINE_END.sub(" ", found["tag"]))
    if found["special"]:
        return _reference(found["special"])
    return " " if found["lines"] else found[0]


def _at_start(found: re.Match[str]) -> str:
    space, mark = " " if found[1] else "", found[2] or ""
    return space + mark[:-1] + (_reference(mark[-1]) if mark else "")


def _reference(character: str | re.Match[str]) -> str:
    return f"&#{ord(character[0])};"


def query(given: Mapping[str, str]) -> str:
    """What an address asks. Letters stay as they are, for browsers escape them too, and escaped a
    syllable has nine characters: they were 6 kB of the Korean promises. So do the signs that ids,
    files and lines are parted by, for a question may hold them."""
    return "&".join(f"{_asked(name)}={_asked(said)}" for name, said in given.items())


def _asked(text: str) -> str:
    return "".join(map(_asked_character, text))


@cache  # few are written, and each many times
def _asked_character(one: str) -> str:
    return one if one > "\x7f" and one.isalpha() else quote_plus(one, safe="/:")


def tongue(language: str, around: str) -> Markup:
    """The attributes of words in another language: lang, and dir where it runs the other way."""
    direction = direction_of(language)
    turned = f' dir="{direction}"' if direction != direction_of(around) else ""
    return Markup('lang="{}"{}').format(language, Markup(turned))


compact_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def json_in_a_page(value: object) -> Markup:
    """JSON that may stand in a script of a page: in its own letters, with no space between."""
    return Markup(compact_json(value).replace("<", r"\u003c"))
