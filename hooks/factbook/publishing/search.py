"""What a reader may search: names with their answer, and the words of texts, folded as docs/assets/find.js folds them."""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from html import unescape
from itertools import accumulate
from unicodedata import normalize
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement, tostring

from ..meaning.addresses import page_url, step_url, url_of
from ..meaning.figures import CannotCompute, current, everything_dated, newest_post, status
from ..meaning.wording import Wording
from ..record.book import Address, Book
from ..record.kinds import Figure
from ..record.values import Record, Text
from ..writing.writer import Calls, Page, Writer, split_front

FIRST = 100_000  # bytes of what is read first; the other names are split by the beginnings of words
FILE = 18_000  # bytes of each further file of names, a name that has several words counted for each
WORDS = 8_000  # bytes of a file of words
TEXTS = 8_000  # bytes of texts in one file
FACETS = (
    "people",
    "organizations",
    "programs",
    "investments",
    "promises",
    "figures",
    "indicators",
    "charts",
    "glossary",
    "pages",
    "events",
    "positions",
    "claims",
    "absences",
    "sources",
)
TOO_MANY = 60  # a word that more entries share finds only the weightiest of them

# ---------------------------------------------------------------- folding: the same rule as fold() in find.js

SCALES = {
    "천조": 15,
    "조": 12,
    "천억": 11,
    "백억": 10,
    "십억": 9,
    "억": 8,
    "천만": 7,
    "백만": 6,
    "십만": 5,
    "만": 4,
    "천": 3,
    "trillion": 12,
    "billion": 9,
    "million": 6,
    "thousand": 3,
    "tn": 12,
    "bn": 9,
    "k": 3,
}
SCALED = re.compile(
    rf"(?:[0-9][0-9,]*(?:\.[0-9]+)?\s?(?:{'|'.join(SCALES)})(?!(?!won)[a-z])\s?)+(?:(?<=[천만억조])[0-9][0-9,]*)?"
)
PART = re.compile(rf"([0-9][0-9,]*)(?:\.([0-9]+))?\s?({'|'.join(SCALES)})")
INITIALS = "ㄱ ㄱ ㄴ ㄷ ㄷ ㄹ ㅁ ㅂ ㅂ ㅅ ㅅ ㅇ ㅈ ㅈ ㅊ ㅋ ㅌ ㅍ ㅎ"
VOWELS = "ㅏ ㅐ ㅑ ㅐ ㅓ ㅔ ㅕ ㅔ ㅗ ㅗㅏ ㅗㅐ ㅗㅣ ㅛ ㅜ ㅜㅓ ㅜㅔ ㅜㅣ ㅠ ㅡ ㅡㅣ ㅣ"
FINALS = "ㄱ ㄱ ㄱㅅ ㄴ ㄴㅈ ㄴㅎ ㄷ ㄹ ㄹㄱ ㄹㅁ ㄹㅂ ㄹㅅ ㄹㅌ ㄹㅍ ㄹㅎ ㅁ ㅂ ㅂㅅ ㅅ ㅅ ㅇ ㅈ ㅊ ㅋ ㅌ ㅍ ㅎ"
JAMO = {
    start + place: letters
    for start, row in ((0x1100, INITIALS), (0x1161, VOWELS), (0x11A8, FINALS))
    for place, letters in enumerate(row.split())
}
EDGE = re.compile(r"(?<=[ㄱ-ㅣ])(?=[^ㄱ-ㅣ\s])|(?<=[^ㄱ-ㅣ\s])(?=[ㄱ-ㅣ])")


def fold(text: str) -> str:
    """Words as they are compared: no case, accents or marks; Hangul as the letters typed; amounts in plain digits."""
    text = SCALED.sub(_plain_digits, normalize("NFKC", text).lower())
    text = re.sub(r"(?<=[0-9]),(?=[0-9]{3})", "", text)
    text = re.sub("[\u0300-\u036f'’]", "", normalize("NFKD", text)).translate(JAMO)
    text = re.sub(r"(?<![0-9])\.|\.(?![0-9])|[^\w.]|_", " ", text)
    return " ".join(EDGE.sub(" ", text).split())


