"""What a class is led to: sections, charts, sheets, hand-outs, lessons -> teach/links.csv."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..meaning.questions import edition_address, topics
from ..writing.writer import Writer
from .csv_files import for_excel
from .material import Files, Material
from .tables import table_of_words

HEADER = (
    *("id", "language", "kind", "page", "section", "url", "edition_url"),
    *("first_sentence", "minutes", "grade", "topics"),
)
PINNED = ("section", "chart")  # what stands in the edition of a day too; pages for a class do not


@dataclass(frozen=True)
class ClassLink:
    """A place that a teacher may link to."""

    kind: str
    page: str  # its title
    url: str  # from the root of the site
    topics: tuple[str, ...]
    section: str = ""
    first: str = ""  # its first sentence
    minutes: int | str = ""
    grade: int | str = ""

    @property
    def title(self) -> str:
        """A section by its page, for many pages have sections of one name."""
        is_page = self.section in ("", self.page)
        return self.page if is_page else f"{self.page}: {self.section}"


def files(material: Material) -> Files:
    """The table of all links; none where the record has no questions."""
    if material.book.questions:
        yield "teach/links.csv", links_csv(material)


def links_csv(material: Material) -> bytes:
    """One line a link in each language; the same place has the same id in each.

    The address in an edition never changes; a page for a class stands in none.
    """
    book, address = material.book, material.address
    pinned = edition_address(book, address)
    rows = [
        (
            link.url.removeprefix(book.languages[language].folder),
            language,
            link.kind,
            link.page,
            link.section,
            address + link.url,
            pinned + link.url if link.kind in PINNED else "",
            link.first,
            link.minutes,
            link.grade,
            " ".join(link.topics),
        )
        for language, writer in material.writers.items()
        for link in class_links(writer)
    ]
    return for_excel(table_of_words("links", HEADER, rows))


def class_links(writer: Writer) -> Iterator[ClassLink]:
    """All that a teacher may link to in one language."""
    yield from sections(writer)
    yield from _charts(writer)
    for topic in topics(writer.book):
        yield sheet(writer, topic)
    yield from _of_topics(hand_outs(writer, topic) for topic in writer.book.topics)
    yield from _of_topics(lessons(writer, topic) for topic in writer.book.topics)
    yield from glossary(writer)


def sections(writer: Writer) -> Iterator[ClassLink]:
    """The sections of the pages of prose about a topic."""
    for section in writer.sections():
        yield ClassLink(
            "section",
            section.page_title,
            section.url,
            section.topics,
            section.title,
            section.first,
            section.minutes,
            section.grade,
        )


def _charts(writer: Writer) -> Iterator[ClassLink]:
    for id_, chart in writer.book.charts.items():
        title = writer.plain.name(f"charts/{id_}")
        yield ClassLink("chart", title, writer.own_path(f"charts/{id_}/"), chart.all_topics)


def sheet(writer: Writer, topic: str) -> ClassLink:
    """The sheet of questions about a topic."""
    name = writer.wording.text(writer.book.topics[topic].name)
    title = writer.wording("sheet-of", topic=name)
    return ClassLink("sheet", title, writer.own_path(f"teach/sheets/{topic}/"), (topic,))


def hand_outs(writer: Writer, topic: str) -> Iterator[ClassLink]:
    """What is handed out to students about a topic."""
    for url, title in writer.site.hand_outs(writer.language, topic):
        yield ClassLink("hand-out", title, url, (topic,))


def lessons(writer: Writer, topic: str) -> Iterator[ClassLink]:
    """The lessons about a topic, which are said to be for the teacher."""
    for url, title in writer.site.lessons(writer.language, topic):
        words = writer.wording("lesson-of-teacher", title=title)
        yield ClassLink("lesson", words, url, (topic,))


def glossary(writer: Writer) -> Iterator[ClassLink]:
    """The page of all terms."""
    if writer.book.glossary:
        title = writer.wording("kind.glossary")
        yield ClassLink("glossary", title, writer.own_path("glossary/"), ())


def _of_topics(found: Iterator[Iterator[ClassLink]]) -> Iterator[ClassLink]:
    """Each page once, with all of its topics."""
    pages: dict[str, list[ClassLink]] = {}
    for links in found:
        for link in links:
            pages.setdefault(link.url, []).append(link)
    for url, same in pages.items():
        named = tuple(topic for link in same for topic in link.topics)
        yield ClassLink(same[0].kind, same[0].page, url, named)
