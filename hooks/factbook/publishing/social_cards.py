"""Social cards: the pictures that messengers and networks show beside links to pages."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ..drawing.cache import Helpers, drawing_key, read_or_make
from ..drawing.canvas import size_of, words_in
from ..drawing.charts import chart_kind
from ..drawing.letters import Letters
from ..drawing.palette import in_colors, palette
from ..drawing.small import small_picture
from ..drawing.strips import Strip, strip
from ..meaning.addresses import LIST_PAGES, page_url
from ..meaning.figures import current
from ..meaning.line_words import score, standing
from ..record.book import Book
from ..record.kinds import Chart, Organization, Person, Promise
from ..record.values import Address
from ..writing.citations import Citables
from ..writing.document import Document
from ..writing.writer import Writer
from .material import Files, Material

if TYPE_CHECKING:
    from ..drawing.png import Image, Words

# In pixels, from the upper and left edge, or up from the lower one.
WIDTH = 1200
HEIGHT = 630
EDGE = 64
ROOM = WIDTH - 2 * EDGE
STRIPE = 12  # of colour along the lower edge
MARK_SCALE = 48 / 32  # of the site's mark, to its own units
HEAD = EDGE + 24  # where the line of the site's name stands
FOOT = HEIGHT - 44
VALUE = HEIGHT - 150
LABEL = HEIGHT - 104  # its last line
LABEL_LINE = 36
LABEL_SIZE = 28
VALUE_SIZES = (76, 60, 48, 40, 32)  # the first in which a value stands on one line is taken
TITLE = 118
TITLE_LINE = 1.2  # of the size of its letters
DRAWING_ABOVE = 36
DRAWING_END = HEIGHT - 88
SMALLEST_TITLE = 32
SMALLEST_DRAWING = 0.6  # of its own size; a longer list is cut below its first rows
LIST_SCALE = 1.2


@dataclass(frozen=True)
class SocialCard:
    """What the social card of a page says."""

    site: str
    about: str  # what the page is, in a word
    title: str
    foot: str
    value: str = ""  # the figure that the page opens with, and what it is
    label: str = ""
    drawing: str = ""  # or a chart, as SVG in the page's colours

    @property
    def words(self) -> str:
        """All that is written on it, and what of it has no room."""
        written = (self.site, self.about, self.title, self.foot, self.value, self.label)
        return " ".join((*written, words_in(self.drawing)))


@dataclass(frozen=True)
class Look:
    """What all social cards look like."""

    fonts: Path
    colors: dict[str, str]
    mark: str  # the site's mark, as SVG


def files(material: Material) -> Files:
    """The pictures that are shown beside links to pages, where pictures are asked for."""
    if not material.first.site.pictures:
        return
    folders = material.folders
    look = Look(
        fonts=folders.assets / "fonts" / "measure",
        colors=palette(folders.theme),
        mark=(folders.assets / "mark.svg").read_text(encoding="utf-8"),
    )
    yield from social_card_files(
        material.writers, material.documents, material.cited, folders.cache_of("cards"), look
    )


def social_card_path(path: str) -> str:
    """The path of the social card of a page."""
    return f"cards/{page_url(path).strip('/') or 'home'}.png"


def card_pages(
    documents: Mapping[str, Document],
    book: Book,
    has_card: Callable[[str], bool],
) -> dict[str, str]:
    """For each page the one whose card stands beside links to it, by their paths.

    A page that shows a figure, a chart or a promise has its own; others have that of their section.
    So have those whose own cannot be drawn; a page is left out where no card can.
    """
    found = {}
    for path, document in documents.items():
        own = [path] if _has_to_show(document) else []
        ways = (*own, *_above(document, documents, book))
        if card := next(filter(has_card, ways), ""):
            found[path] = card
    return found


def _has_to_show(document: Document) -> bool:
    return bool(document.figures or document.charts or document.kind == "promises")


def _above(
    document: Document,
    documents: Mapping[str, Document],
    book: Book,
) -> list[str]:
    """The first page of a page's section, and that of its language; itself if there is neither."""
    folder = book.languages[document.language].folder
    section = document.path.removeprefix(folder).partition("/")[0]
    above = (f"{folder}{section}/index.md", f"{folder}index.md")
    return [path for path in above if path in documents] or [document.path]


