"""Files of the record in which no rule was broken: none is held against the rules again.

It is known by all that is written in it, and by what the rules know beyond it: the site, its units
and its publishers. So is the record as a whole by all of its files.
"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from ..record.book import Found, Records, Rules
from ..record.marked_yaml import Marked
from ..record.problems import Problem
from ..record.questions import Questions, digest
from ..record.references import Mentions, mentions
from ..record.rules import Setting
from ..record.values import Address
from .faultless import Faultless
from .keeping import at_work, get_or_make, name_in
from .parsed_files import ParsedFiles


class FaultlessFiles(Rules):
    """Rules that know what was without a fault; without a cache nobody remembers."""

    def __init__(
        self,
        cache: Path | None,
        data: Path,
        parsed: ParsedFiles,
    ):
        self.cache, self.sort = cache, name_in(cache, data)
        self.parsed = parsed
        self.questions = Questions()
        self.faultless: Faultless | None = None

    def look(
        self,
        setting: Setting,
        marked: Marked,
        addresses: Sequence[Address],
        find: Callable[[], list[Found]],
    ) -> list[Found]:
        """What these records of a file break. An id that another file has too is not among them."""
        if marked not in self.parsed.marks:
            return find()
        mark = digest([self.parsed.marks[marked], addresses])
        return self._known(setting).look(mark, self.questions, find)

    def look_at_all(
        self,
        setting: Setting,
        find: Callable[[], list[Problem]],
    ) -> list[Problem]:
        """What is wrong with the records of all files; of these very files it is known."""
        if not self.parsed.marks:
            return find()
        known, mark = self._known(setting), self.parsed.mark
        if mark in known.known:
            known.seen = dict(known.known)  # of each file too, though none is looked at
            return []
        return known.look(mark, self.questions, find)

    def mentions(self, records: Records) -> Mentions:
        """What mentions what, which the files of the record decide alone."""
        find = partial(mentions, records)
        if not self.parsed.marks:
            return find()
        return get_or_make(self.cache, "mentions.kept", self.parsed.mark, find)

    def remember(self) -> None:
        """Keep for another time what was seen to have no fault, and no longer at hand."""
        if self.faultless:
            self.faultless.remember()
            self.faultless = None  # a large record's would stay as long as its Book

    def _known(self, setting: Setting) -> Faultless:
        if not self.faultless:
            self.faultless = Faultless(self.cache, self.sort, lambda: _same(setting))
        return self.faultless


def _same(setting: Setting) -> str:
    return digest(
        [
            at_work(),
            setting.site,
            setting.units,
            setting.publishers,
        ]
    )
