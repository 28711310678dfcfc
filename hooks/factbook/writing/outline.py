"""Pages of prose -> their sections: address, first sentence, reading time and grade, topics."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..record.book import Book
from ..record.kinds import OfTopics
from .document import Document, Section

WORDS_A_MINUTE = 200
SENTENCE_END = re.compile(r"(?<=[.?!])\s+(?=[A-Z가-힣\d₩$“\"(])")


@dataclass(frozen=True)
class OutlinedSection:
    """A part of a page that can be linked to by itself."""

    page: str
    page_title: str
    title: str
    level: int
    url: str
    first: str  # its first sentence
    minutes: int
    grade: int
    topics: tuple[str, ...]
    charts: tuple[str, ...] = ()  # shown in it


def outline(
    book: Book,
    documents: Mapping[str, Document],
    language: str,
) -> list[OutlinedSection]:
    """The sections of all pages of prose that are about a topic, in the order of the topics."""
    folder = book.languages[language].folder
    found: list[OutlinedSection] = []
    for id_, topic in book.topics.items():
        path = f"{folder}{topic.page or f'topics/{id_}'}.md"
        if path in documents:
            found += _sections(book, documents[path])
    return found


def _sections(book: Book, document: Document) -> Iterator[OutlinedSection]:
    for section in document.sections():
        heading = section.heading
        if heading.level in (2, 3) and section.words:
            yield OutlinedSection(
                document.path,
                document.heading,
                heading.words,
                heading.level,
                f"{document.url}#{heading.id}",
                _sentences(section.words)[0],
                max(1, round(len(section.words.split()) / WORDS_A_MINUTE)),
                grade(section.words),
                _topics(book, document, section),
                section.charts,
            )


def _sentences(words: str) -> list[str]:
    return SENTENCE_END.split(words)


def _topics(book: Book, document: Document, section: Section) -> tuple[str, ...]:
    """The page's own topic, and those of the records whose figures a section shows."""
    records = (book.get(address.partition("#")[0]) for address in section.figures)
    named = [document.topic]
    for record in records:
        named += record.all_topics if isinstance(record, OfTopics) else ()
    return tuple(dict.fromkeys(topic for topic in named if topic in book.topics))


def grade(words: str) -> int:
    """The Flesch-Kincaid grade of English words: the school year in which they can be read.

    After Kincaid et al. 1975; 0 for other scripts.
    """
    sentences, tokens = len(_sentences(words)), re.findall(r"[A-Za-z][A-Za-z'-]*", words)
    if 2 * len(tokens) < len(words.split()):
        return 0
    words_a_sentence = len(words.split()) / sentences
    syllables_a_word = sum(map(_syllables, tokens)) / len(tokens)
    return max(0, round(0.39 * words_a_sentence + 11.8 * syllables_a_word - 15.59))


def _syllables(word: str) -> int:
    """Groups of vowels, without a silent e at the end."""
    word = re.sub(r"(?<=[^l])e$|(?<=[^td])ed$|(?<=[^szxc])es$", "", word.lower())
    return max(1, len(re.findall(r"[aeiouy]+", word)))