def _plain_digits(found: re.Match) -> str:
    amount = 0
    for whole, fraction, scale in PART.findall(found[0]):
        shift = SCALES[scale] - len(fraction)
        if shift < 0:
            return found[0]
        amount += int(whole.replace(",", "") + fraction) * 10**shift
    units = re.search("[0-9,]*$", found[0])[0].replace(
        ",", ""
    )  # what is written out below the last scale
    return f"{amount} {units}" if len(units) > SCALES[scale] else f"{amount + int(units or 0)} "


ONSET = "[ㄱ-ㅎ](?=[ㅏ-ㅣ])"


def starts(folded: str) -> set[str]:
    """All that a search for a name may begin with: its words, all of them together, each syllable of Hangul but the last, first consonants."""
    words = folded.split()
    inner = {word[place.start() :] for word in words for place in [*re.finditer(ONSET, word)][:-1]}
    return {*words, "".join(words), *inner, "".join(re.findall(ONSET, folded))} - {""}


# ---------------------------------------------------------------- entries


@dataclass(frozen=True)
class Entry:
    """One thing that can be found, and what a result says of it."""

    url: str
    kind: str  # the kind that results are narrowed by
    sort: str  # what it is, in a word: law, company, figure
    title: str
    answer: str = ""  # its present status or value, with its date and source
    within: str = ""  # the page that it is a section of
    keys: tuple[str, ...] = ()
    weight: int = 0  # how many records name it, roughly
    text: str = ""

    def row(self) -> list:
        title, within, *keys = (
            " ".join(said.split()) for said in (self.title, self.within, *self.keys)
        )
        return [self.url, self.kind, self.sort, title, self.answer, within, self.weight, *keys]


