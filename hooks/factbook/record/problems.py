"""A mistake, and the place where its author can mend it."""

import errno
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher, get_close_matches
from typing import Literal

LONGEST_ECHO = 100  # letters of what an author wrote, as a message repeats them
LONGEST_MESSAGE = 600
GROUP, LIST = "a group of fields", "a list"  # what messages call them
# Ends of lines, control characters, half letters, and what turns the direction of words.
NO_LETTERS = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]+")
Level = Literal["error", "warning"]


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend. A warning does not stop the build; an error does."""

    file: str
    line: int
    message: str
    level: Level = field(default="error", compare=False)

    def __post_init__(self) -> None:
        """A message is one line, whatever it repeats of what was written."""
        object.__setattr__(self, "file", in_one_line(self.file))
        object.__setattr__(self, "message", in_one_line(self.message))

    def __str__(self) -> str:
        mark = "warning: " if self.level == "warning" else ""
        return f"{self.file}:{self.line}: {mark}{self.message}"


class Mistakes(Exception):
    """Raised once, at the end of a stage, with all that was found in it.

    They may hide others: what leans on a thing that could not be read is not looked at.
    """

    def __init__(self, problems: Iterable[Problem], hide_others: bool = False):
        self.problems = sorted(set(problems))
        self.hide_others = hide_others
        super().__init__("\n".join(map(str, self.problems)))


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Those of some problems that stop the build."""
    return [problem for problem in problems if problem.level == "error"]


LET_YOURSELF = "let yourself read and write it, and the folder that it is in"
# What to do about what the system refuses.
BY_THE_SYSTEM = {
    errno.EACCES: LET_YOURSELF,
    errno.EPERM: LET_YOURSELF,
    errno.EROFS: "run this where files can be written",
    errno.ENOSPC: "make room on the disk",
    errno.EDQUOT: "make room on the disk",
    errno.EISDIR: "give the folder that has this name another one",
    errno.ENOTDIR: "give the file that stands in place of a folder another name",
}


def refused_by_the_system(error: OSError) -> str:
    """What the system refuses, in its own words, and what to do about it."""
    remedy = BY_THE_SYSTEM.get(error.errno or 0, "")
    return f"{error.strerror}; {remedy}" if remedy else str(error.strerror)


def in_one_line(words: str) -> str:
    """Words that start no new line and are not endless."""
    line = NO_LETTERS.sub(" ", words)
    if len(line) <= LONGEST_MESSAGE:
        return line
    half = LONGEST_MESSAGE // 2
    return f"{line[:half]} … {line[-half:]}"


def counted(count: int, one: str) -> str:
    """How many there are of something, as a message says it: 1 record, 2 records."""
    return f"{count} {one}" if count == 1 else f"{count} {one}s"


def excerpt(written: object) -> str:
    """What an author wrote, as a message quotes it: a long text is cut, a group is only named."""
    if isinstance(written, dict):
        return GROUP
    if isinstance(written, list | tuple):
        return LIST
    words = str(written)
    return f"'{words}'" if len(words) <= LONGEST_ECHO else f"'{words[: LONGEST_ECHO - 1]}…'"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """'; did you mean …?' for the nearest known word, or nothing."""
    near = nearest(word, known)
    return f"; did you mean '{near}'?" if near else ""


ALIKE = 0.6  # from here on two words look like one that is misspelt


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that differs by capitals or hyphens alone, or else the one most alike.

    Nothing where none is alike.
    """
    known, plain = list(known), _in_small_letters(word)
    if same := [other for other in known if _in_small_letters(other) == plain]:
        return same[0]
    near = get_close_matches(word, known, n=1, cutoff=ALIKE)
    is_near = near and _are_alike_in_letters(word, near[0])
    return near[0] if is_near and _are_alike_apart(word, near[0], known) else ""


MUCH_ALIKE = 0.75


def nearest_free(word: str, known: Iterable[str], taken: Collection[str]) -> str:
    """The same, but one that is taken only where no other is much alike."""
    known = list(known)
    free = nearest(word, [other for other in known if other not in taken])
    is_meant = free and SequenceMatcher(None, word, free).ratio() >= MUCH_ALIKE
    return free if is_meant else nearest(word, known)


def _in_small_letters(word: str) -> str:
    return re.sub("[ _-]+", "-", word.casefold())


def _are_alike_in_letters(word: str, other: str) -> bool:
    """False where hardly more is the same than a date, as in herald-2030-01 and wire-2030-02."""
    letters, other_letters = ("".join(filter(str.isalpha, one)) for one in (word, other))
    if not letters or not other_letters:
        return True
    return SequenceMatcher(None, letters, other_letters).ratio() >= ALIKE


def _are_alike_apart(word: str, other: str, known: Iterable[str]) -> bool:
    """False where hardly more is the same than the beginning that many share.

    That is a folder, programs/talent and programs/tables, or a family, kind.mayor and kind.charts;
    before an ending as in index.md stands no such family.
    """
    family, mark, _ = other.rpartition(".")
    is_of_many = sum(one.startswith(family + mark) for one in known) > 1
    return all(_are_alike_behind(sign, word, other) for sign in ("/." if is_of_many else "/"))


def _are_alike_behind(sign: str, word: str, other: str) -> bool:
    """True too where something else stands before the last of some sign."""
    before, _, name = word.rpartition(sign)
    other_before, _, other_name = other.rpartition(sign)
    is_of_one = before and other_name and before == other_before
    return not is_of_one or SequenceMatcher(None, name, other_name).ratio() >= ALIKE
