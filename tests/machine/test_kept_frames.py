"""A page in its frame is kept between builds, and a site of kept ones is that of a first build."""

import shutil
from pathlib import Path

import pytest

from conftest import mkdocs_build
from factbook.record.questions import Questions
from factbook.writing.frame import Shared
from factbook.writing.keeping import Keeping
from small import edit, small_project

FRAMES = Path(".cache") / "frames"


def built(project: Path) -> dict[str, bytes]:
    """All that is published, by its path."""
    done = mkdocs_build(project, project / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    return published(project)


def published(project: Path) -> dict[str, bytes]:
    """The site as it stands."""
    site = project / "site"
    files = (path for path in site.rglob("*") if path.is_file())
    return {str(path.relative_to(site)): path.read_bytes() for path in files}


def written(project: Path) -> set[tuple[str, int]]:
    """The frames that are kept, and when each was written."""
    files = (project / FRAMES).rglob("*.page")
    return {(path.name, path.stat().st_mtime_ns) for path in files}


def forget(project: Path) -> None:
    """No frame is kept, and no file of the site stands."""
    shutil.rmtree(project / FRAMES)
    shutil.rmtree(project / "site")


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


@pytest.fixture(scope="module")
def standing(tmp_path_factory) -> Path:
    """A project whose site stands, and all of whose pages are kept; each test leaves it so."""
    project = small_project(tmp_path_factory.mktemp("frames"))
    built(project)
    return project


@pytest.mark.long
def test_a_site_of_kept_frames_is_that_of_a_first_build(standing):
    """After edits of what the frames read: words of records, a topic of the menu, a setting."""
    project, data = standing, standing / "data"
    first = written(project)
    edit(data / "glossary" / "all.yml", "A measure of light", "A sort of measure")
    edit(data / "sources" / "all.yml", "title: ", "title: New, ")
    kept = built(project)
    assert first & written(project), "no page was taken as it was kept"
    forget(project)
    assert not differing(kept, built(project))

    edit(data / "topics" / "all.yml", "name: {en: Light", "name: {en: Brightness")
    edit(data / "site.yml", "The Lantern Record", "The Lamp Record")
    edit(project / "mkdocs.yml", "example/promised-and-delivered", "example/elsewhere")
    kept = built(project)
    assert b"example/elsewhere" in kept["programs/lamp-contest/index.html"]
    forget(project)
    assert not differing(kept, built(project))


def test_what_is_damaged_is_made_again_though_its_index_is_whole(standing):
    """Frames that no page stands for, and pages whose pieces are asked for by nobody but these."""
    first = published(standing)
    for kind in ("frames", "pages"):
        for path in (standing / ".cache" / kind).rglob("*.page"):
            path.write_bytes(b"damaged")
    shutil.rmtree(standing / "site")
    assert not differing(built(standing), first)


def test_a_page_asks_what_was_asked_for_a_piece_that_it_shares():
    questions = Questions()
    shared = Shared(questions)
    ask = questions.noting("name", str.upper)
    for _ in range(2):
        with questions.noted() as noted:
            assert shared("menus", "programs", caller=lambda: ask("ada")) == "ADA"
        assert list(noted) == [("name", "ada")]


def test_a_thing_is_made_again_where_one_answer_or_what_is_given_differs(tmp_path):
    names, made = {"ada": "Ada"}, []

    def made_of(given: str) -> str:
        questions = Questions()
        name = questions.noting("name", names.__getitem__)
        keeping = Keeping(tmp_path / "things" / "sort", questions)

        def make() -> str:
            made.append(given)
            return f"{given} {name('ada')}"

        thing, _ = keeping.get_or_make("one", given, make)
        keeping.sweep()
        return thing

    assert [made_of("Dear"), made_of("Dear")] == ["Dear Ada", "Dear Ada"] and len(made) == 1
    assert made_of("Good") == "Good Ada" and len(made) == 2
    names["ada"] = "Eve"
    assert made_of("Good") == "Good Eve" and len(made) == 3
