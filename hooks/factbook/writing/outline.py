"""Written pages -> their sections: address, first sentence, reading time, reading grade, topics."""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..meaning.addresses import page_url
from ..record.book import Book

WORDS_A_MINUTE = 200
HEADING = re.compile(r"^(#{1,3}) (.+?) \{#([\w-]+)\}\s*$", re.M)
TOPIC = re.compile(r"^topic: *(\S+)$", re.M)
NOTES = re.compile(r'<section class="cards".*', re.S)
MARKS = re.compile(r"<(button|sup|svg)\b.*?</\1>", re.S)


@dataclass(frozen=True)
class Section:
    """A part of a page that can be linked to by itself."""

    page: str
    page_title: str
    title: str
    level: int
    url: str
    first: str
    minutes: int
    grade: int
    topics: tuple[str, ...]


def sections(book: Book, pages: Mapping[str, str], folder: str = "") -> list[Section]:
    """The sections of all pages of prose that are about a topic, in the order of the topics; `folder` is that of a language."""
    paths = (f"{folder}{topic.page or f'topics/{id_}'}.md" for id_, topic in book.topics.items())
    return [
        section for path in paths if path in pages for section in _of_page(book, path, pages[path])
    ]


def _of_page(book: Book, path: str, text: str) -> Iterator[Section]:
    headings = list(HEADING.finditer(text))
    page_title = _plain(headings[0][2]) if headings else path
    for heading, after in zip(headings, [*headings[1:], None]):
        if heading[3] == "cited-sources":
            return
        body = text[heading.end() : after.start() if after else len(text)]
        words = _plain(_prose(body))
        if words:
            anchor = "" if heading[3] == "top" else f"#{heading[3]}"
            yield Section(
                path,
                page_title,
                _plain(heading[2]),
                len(heading[1]),
                page_url(path) + anchor,
                _first_sentence(words),
                max(1, round(len(words.split()) / WORDS_A_MINUTE)),
                grade(words),
                _topics(book, text, body),
            )


def _prose(body: str) -> str:
    """What was written as sentences, without drawings, boards and lists that are made from the record."""
    blocks = re.split(r"\n\s*\n", MARKS.sub("", NOTES.sub("", body)))
    return "\n\n".join(
        block
        for block in blocks
        if block.startswith('<p class="answer"') or not block.lstrip().startswith(("<", "|"))
    )


def _plain(markdown: str) -> str:
    """Words as a reader sees them, without marks, links and tags."""
    words = re.sub(r"\[([^\]]*)\]\([^)]*\)(\{[^}]*\})?", r"\1", re.sub(r"<[^>]+>", "", markdown))
    return re.sub(
        r"\s+", " ", html.unescape(re.sub(r"\*\*|^\s*[-#>]+ ", "", words, flags=re.M))
    ).strip()


def _sentences(words: str) -> list[str]:
    return re.split(r"(?<=[.?!])\s+(?=[A-Z가-힣\d₩$“\"(])", words)


def _first_sentence(words: str) -> str:
    return _sentences(words)[0]


def _topics(book: Book, text: str, body: str) -> tuple[str, ...]:
    """The page's own topic, and those of the records whose figures a section shows."""
    own = TOPIC.search(text)
    shown = (
        book.get(address.partition("#")[0])
        for address in re.findall(r'data-figure="([^"]+)"', body)
    )
    named = [own[1] if own else "", *(getattr(record, "topic", "") for record in shown)]
    return tuple(dict.fromkeys(topic for topic in named if topic in book.topics))


def grade(words: str) -> int:
    """The Flesch-Kincaid grade of English words: the school year in which they can be read (Kincaid et al. 1975); 0 for other scripts."""
    sentences, tokens = len(_sentences(words)), re.findall(r"[A-Za-z][A-Za-z'-]*", words)
    if 2 * len(tokens) < len(words.split()):
        return 0
    syllables = sum(map(_syllables, tokens))
    return max(
        0, round(0.39 * len(words.split()) / sentences + 11.8 * syllables / len(tokens) - 15.59)
    )


def _syllables(word: str) -> int:
    """Groups of vowels, without a silent e at the end."""
    word = re.sub(r"(?<=[^l])e$|(?<=[^td])ed$|(?<=[^szxc])es$", "", word.lower())
    return max(1, len(re.findall(r"[aeiouy]+", word)))
