"""What is kept of one reading of a project for the next one decides nothing."""

import gc
import random
import shutil
from collections.abc import Callable
from dataclasses import replace
from functools import _lru_cache_wrapper

import pytest

from factbook.record import kept as keeping
from factbook.record.folders import Folders
from factbook.record.kept import AT_HAND, kept
from factbook.record.problems import Mistakes
from factbook.site import build_site, check_site
from places import ROOT
from small import copy_small_record, edit, messages
from sweeps import WHOLE
from undrawn import without_drawing

EDITS = 200 if WHOLE else 10
SITES = 10 if WHOLE else 1
STYLE = "en: [{instead_of: [zzz], write: none}]\n"
ASKED: list[list[int]] = []


@pytest.fixture
def folders(tmp_path) -> Folders:
    """The small record with templates of its own, so that these can be edited too.

    What is found is kept, in the process and on the disk.
    """
    project = copy_small_record(tmp_path)
    for copied in ("docs/templates", "docs/assets"):
        shutil.copytree(ROOT / copied, project / copied)
    (project / "data" / "style.yml").write_text(STYLE, encoding="utf-8")
    return Folders(project / "data", project / "docs", project / ".cache")


@kept
def doubled(numbers: list[int], others: list[int]):
    ASKED.append(numbers)
    return (2 * number for number in numbers + others)


def test_a_value_is_asked_about_once_and_its_like_anew():
    ASKED.clear()
    one, like, other = [1, 2], [1, 2], [3]
    assert doubled(one, other) == doubled(one, other) == doubled(like, other) == (2, 4, 6)
    assert list(map(id, ASKED)) == [id(one), id(like)]
    assert doubled(one, like) == (2, 4, 2, 4)


def test_no_more_is_kept_than_a_large_record_has_and_what_was_asked_about_last_is():
    ASKED.clear()
    others: list[int] = []
    numbers = [[number] for number in range(AT_HAND + 1)]
    for one in (*numbers, numbers[-1], numbers[1], numbers[0]):
        assert doubled(one, others) == (2 * one[0],)
    assert len(ASKED) == AT_HAND + 2


def test_a_value_that_is_named_is_refused_not_passed_over():
    with pytest.raises(TypeError, match="by their place"):
        doubled([1], others=[2])


# ---------------------------------------------------------------- what an edit means elsewhere

MORE = {
    "docs/more.md": "# More {#top}\n\nLumen 2 was lit on 17 May 2029: [as was](index.md).\n\n"
    "## Lights {#lights}\n",
    "data/events/more.yml": "lit: {date: 2029-05-17, what: {en: It was lit., ko: 켜졌다.}, "
    "topic: light, sources: [herald-2030-01]}\n",
    "data/redirects.yml": "old/: more/#lights\n",
    "data/permalinks.txt": "./\n",
}
# An edit of one file: what is said of another one.
ELSEWHERE = {
    "the end": ("data/site.yml", "as_of: 2030-06-30", "as_of: 2029-12-01", "record's end (2029-12"),
    "a name": ("data/site.yml", "names: [Lumen 2]", "names: [Lumen]", "the number '2'"),
    "a date": ("data/events/more.yml", "05-17", "06-18", "no record has the date '17 May 2029'"),
    "a remedy": ("data/style.yml", "zzz", "lit", "'lit': write none"),
    "a language": ("data/site.yml", "[en, ko]", "[en]", "no language 'ko'"),
    "a unit": ("data/units/all.yml", "lamp:", "lantern:", "no unit 'lamp'"),
    "a page": ("docs/more.md", "{#lights}", "{#lamps}", "nothing stands at 'more/#lights'"),
    "a link": ("docs/more.md", "index.md", "index.md#light", "has no part '#light'"),
}


@pytest.mark.parametrize(("file", "old", "new", "told"), ELSEWHERE.values(), ids=ELSEWHERE)
def test_an_edit_is_told_where_it_matters_and_so_is_its_end(folders, file, old, new, told):
    project = folders.data.parent
    for name, text in MORE.items():
        (project / name).write_text(text, encoding="utf-8")
    assert told not in "".join(messages(folders))
    edit(project / file, old, new)
    assert told in "".join(messages(folders))
    edit(project / file, new, old)
    assert told not in "".join(messages(folders))


# ---------------------------------------------------------------- edits at random


def forget() -> None:
    """Empty every cache of the core, as a new process would find it."""
    keeping.forget()
    for thing in gc.get_objects():
        if isinstance(thing, _lru_cache_wrapper) and thing.__module__.startswith("factbook"):
            thing.cache_clear()


def found(folders: Folders) -> object:
    """All that a check gives: the record, the prose and the messages."""
    try:
        checked = check_site(folders)
    except Mistakes as mistakes:
        return list(map(str, mistakes.problems))
    warnings = list(map(str, checked.warnings))
    return repr((checked.book.records, checked.book.mentions, dict(checked.prose), warnings))


def change(text: str, chance: random.Random) -> str:
    """A text with another digit, or with a letter more or less; now and then without a line."""
    place = chance.randrange(len(text))
    if chance.random() < 0.2:
        lines = text.splitlines(keepends=True)
        del lines[chance.randrange(len(lines))]
        return "".join(lines)
    digits = [at for at, sign in enumerate(text) if sign.isdecimal()]
    if digits and chance.random() < 0.5:
        at = chance.choice(digits)
        return f"{text[:at]}{chance.randrange(10)}{text[at + 1 :]}"
    return (
        text[:place] + chance.choice(("", "x", text[place] * 2, " 7 ", " now ")) + text[place + 1 :]
    )


def built(folders: Folders) -> object:
    """All that is published, but for drawings."""
    with without_drawing():
        site = build_site(folders)
    return site.pages, site.files, site.twins


def edit_one(folders: Folders, chance: random.Random) -> Callable[[], object]:
    """Edit one file at random, make a page, or take one away; gives what undoes it."""
    sort = chance.choice(("yml", "yml", "yml", "md", "words", "template", "page", "none"))
    if sort == "page":
        page = folders.docs / f"more-{chance.randrange(3)}.md"
        page.write_text("# More {#top}\n\nThere are 7 of them now.\n", encoding="utf-8")
        return lambda: page.unlink(missing_ok=True)
    endings = {"md": "*.md", "template": "*.jinja", "words": "words.yml"}
    folder = folders.docs if sort in endings else folders.data
    path = chance.choice(sorted(folder.rglob(endings.get(sort, "*.yml"))))
    before = path.read_bytes()
    if sort == "none":
        path.unlink()
    else:
        path.write_text(change(before.decode(), chance), encoding="utf-8")
    return lambda: path.write_bytes(before)


def test_edits_at_random_are_found_as_a_first_reading_finds_them(folders):
    """Some are undone, so that an earlier state comes back."""
    chance = random.Random(19)
    found(folders)
    for number in range(EDITS):
        undo = edit_one(folders, chance)
        first = found(folders)
        forget()
        assert first == found(replace(folders, cache=None)), f"edit {number}"
        if isinstance(first, list) or chance.random() < 0.5:
            undo()
            found(folders)


def test_a_site_after_edits_is_that_of_a_first_build(folders):
    """To the last byte."""
    chance = random.Random(20)
    sites = 0
    while sites < SITES:
        undo = edit_one(folders, chance)
        if isinstance(found(folders), list):
            undo()
            continue
        assert built(folders) == (forget() or built(replace(folders, cache=None)))
        sites += 1
