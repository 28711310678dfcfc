"""Signs that are a word's own in Markdown: a backslash stands before those that would mark words.

In between each has a character before it that no text of the record holds.
"""

import html
import re

OWN = "\0"
SIGNS = frozenset("\\`*_[]{}#~<>&+.)-")
# In HTML: each sign that may mark words, and at the start of them or of a further line of theirs
# what would begin a list or a table, or make a heading of the line before.
IN_HTML = re.compile(
    r"<[^>]*>|&#?\w+;|(?P<sign>[\\`*_\[\]{}#~])"
    r"|(?P<start>(?:(?<=>)\s*|\n\s*)(?:\d{1,9}(?=[.)][\s<])|(?=[-+][\s<]|--|[|=]|:-)))"
)
REFERENCE = re.compile(r"&#?\w+;")
AT_START = re.compile(rf"^((?:- )*\d*){OWN}(>|[|=]|:(?=-)|[#+.)-](?=[\s{OWN}-]|$))", re.M)
AT_END = re.compile(rf"{OWN}(?=(?:#{OWN})*#$)", re.M)  # which would close a heading
# Elsewhere such a sign stands as it is: snake_case, [sic], 5 < 6.
IN_A_LINE = re.compile(
    rf"{OWN}(?P<mark>[`*]|<(?=[A-Za-z/!?])|&(?=#?\w+;)|\](?={OWN}?[(\[:])|\[(?={OWN}?\^)"
    rf"|(?<!\w{OWN})_|_(?!\w)|~(?={OWN}?~)|(?<=~{OWN})~|\\(?=[{OWN}!-/:-@\[-`{{-~]))?"
)


def in_a_line(words: str) -> str:
    """Words for a line of Markdown, or for those of a link, none of which is read as a mark."""
    line = html.escape(" ".join(words.split()))
    noted = characters(noted_in_html(f"<p>{line}").removeprefix("<p>"))
    return with_backslashes(re.sub(rf"{OWN}(?=[\[\]])", r"\\", noted))


def noted_in_html(text: str) -> str:
    """HTML in which the signs of its words are noted; its tags stay as they are."""
    return IN_HTML.sub(_noted, text)


def characters(text: str) -> str:
    """Markdown with the characters that its references name, their signs noted too."""
    return REFERENCE.sub(_character, text)


def with_backslashes(text: str) -> str:
    """Markdown in which what was noted is written so that no mark is read in it."""
    return IN_A_LINE.sub(_guarded, AT_END.sub(r"\\", AT_START.sub(r"\1\\\2", text)))


def _noted(found: re.Match[str]) -> str:
    if found["sign"]:
        return OWN + found["sign"]
    return found[0] + (OWN if found["start"] is not None else "")


def _character(found: re.Match[str]) -> str:
    character = html.unescape(found[0])
    return OWN + character if character in SIGNS else character


def _guarded(found: re.Match[str]) -> str:
    mark = found["mark"] or ""
    return html.escape(mark) if mark in "<&" else f"\\{mark}"