class Entries:
    """All that a reader of one language may find in a Book."""

    def __init__(self, book: Book, writer: Writer, exists: Callable[[str], bool]):
        self.book, self.say, self.exists = book, writer.wording, exists
        self.call = Calls(writer, Page("index.md", writer.wording.language, cards=False))

    def names(self, pages: dict[str, tuple[str, str]]) -> Iterator[Entry]:
        """What has a name: records, figures, pages and their sections; `pages` holds each page as written and as filled."""
        yield from self._sections(pages)
        for kind in (
            "people",
            "organizations",
            "programs",
            "investments",
            "promises",
            "indicators",
            "glossary",
        ):
            for id_, record in self.book.records[kind].items():
                yield self._named(kind, id_, record)
        for id_, chart in self.book.charts.items():
            yield self._entry(
                f"charts/{id_}",
                "charts",
                self.call.words(chart.title),
                _brief(self.call.words(chart.subtitle)),
            )
        for address, figure in self.book.figures.items():
            yield self._figure(address, figure)

    def texts(self, names: list[Entry]) -> Iterator[Entry]:
        """What is found by the words of its text: sections, summaries, and all that has no name."""
        yield from (name for name in names if name.text)
        for item in everything_dated(self.book):
            url = (
                "timeline/#" + item.permalink
                if item.kind == "event"
                else step_url(self.book, item.address, item.anchor)
                if item.kind == "step"
                else url_of(self.book, item.address)
            )
            if item.kind in ("step", "event", "position"):
                kind = item.address.partition("/")[0]
                within = (
                    self.call.name(
                        f"people/{item.record.person}" if kind == "positions" else item.address
                    )
                    if kind != "events"
                    else ""
                )
                yield self._text(
                    url,
                    kind if item.kind != "step" else "events",
                    self.call.words(item.what),
                    within,
                    self.say.day(item.day),
                )
        for id_, claim in self.book.claims.items():
            yield self._text(
                url_of(self.book, f"claims/{id_}"),
                "claims",
                f"{self.call.words(claim.claim)} {self.call.words(claim.answer)}",
                "",
                self.say(f"verdict.{claim.verdict}"),
            )
        for id_, gap in self.book.absences.items():
            yield self._text(
                url_of(self.book, f"absences/{id_}"),
                "absences",
                f"{self.call.words(gap.what)} {self.call.words(gap.note)}",
                "",
                self.say("searched-until", day=self.say.day(gap.until)),
            )
        for id_, source in self.book.sources.items():
            yield replace(
                self._entry(f"sources/{id_}", "sources", source.title, source.publisher),
                text=f"{source.title} {source.publisher}",
            )

    def indexes(self) -> Iterator[tuple[str, str]]:
        """(path, name) of the lists that hold everything, for a reader who found nothing."""
        for kind in ("promises", "programs", "investments", "people", "organizations", "glossary"):
            if self.exists(f"{kind}/"):
                yield self._place(f"{kind}/"), self.say(f"kind.{kind}")

    # ------------------------------------------------------------ one entry

    def _named(self, kind: str, id_: str, record: Record) -> Entry:
        both = _in_each(record.name)
        people = (
            (initials(both[0]), *map(romanized, both[1:]), *self._office(id_))
            if kind == "people"
            else ()
        )
        entry = self._entry(
            f"{kind}/{id_}",
            kind,
            self.call.words(record.name),
            self._answer(kind, record),
            (*both, *record.aliases, *people),
        )
        return replace(
            entry,
            text=self.call.words(getattr(record, "summary", None)),
            sort=self._sort(kind, record),
        )

    def _office(self, id_: str) -> tuple[str, ...]:
        """The newest post, which is what some readers know a person by."""
        try:
            post = newest_post(self.book, id_)
        except CannotCompute:
            return ()
        return _in_each(post.title)

    def _sort(self, kind: str, record: Record) -> str:
        if kind in ("programs", "organizations") and record.kind != "other":
            return self.say(f"{kind[:-1]}.{record.kind}")
        return self.say(f"one.{kind}")

    def _answer(self, kind: str, record: Record) -> str:
        if kind in ("programs", "investments", "promises"):
            now = status(record.steps, self.book.site.as_of)
            told = [
                self.say(f"stage.{now.stage}"),
                *([self.say.day(now.step.date), self._source(now.step)] if now.step else []),
            ]
            return " · ".join(told)
        text = {"people": "role", "organizations": "role", "glossary": "meaning"}.get(
            kind, "summary"
        )
        return _brief(self.call.words(getattr(record, text)))

    def _figure(self, address: Address, figure: Figure) -> Entry:
        now, record = current(figure), address.partition("#")[0]
        told = (
            self.call.reading(figure, now),
            self.say("as-of", day=self.say.day(now.as_of)),
            self.say(f"stage.{now.stage}"),
            self._source(now),
        )
        entry = self._entry(
            address,
            "figures",
            self.call.words(figure.label),
            " · ".join(told),
            tuple(_values(figure)),
        )
        others = (words for _, words in figure.label.others(self.say.language))
        return replace(
            entry, within=self.call.name(record), keys=_other(entry.title, (*entry.keys, *others))
        )

    def _source(self, part: Record) -> str:
        return self.book.sources[part.sources[0]].publisher.partition(" (")[0]

    def _entry(
        self, address: Address, kind: str, title: str, answer: str, keys: Iterable[str] = ()
    ) -> Entry:
        weight = len(self.book.mentioned_in(address)).bit_length()
        return Entry(
            self._place(url_of(self.book, address)),
            kind,
            self.say(f"one.{kind}"),
            title,
            answer,
            "",
            _other(title, keys),
            weight,
        )

    def _text(self, url: str, kind: str, text: str, within: str, answer: str) -> Entry:
        return Entry(
            self._place(url),
            kind,
            self.say(f"one.{kind}"),
            _brief(text, 80),
            answer,
            within,
            text=text,
        )

    def _place(self, url: str) -> str:
        """Where a reader of this language finds it: the page in that language where there is one."""
        own = f"{self.say.language}/{url}"
        return (
            own
            if self.say.language != self.book.site.languages[0]
            and self.exists(own.partition("#")[0])
            else url
        )

    # ------------------------------------------------------------ pages of prose

    def _sections(self, pages: dict[str, tuple[str, str]]) -> Iterator[Entry]:
        topics = {topic.page: topic for topic in self.book.topics.values()}
        for path, (written, filled) in pages.items():
            url = page_url(path)
            folder = path.partition("/")[0]
            if (
                folder if folder in self.book.site.languages[1:] else self.book.site.languages[0]
            ) == self.say.language:
                yield from self._page(
                    url,
                    written,
                    filled,
                    topics.get(url.removeprefix(f"{self.say.language}/").rstrip("/")),
                )

    def _page(self, url: str, written: str, filled: str, topic: Record | None) -> Iterator[Entry]:
        title, about = (_front(filled, field) for field in ("title", "description"))
        anchors = set(HEADING_ID.findall(written))
        keys = (*_in_each(topic.name), *_in_each(topic.question), *topic.aliases) if topic else ()
        for level, head, anchor, body in sections(filled):
            if anchor == "top":
                yield Entry(
                    url,
                    "pages",
                    self.say("one.pages"),
                    title or head,
                    _brief(about),
                    "",
                    _other(title, (head, *keys)),
                    4 if topic else 2,
                    body,
                )
            elif anchor in anchors:
                yield Entry(
                    f"{url}#{anchor}",
                    "pages",
                    self.say("one.sections"),
                    head,
                    "",
                    title,
                    (),
                    0,
                    body,
                )