def social_card_files(
    writers: Mapping[str, Writer],
    documents: Mapping[str, Document],
    cited: Citables,
    folder: Path | None,
    look: Look,
) -> Iterator[tuple[str, bytes]]:
    """Every social card by its path; an unchanged one is never drawn again.

    None leaves out a letter that the face lacks: such a card is not drawn.
    """
    source = Path(__file__).read_text(encoding="utf-8")
    same = [sorted(look.colors.items()), look.mark, source]
    letters = Letters(look.fonts)

    @cache
    def card_of(path: str) -> SocialCard:
        document = documents[path]
        return _social_card(writers[document.language], document, cited[path].title)

    def has_card(path: str) -> bool:
        return letters.has(card_of(path).words)

    book = next(iter(writers.values())).book
    keys: dict[str, str] = {}
    cards: dict[str, SocialCard] = {}
    for path in dict.fromkeys(card_pages(documents, book, has_card).values()):
        keys[path] = drawing_key([card_of(path), *same], look.fonts)
        cards[keys[path]] = card_of(path)
    with Helpers() as helpers:
        pictures = read_or_make(
            folder,
            "card",
            cards,
            draw_social_card,
            look,
            helpers=helpers,
        )
    return ((social_card_path(path), pictures[key]) for path, key in keys.items())


# ---------------------------------------------------------------- what a card says


def _social_card(writer: Writer, document: Document, title: str) -> SocialCard:
    book, say = writer.book, writer.wording
    card = SocialCard(
        site=say.text(book.site.name),
        about=_about(writer, document),
        title=title,
        foot=say("record-ends", day=say.day(book.site.as_of)),
    )
    record = book.get(document.record)
    if isinstance(record, Promise):
        return _with_line(card, writer, document.record.partition("/")[2])
    if book.promises and _is_about_all(writer, document):
        return _with_all_lines(card, writer)
    if isinstance(record, Chart):
        return replace(card, drawing=_chart(writer, document.record.partition("/")[2]))
    if isinstance(record, (Person, Organization)):
        return replace(card, label=writer.plain_words(record.role))
    return _with_figure(card, writer, document.figures[0]) if document.figures else card


def _chart(writer: Writer, id_: str) -> str:
    """A chart as it is drawn where there is room; a map without its list."""
    sheet, drawing = writer.draw(id_)
    gist = chart_kind(sheet.data.kind).gist
    return small_picture(drawing.narrow, drawing.wide, gist) if gist else drawing.wide


def _about(writer: Writer, document: Document) -> str:
    """The kind of the page's record, or its topic."""
    if document.kind:
        return writer.wording(f"one.{document.kind}")
    topic = writer.book.topics.get(document.topic)
    return writer.wording.text(topic.name) if topic else ""


def _with_line(card: SocialCard, writer: Writer, id_: str) -> SocialCard:
    """A promise as one line, and what it came to."""
    one = strip(writer.book, [id_])
    return replace(
        card,
        drawing=_lines(writer, one, height=230, size=2.4),
        label=standing(one.lines[id_], writer.wording),
    )


def _is_about_all(writer: Writer, document: Document) -> bool:
    """True for the first page of the site, and for the board of promises."""
    folder = writer.book.languages[document.language].folder
    return document.url.removeprefix(folder) in ("", LIST_PAGES["promises"])


def _with_all_lines(card: SocialCard, writer: Writer) -> SocialCard:
    """What came of all promises, in a sentence, and each as a line."""
    every = strip(writer.book)
    title = score(list(every.lines.values()), writer.wording)
    return replace(
        card,
        title=title,
        drawing=_lines(
            writer,
            every,
            height=288,
            size=0.5,
        ),
    )


def _lines(writer: Writer, some: Strip, height: int, size: float) -> str:
    return str(
        writer.site.templates.lifelines.picture(
            some,
            ROOM,
            height,
            size,
        )
    )


def _with_figure(card: SocialCard, writer: Writer, address: Address) -> SocialCard:
    say, calls = writer.wording, writer.plain
    figure = writer.book.figures[address]
    now = current(figure)
    stage = say.listed(say(f"stage.{now.stage}"), say("as-of", day=say.day(now.as_of)))
    return replace(
        card,
        value=calls.reading(figure, now),
        label=f"{calls.name(address)} · {stage}",
    )


# ---------------------------------------------------------------- drawing


