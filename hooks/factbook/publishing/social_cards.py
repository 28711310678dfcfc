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
from ..drawing.small import seams, small_picture
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
BESIDE = 580  # where a drawing begins at most that stands beside its title
BETWEEN = 48  # from the title to a drawing beside it
MORE = 26  # below a list that goes on
SMALLEST_TITLE = 32
SMALLEST_DRAWING = 0.6  # of its own size; a longer list is cut below its first rows
LARGE_ENOUGH = 1.0  # a drawing that is as large below the title stands there
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
    beside: str = ""  # the same for a place that is higher than wide

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
        wide, narrow = _chart(writer, document.record.partition("/")[2])
        return replace(card, drawing=wide, beside=narrow)
    if isinstance(record, (Person, Organization)):
        return replace(card, label=writer.plain_words(record.role))
    return _with_figure(card, writer, document.figures[0]) if document.figures else card


def _chart(writer: Writer, id_: str) -> tuple[str, str]:
    """A chart as it is drawn where there is room, and where there is little; a map without its
    list."""
    sheet, drawing = writer.draw(id_)
    gist = chart_kind(sheet.data.kind).gist
    if not gist:
        return drawing.wide, drawing.narrow
    whole = small_picture(drawing.narrow, drawing.wide, gist)
    return whole, whole


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
    title, placed = arranged(card, look)
    if placed:
        _place(image, placed, look)
    lines = [*_frame(card, look), *_value(card, look), *title, *_more(placed, look)]
    png.write(image, lines, look.fonts)
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


def _title(
    card: SocialCard,
    look: Look,
    room: float,
    usual: tuple[int, int],
) -> list["Words"]:
    """The lines of the title, the lowest last; `usual` is how large the letters of a short one
    are, and how many lines it has at most."""
    from ..drawing.png import Words

    letters, ink = Letters(look.fonts), look.colors["ink"]
    size, most = usual
    while size > SMALLEST_TITLE and len(letters.wrap(card.title, room, True, size)) > most:
        size -= 2
    lines = letters.wrap_into(most, card.title, room, bold=True, size=size)
    height = size * TITLE_LINE
    return [
        Words(line, EDGE, TITLE + size + place * height, size, ink, bold=True)
        for place, line in enumerate(lines)
    ]


# ---------------------------------------------------------------- a drawing and its place


@dataclass(frozen=True)
class Placed:
    """What is seen of a drawing on a card, how large and where."""

    drawing: str
    left: float
    top: float
    scale: float
    end: float  # how far down it is seen, in px of its own

    @property
    def is_whole(self) -> bool:
        return self.end >= size_of(self.drawing)[1]

    @property
    def width(self) -> float:
        return size_of(self.drawing)[0] * self.scale


def arranged(card: SocialCard, look: Look) -> tuple[list["Words"], Placed | None]:
    """The title, and the drawing where more of it is seen: below the title, or beside it."""
    if not card.drawing:
        return _title(card, look, ROOM, (60, 3) if card.value else (68, 4)), None
    title = _title(card, look, ROOM, (42, 2))
    below = _placed(card.drawing, EDGE, title[-1].y + DRAWING_ABOVE, ROOM)
    if below.is_whole and below.scale >= LARGE_ENOUGH:
        return title, below
    drawings = filter(None, (card.drawing, card.beside))
    wide, *narrow = (_placed(one, BESIDE, TITLE + 8, WIDTH - EDGE - BESIDE) for one in drawings)
    whole = (placed for placed in narrow if placed.is_whole)  # of a list a wide drawing has more
    best = max((below, wide, *whole), key=lambda placed: (placed.is_whole, placed.scale))
    if best is below:
        return title, below
    right = replace(best, left=WIDTH - EDGE - best.width)
    return _title(card, look, right.left - BETWEEN - EDGE, (54, 5)), right


def _placed(
    drawing: str,
    left: float,
    top: float,
    room: float,
) -> Placed:
    """A drawing in a place: whole, or of a long list as many rows as are seen at a good size."""
    width, height = size_of(drawing)
    high, widest = DRAWING_END - top, room / width
    if height * SMALLEST_DRAWING <= high:
        return Placed(drawing, left, top, min(widest, high / height), height)
    scale = min(widest, LIST_SCALE)
    high -= MORE
    ends = list(seams(drawing)) or [high / scale]
    end = max((end for end in ends if end * scale <= high), default=ends[0])
    return Placed(drawing, left, top, min(scale, high / end), end)


def _more(placed: Placed | None, look: Look) -> Iterator["Words"]:
    """Three dots below a list that goes on."""
    from ..drawing.png import Words

    if placed and not placed.is_whole:
        y = placed.top + placed.end * placed.scale + MORE - 10
        yield Words("…", placed.left, y, LABEL_SIZE, look.colors["quiet"])


def _place(image: "Image.Image", placed: Placed, look: Look) -> None:
    """Draws what is seen of a drawing."""
    from ..drawing.png import render

    drawing = in_colors(placed.drawing, look.colors)
    width, height = size_of(drawing)
    svg = drawing.replace("<svg ", f'<svg width="{width}" height="{height}" ', 1)
    picture = render(svg, look.fonts, placed.scale, look.colors["paper"])
    end = min(picture.height, round(placed.end * placed.scale))
    part = picture.crop((0, 0, picture.width, end))
    image.paste(part, (round(placed.left), round(placed.top)))