HEADING = re.compile(r"^(#{1,3}) (.+?) \{ ?#([\w-]+)[^}\n]*\}[ ]*$", re.M)
HEADING_ID = re.compile(r"\{ ?#([\w-]+)")


def sections(markdown: str) -> Iterator[tuple[int, str, str, str]]:
    """(level, heading, anchor, words) of each section of a filled page; what parts have drawn is left out."""
    pieces = HEADING.split(split_front(markdown)[1])[1:]
    for marks, head, anchor, body in zip(*(iter(pieces),) * 4):
        lines = (
            line
            for line in body.splitlines()
            if not line.startswith("<") or line.startswith('<p class="answer"')
        )
        yield len(marks), _words(head), anchor, _words(" ".join(lines))


def _words(markdown: str) -> str:
    text = re.sub(
        r"<(svg|button|sup)\b.*?</\1>|<[^>]*>|\{:[^}]*\}|(?<=\))\{[^}]*\}|[*|`]|^#+ |-{3,}",
        "",
        markdown,
        flags=re.S,
    )
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return " ".join(unescape(text).split())


def _front(markdown: str, field: str) -> str:
    found = re.search(rf"^{field}: *(.+)$", split_front(markdown)[0], re.M)
    said = found[1] if found else ""
    return json.loads(said) if said.startswith('"') else said


def _in_each(text: Text) -> tuple[str, ...]:
    """A text's words in each language that it is written in, English first."""
    return tuple(words for _, words in text.others(""))


def _brief(text: str, length: int = 110) -> str:
    return text if len(text) <= length else text[:length].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"


def _other(title: str, keys: Iterable[str]) -> tuple[str, ...]:
    """Keys that say something which neither the title nor another key says."""
    seen = {fold(title)}
    return tuple(
        key for key in keys if (folded := fold(key)) and not (folded in seen or seen.add(folded))
    )


def _values(figure: Figure) -> Iterator[str]:
    for reading in figure.readings:
        yield from (
            f"{value.normalize():f}"
            for value in (reading.value, reading.low, reading.high)
            if value is not None
        )


