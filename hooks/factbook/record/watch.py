"""What is read to keep the record true, and which words make an entry worth a look: watch.yml."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from .book import Book
from .kinds import SourceKind, meaning
from .languages import SourceLanguage
from .marked_yaml import Marked, Parse, read, read_bytes
from .parse import half_read, read_alone
from .problems import Mistakes, Problem, did_you_mean, excerpt
from .rules import Setting, broken_rules, is_blank
from .values import Record, Url

WATCH = "watch.yml"


class Feed(Record):
    """A feed of news, RSS or Atom."""

    name: Annotated[str, meaning("who publishes it, as a source names its publisher")]
    url: Annotated[Url, meaning("its web address")]
    language: Annotated[SourceLanguage, meaning("language code: en, ko …")]
    kind: Annotated[SourceKind, meaning("how strong a source it is")]


class Watch(Record):
    """The feeds, and the weaker words of which two make an entry worth a look."""

    feeds: Annotated[dict[str, Feed], meaning("the feeds, by short names")]
    what: Annotated[dict[str, tuple[str, ...]], meaning("words of each topic")]
    who: Annotated[tuple[str, ...], meaning("words that say who acts")]
    too_common: Annotated[tuple[str, ...], meaning("names that say nothing by themselves")] = ()


def read_watch(data: Path) -> Watch:
    """What data/watch.yml says; raises Mistakes."""
    _, watch, problems = _read(data)
    if not watch or problems:
        raise Mistakes(problems)
    return watch


def wrong_watch(data: Path, book: Book, parse: Parse = read_bytes) -> list[Problem]:
    """All that is wrong with data/watch.yml; a site may have none."""
    if not (data / WATCH).exists():
        return []
    marked, watch, problems = _read(data, parse)
    known = watch or half_read(marked.value, Watch, "")
    return [*problems, *(_wrong(marked, known, book, watch is known) if known else ())]


def _read(data: Path, parse: Parse = read_bytes) -> tuple[Marked, Watch | None, list[Problem]]:
    marked = read(data / WATCH, f"{data.name}/{WATCH}", parse)
    if marked.value is None:
        return marked, None, list(marked.problems)
    watch, problems = read_alone(marked, Watch, "")
    return marked, watch, [*marked.problems, *problems]


def _wrong(
    marked: Marked,
    watch: Watch,
    book: Book,
    is_whole: bool,
) -> Iterator[Problem]:
    for finding in broken_rules(watch, Setting(book.site, {}), is_whole):
        yield marked.problem(finding.path, finding.message)
    written = marked.value.get("what") if isinstance(marked.value, dict) else ()
    for topic in written if isinstance(written, dict) else ():
        if topic not in book.topics and not book.may_be_broken(f"topics/{topic}"):
            remedy = did_you_mean(topic, book.topics) or "; topics are in data/topics/"
            yield marked.problem(("what", topic), f"no topic '{topic}'{remedy}")
    for topic, words in vars(watch).get("what", {}).items():
        if not words:
            yield marked.problem(("what", topic), f"{excerpt(topic)} has no words; leave it out")
        elif any(map(is_blank, words)):
            yield marked.problem(("what", topic), "one of these words is empty; leave it out")
        for word in {word for word in words if words.count(word) > 1}:
            yield marked.problem(("what", topic), f"{excerpt(word)} stands twice; keep one")
    firsts: dict[str, str] = {}
    for id_, feed in vars(watch).get("feeds", {}).items():
        url = vars(feed).get("url", "")
        if url and firsts.setdefault(url, id_) != id_:
            first = firsts[url]
            yield marked.problem(("feeds", id_, "url"), f"'{first}' is this feed already; keep one")