def draw_social_card(card: SocialCard, look: Look) -> bytes:
    """A social card as a PNG of 1200 by 630 pixels."""
    from ..drawing import png  # a tenth of a second to import

    paper = look.colors["paper"]
    image = png.Image.new("RGB", (WIDTH, HEIGHT), paper)
    mark = look.mark.replace("currentColor", look.colors["ink"])
    image.paste(
        png.render(
            mark,
            look.fonts,
            MARK_SCALE,
            paper,
        ),
        (EDGE, EDGE - 10),
    )
    stripe = (0, HEIGHT - STRIPE, WIDTH, HEIGHT)
    png.ImageDraw.Draw(image).rectangle(stripe, fill=look.colors["public"])
    title = _title(card, look)
    lines = [*_frame(card, look), *_value(card, look), *title]
    png.write(image, lines, look.fonts)
    if card.drawing:
        top = title[-1].y + DRAWING_ABOVE
        _place_drawing(image, card.drawing, top, look)
    return png.pack(image)


def _frame(card: SocialCard, look: Look) -> Iterator["Words"]:
    """What stands on every card: the site, what the page is, and the day of the record."""
    from ..drawing.png import Words

    ink, quiet = look.colors["ink"], look.colors["quiet"]
    yield Words(card.site, EDGE + 64, HEAD, 30, ink, bold=True)
    yield Words(card.about, WIDTH - EDGE, HEAD, 28, quiet, anchor="end")
    yield Words(card.foot, EDGE, FOOT, 24, quiet)


def _value(card: SocialCard, look: Look) -> Iterator["Words"]:
    """A figure with what it is below it, or what else is said of the page."""
    from ..drawing.png import Words

    size = _value_size(card.value, look.fonts)
    yield Words(
        card.value,
        EDGE,
        VALUE,
        size,
        look.colors["public"],
        bold=True,
    )
    most = 1 if card.value else 3
    lines = Letters(look.fonts).wrap_into(
        most,
        card.label,
        ROOM,
        size=LABEL_SIZE,
    )
    first = LABEL - LABEL_LINE * (len(lines) - 1)
    for place, line in enumerate(lines):
        y = first + LABEL_LINE * place
        yield Words(line, EDGE, y, LABEL_SIZE, look.colors["quiet"])


def _value_size(value: str, fonts: Path) -> int:
    """The largest size in which a value stands on one line, in px; the smallest in any case."""
    for size in VALUE_SIZES:
        if Letters(fonts).width(value, bold=True, size=size) <= ROOM:
            return size
    return VALUE_SIZES[-1]


def _title(card: SocialCard, look: Look) -> list["Words"]:
    """The lines of the title, the lowest last."""
    from ..drawing.png import Words

    size, most = _title_size(card, Letters(look.fonts))
    words = []
    lines = Letters(look.fonts).wrap_into(
        most,
        card.title,
        ROOM,
        bold=True,
        size=size,
    )
    for place, line in enumerate(lines):
        y = TITLE + size + place * size * TITLE_LINE
        words.append(
            Words(
                line,
                EDGE,
                y,
                size,
                look.colors["ink"],
                bold=True,
            )
        )
    return words


def _title_size(card: SocialCard, letters: Letters) -> tuple[int, int]:
    """How large the letters of the title are, and how many lines it has at most: all of it fits,
    unless its letters would be too small."""
    size, most = _usual_title(card)
    while size > SMALLEST_TITLE and len(letters.wrap(card.title, ROOM, True, size)) > most:
        size -= 2
    return size, most


def _usual_title(card: SocialCard) -> tuple[int, int]:
    """How large the letters of a short title are, and how many lines a title has at most."""
    if card.drawing:
        return 42, 2
    if card.value:
        return 60, 3
    return 68, 4


def _place_drawing(
    image: "Image.Image",
    drawing: str,
    top: float,
    look: Look,
) -> None:
    """A chart below the title, as large as it fits; a long list is cut at the end of its place."""
    from ..drawing.png import render

    drawing = in_colors(drawing, look.colors)
    width, height = size_of(drawing)
    room = DRAWING_END - top
    whole = room / height
    scale = min(ROOM / width, whole if whole >= SMALLEST_DRAWING else LIST_SCALE)
    svg = drawing.replace("<svg ", f'<svg width="{width}" height="{height}" ', 1)
    picture = render(svg, look.fonts, scale, look.colors["paper"])
    end = min(picture.height, round(room))
    part = picture.crop((0, 0, picture.width, end))
    image.paste(part, (EDGE, round(top)))