def initials(name: str) -> str:
    """Ada Bright-water -> abw; nothing for a name in another script."""
    found = re.findall(r"[A-Z](?=[a-z])|(?<=-)[a-z]", name)
    return "".join(found).lower() if len(found) > 1 else ""


ROMAN = (
    "g kk n d tt r m b pp s ss - j jj ch k t p h".replace("-", "").split(" "),
    [
        "a",
        "ae",
        "ya",
        "yae",
        "eo",
        "e",
        "yeo",
        "ye",
        "o",
        "wa",
        "wae",
        "oe",
        "yo",
        "u",
        "wo",
        "we",
        "wi",
        "yu",
        "eu",
        "ui",
        "i",
    ],
    [
        "",
        "k",
        "k",
        "k",
        "n",
        "n",
        "n",
        "t",
        "l",
        "k",
        "m",
        "l",
        "l",
        "l",
        "p",
        "l",
        "m",
        "p",
        "p",
        "t",
        "t",
        "ng",
        "t",
        "t",
        "k",
        "t",
        "p",
        "t",
    ],
)


def romanized(name: str) -> str:
    """A name in Hangul by the Revised Romanization, as a reader may spell it: the family name apart."""
    if not re.fullmatch("[가-힣]{2,4}", name):
        return ""
    syllables = [
        "".join(
            ROMAN[row][place]
            for row, place in enumerate((code // 588, code % 588 // 28, code % 28))
        )
        for code in (ord(letter) - 0xAC00 for letter in name)
    ]
    return f"{syllables[0]} {''.join(syllables[1:])}"


# ---------------------------------------------------------------- files


def search_files(
    book: Book, writer: Writer, pages: dict[str, tuple[str, str]], exists: Callable[[str], bool]
) -> Iterator[tuple[str, str]]:
    """The index of one language: names.json is read first, the others as a search needs them."""
    entries, say = Entries(book, writer, exists), writer.wording
    names = list(entries.names(pages))
    head = {"words": _words_of(say), "indexes": list(entries.indexes()), **_clinging(say)}
    yield from (
        (f"search/{say.language}/{name}", text)
        for name, text in index_files(head, names, list(entries.texts(names)))
    )


def index_files(head: dict, names: list[Entry], texts: list[Entry]) -> Iterator[tuple[str, str]]:
    """The files of an index; `head` is what the first one says besides."""
    first, name_starts, name_files = split_names(names)
    word_starts, word_files = split_words(texts)
    chunk_starts, chunks = split_texts(texts)
    starts = {"nameStarts": name_starts, "wordStarts": word_starts, "chunkStarts": chunk_starts}
    yield "names.json", _compact({**head, **starts, "count": len(texts), "names": first})
    for kind, files in (("names", name_files), ("words", word_files), ("texts", chunks)):
        yield from ((f"{kind}-{place}.json", _compact(rows)) for place, rows in enumerate(files))


def _clinging(say: Wording) -> dict[str, list[str]]:
    """The language's words that a search passes over, and those that cling to others."""
    return {
        name: [fold(word) for word in say(f"search.{name}").split()]
        for name in ("ignored", "particles")
    }


def _words_of(say: Wording) -> dict:
    """What the search box says."""
    told = {
        "count": "search-count",
        "none": "search-none",
        "nearest": "search-nearest",
        "browse": "search-browse",
        "all": "all",
        "also": "also-written",
        "foreign": "english-only",
    }
    return {name: say(word) for name, word in told.items()} | {
        "kinds": {kind: say(f"kind.{kind}") for kind in FACETS}
    }


def split_names(names: list[Entry]) -> tuple[list, list[str], list[list]]:
    """The rows to read first; and for what is part of another, and what a larger record names, the beginning and the rows of each file."""
    order = sorted(
        range(len(names)),
        key=lambda place: (bool(names[place].within), -names[place].weight, place),
    )
    rows = [name.row() for name in names]
    sizes = [len(_compact(row).encode()) for row in rows]
    room = max(
        FIRST // 4, FIRST - 2 * len(names)
    )  # the first file also says how all the others begin
    first = {
        place
        for place, size in zip(order, accumulate(map(sizes.__getitem__, order)))
        if size < room
    }
    found: dict[str, list[int]] = defaultdict(list)
    for place in order:
        for start in () if place in first else _starts_of(names[place]):
            found[start].append(place)
    groups = list(
        _ranges(
            {start: places[:TOO_MANY] for start, places in found.items()},
            lambda places: sum(map(sizes.__getitem__, places)),
            FILE,
        )
    )
    return (
        [rows[place] for place in sorted(first)],
        _begins(groups),
        [[rows[place] for place in sorted(set().union(*group.values()))] for group in groups],
    )


def _starts_of(name: Entry) -> set[str]:
    """Where a name stands among the files: figures and sections, which are many, by their words alone."""
    keys = [fold(key) for key in (name.title, *name.keys)]
    return {start for key in keys for start in (key.split() if name.within else starts(key))}


def split_words(texts: list[Entry]) -> tuple[list[str], list[dict]]:
    """Files of words, each with the numbers of the texts that hold it, and the beginning of each file."""
    found: dict[str, list[int]] = defaultdict(list)
    for place, entry in enumerate(texts):
        for word in set(fold(f"{entry.title} {entry.within} {entry.text}").split()):
            found[word].append(place)
    groups = list(
        _ranges(
            {word: places[:TOO_MANY] for word, places in found.items()},
            lambda places: 24 + 5 * len(places),
            WORDS,
        )
    )
    return _begins(groups), groups


def split_texts(texts: list[Entry]) -> tuple[list[int], list[list]]:
    """Files of texts in their order, and the number that each begins with."""
    chunks: list[list] = []
    begins, size = [], TEXTS
    for place, entry in enumerate(texts):
        row = [*entry.row()[:7], entry.text]
        if size >= TEXTS:
            begins, size, chunks = [*begins, place], 0, [*chunks, []]
        size += len(_compact(row).encode())
        chunks[-1].append(row)
    return begins, chunks


def _ranges(
    found: dict[str, list[int]], cost: Callable[[list[int]], int], limit: int
) -> Iterator[dict[str, list[int]]]:
    """Neighbouring words in groups of about one file."""
    group, size = {}, 0
    for word in sorted(found):
        if group and size + cost(found[word]) > limit:
            yield group
            group, size = {}, 0
        group[word] = found[word]
        size += cost(found[word])
    if group:
        yield group


def _begins(groups: list[dict[str, list[int]]]) -> list[str]:
    """For each group the few letters that tell its first word from all before it."""
    lasts = ["", *map(max, groups)]
    return [
        next(word[:length] for length in range(1, len(word) + 1) if word[:length] > last)
        for word, last in zip(map(min, groups), lasts)
    ]


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


# ---------------------------------------------------------------- for browsers and search engines


def opensearch(name: str, description: str, language: str, page: str) -> str:
    """How a browser may search this site from its address bar; `page` is the search page's address."""
    root = Element("OpenSearchDescription", xmlns="http://a9.com/-/spec/opensearch/1.1/")
    for tag, text in (
        ("ShortName", name if len(name) <= 16 else name[:16].rpartition(" ")[0] or name[:16]),
        ("LongName", name[:48]),
        ("Description", description[:1024]),
        ("Language", language),
        ("InputEncoding", "UTF-8"),
    ):
        SubElement(root, tag).text = text
    SubElement(root, "Url", type="text/html", template=f"{page}?q={{searchTerms}}")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root, encoding="unicode")}\n'


def robots(address: str) -> str:
    """Everything may be read; what a search found is no page of its own."""
    path = urlsplit(address).path
    return f"User-agent: *\nDisallow: {path}*?q=\nSitemap: {address}sitemap.xml\n"
