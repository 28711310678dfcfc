"""What is read to keep the record true, and which words make an entry worth a look: watch.yml."""

from pathlib import Path
from typing import Annotated

from ..record.kinds import SourceKind, meaning
from ..record.marked_yaml import read
from ..record.parse import parse_record
from ..record.problems import Mistakes
from ..record.values import Record, Url

WATCH = "watch.yml"


class Feed(Record):
    """A feed of news, RSS or Atom."""

    name: Annotated[str, meaning("who publishes it, as a source names its publisher")]
    url: Annotated[Url, meaning("its web address")]
    language: Annotated[str, meaning("language code: en, ko …")]
    kind: Annotated[SourceKind, meaning("how strong a source it is")]


class Watch(Record):
    """The feeds, and the weaker words of which two make an entry worth a look."""

    feeds: Annotated[dict[str, Feed], meaning("the feeds, by short names")]
    what: Annotated[dict[str, tuple[str, ...]], meaning("words of each topic")]
    who: Annotated[tuple[str, ...], meaning("words that say who acts")]
    too_common: Annotated[tuple[str, ...], meaning("names that say nothing by themselves")] = ()


def read_watch(data: Path) -> Watch:
    """What data/watch.yml says; raises Mistakes."""
    path = data / WATCH
    marked = read(path, str(path))
    watch, problems = parse_record(marked, (), marked.value, Watch, "")
    if not watch or marked.problems:
        raise Mistakes(marked.problems or problems)
    return watch
