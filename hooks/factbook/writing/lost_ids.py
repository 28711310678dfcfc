"""Headings that lost their id: which one it was, by the ledger and by the page in other languages.

Any other id would make a new part, and what leads to the old one would lead nowhere.
"""

from collections.abc import Collection, Iterator, Mapping

from ..record.parse import in_plain_letters
from ..record.problems import nearest
from .prose import ANY_ID, ID, WrittenHeading, WrittenPage, words_of

LOST = "this heading lost the id that was published; bring it back"
LACKS = "this heading has no lasting address; end it with the id that it has in"


def with_their_ids(
    page: WrittenPage,
    others: Mapping[str, WrittenPage],
    published: Collection[str],
) -> Iterator[tuple[int, str]]:
    """The mistakes of a page, where each heading that has no id is told which it is to have.

    `others` are the same page in other languages, and `published` the ids that it ever had.
    """
    lost = _without_id(page)
    known = {heading.id for heading in page.headings}
    free = [id_ for id_ in published if id_ not in known]
    elsewhere = dict(_in_other_languages(list(lost), known, others))
    for line, message in page.mistakes:
        if line in lost and message.endswith(ANY_ID):
            yield line, _remedy(lost[line], free, *elsewhere.get(line, ("", ""))) or message
        else:
            yield line, message


def _without_id(page: WrittenPage) -> dict[int, WrittenHeading]:
    """The headings of a page, by their lines, in which nothing was meant as an id."""
    return {one.line: one for one in page.headings if one.level > 1 and not one.id}


def _in_other_languages(
    lost: list[int],
    known: Collection[str],
    others: Mapping[str, WrittenPage],
) -> Iterator[tuple[int, tuple[str, str]]]:
    """For the lines of such headings the page, and the id there, that stands in their place."""
    for path, other in others.items():
        missing = [one.id for one in other.headings if one.id not in known]
        if len(missing) == len(lost) and all(map(ID.fullmatch, missing)):
            yield from zip(lost, ((path, id_) for id_ in missing), strict=True)


def _remedy(
    heading: WrittenHeading,
    free: Collection[str],
    path: str,
    elsewhere: str,
) -> str:
    """What is told of a heading whose id is known; nothing where it is not."""
    marked = f"{'#' * heading.level} {words_of(heading)}"
    id_ = elsewhere if elsewhere in free else nearest(in_plain_letters(heading.words), free)
    if id_:
        return f"{LOST}: {marked} {{#{id_}}}"
    return f"{LACKS} docs/{path}: {marked} {{#{elsewhere}}}" if elsewhere else ""
