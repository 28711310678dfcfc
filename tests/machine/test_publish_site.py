"""Publishing: the last good site stays until the next one is whole, whatever stops the run."""

import fcntl
import io
import lzma
import os
import shutil
import signal
import subprocess
import sys
import tarfile
from pathlib import Path
from posixpath import join, normpath

import pytest
from jinja2 import Environment, FileSystemLoader, TemplateError

from commands import factbook, typed
from conftest import ROOT, mkdocs_build, small_project
from factbook.commands import publish
from factbook.commands.options import Refused
from factbook.publishing.frozen import BrokenArchive, freeze, unpack
from factbook.record.book import load_book
from factbook.record.folders import frozen_edition
from factbook.record.problems import Mistakes, Problem
from kills import DEADLY, Kills
from mkdocs_hooks import tell_fault
from pages import Web, differences
from small import copy_small_record, edit, messages, whole_project
from sweeps import WHOLE

LAST, NEXT = "the last site", "the next site"
PAGES = ("index.html", "about/index.html", "data/a.csv", "data/b.csv", "404.html")


def write_site(folder: Path, words: str) -> None:
    for page in PAGES:
        (folder / page).parent.mkdir(parents=True, exist_ok=True)
        (folder / page).write_text(words, encoding="utf-8")


def whole(folder: Path) -> str:
    """The words of a site of which no page is missing, else nothing."""
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    words = {path.read_text(encoding="utf-8") for path in folder.rglob("*") if path.is_file()}
    return words.pop() if found == set(PAGES) and len(words) == 1 else ""


def run_killed(command: str, at: int, folder: Path) -> int:
    """What a process came to that is killed before its step number `at`; 0 if it had fewer.

    It is a copy of this one, which starts at once.
    """
    code = DEADLY.format(hooks=str(ROOT / "hooks"), command=command)
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    ended = 1
    try:
        os.chdir(folder)
        sys.argv[1:] = [str(at)]
        exec(code, {})
        ended = 0
    finally:
        os._exit(ended)  # nothing of the tests goes on in the copy


@pytest.mark.long
def test_a_swap_killed_at_any_step_leaves_a_whole_site(tmp_path):
    """Also when the settling of the next run is killed at any step of its own."""
    steps = 0
    while True:
        folder = tmp_path / str(steps)
        write_site(folder / "site", LAST)
        write_site(folder / ".build" / "site", NEXT)
        ended = run_killed("swap()", steps, folder)
        if ended == 0:
            break
        assert ended == -signal.SIGKILL
        assert whole(folder / "site") or whole(folder / ".build" / "last") == LAST
        run_killed("settle()", steps % 3, folder)
        assert run_killed("settle()", -1, folder) == 0
        assert whole(folder / "site") in (LAST, NEXT)
        assert not (folder / ".build" / "last").exists()
        steps += 1
    assert steps > len(PAGES), "the swap was never killed while it removed the last site"
    assert whole(folder / "site") == NEXT


def test_a_site_that_was_removed_by_hand_is_no_reason_to_stop(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write_site(tmp_path / ".build" / "site", NEXT)
    publish.swap()
    assert whole(tmp_path / "site") == NEXT


@pytest.fixture
def stood_in(tmp_path, monkeypatch):
    """A folder with the last site, and builds that only write words."""
    monkeypatch.chdir(tmp_path)
    for name in ("AS_OF", "ARCHIVE"):
        monkeypatch.delenv(name, raising=False)
    write_site(tmp_path / "site", LAST)
    monkeypatch.setattr(publish, "build", write_anew)
    monkeypatch.setattr(publish, "read_editions", lambda: ())
    return tmp_path


def write_anew(target: Path, **_: str) -> None:
    """The next site in an emptied folder, as MkDocs writes one."""
    shutil.rmtree(target, ignore_errors=True)
    write_site(target, NEXT)


def test_a_file_that_says_what_it_said_is_as_old_as_it_was(stood_in):
    same, other = stood_in / "site" / PAGES[0], stood_in / "site" / PAGES[1]
    same.write_text(NEXT, encoding="utf-8")
    for file in (same, other):
        os.utime(file, (1, 1))
    publish.publish()
    assert whole(stood_in / "site") == NEXT
    assert same.stat().st_mtime == 1 < other.stat().st_mtime


def test_each_edition_stands_in_the_site(stood_in, monkeypatch, capsys):
    monkeypatch.setattr(publish, "read_editions", lambda: ("2029-12-31", "2030-01-31"))
    assert publish.publish() is None
    for day in ("2029-12-31", "2030-01-31"):
        edition = stood_in / "site" / "editions" / day
        assert whole(edition) == NEXT
        shutil.rmtree(edition)
    assert len(capsys.readouterr().out.splitlines()) == 4, "one line a phase"


def test_a_preview_leaves_the_editions_out(stood_in, monkeypatch):
    """As that of a pull request: they take most of the time, and change little."""
    monkeypatch.setattr(publish, "read_editions", lambda: ("2029-12-31",))
    publish.publish(editions=False)
    assert whole(stood_in / "site") == NEXT
    assert not (stood_in / "site" / "editions").exists()


def test_publishing_asks_for_pictures_and_its_editions_for_none(stood_in, monkeypatch):
    asked = []

    def build(target: Path, **given: str) -> None:
        asked.append(bool(given.get("PICTURES")))
        write_anew(target)

    monkeypatch.setattr(publish, "build", build)
    monkeypatch.setattr(publish, "read_editions", lambda: ("2029-12-31",))
    publish.publish()
    assert asked == [True, False]


def test_a_failed_list_of_editions_publishes_nothing(stood_in, monkeypatch, capsys):
    """As when a file of the record is saved with a mistake while the site is built."""
    mistake = Problem("data/site.yml", 14, "'editions' must be days")

    def fail():
        raise Mistakes([mistake])

    monkeypatch.setattr(publish, "read_editions", fail)
    with pytest.raises(Refused, match="site/ is as it was"):
        publish.publish()
    assert "data/site.yml:14: 'editions'" in capsys.readouterr().err
    assert whole(stood_in / "site") == LAST


def test_a_failed_edition_publishes_nothing(stood_in, monkeypatch):
    def build(target: Path, AS_OF: str, **_: str) -> None:
        if AS_OF:
            raise Refused("no such day")
        write_anew(target)

    monkeypatch.setattr(publish, "build", build)
    monkeypatch.setattr(publish, "read_editions", lambda: ("2029-12-31",))
    with pytest.raises(Refused, match="no such day"):
        publish.publish()
    assert whole(stood_in / "site") == LAST


def test_what_an_earlier_run_left_is_not_published(stood_in):
    (stood_in / ".build" / "site").mkdir(parents=True)
    (stood_in / ".build" / "site" / ".stray").write_text("half a page")
    assert publish.publish() is None
    assert whole(stood_in / "site") == NEXT


@pytest.mark.parametrize("make", [Path.touch, lambda site: site.symlink_to("nowhere")])
def test_what_is_no_folder_is_not_taken_for_a_site(stood_in, make):
    """Else it would be removed with the last site."""
    shutil.rmtree(stood_in / "site")
    make(stood_in / "site")
    with pytest.raises(Refused, match="move it away"):
        publish.publish()
    assert not (stood_in / "site").is_dir()
    assert [path.name for path in stood_in.iterdir()] == ["site"]


def run_door(folder: Path, **surroundings: str) -> subprocess.CompletedProcess:
    return factbook("publish", folder=folder, **surroundings)


def test_a_second_run_stops_with_a_word(stood_in):
    (stood_in / ".build").mkdir()
    with (stood_in / ".build" / "lock").open("w") as first:
        fcntl.flock(first, fcntl.LOCK_EX)
        done = run_door(stood_in)
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert "another run" in done.stderr
    assert whole(stood_in / "site") == LAST


def strays(site: Web) -> list[tuple[str, str]]:
    """(page, link) for each page of an edition that does not lead to the present one, or whose
    frame leads to nothing."""
    found = []
    for url, page in site.pages():
        if not url.startswith("editions/") or "/embed/" in url:
            continue
        present = url.split("/", 2)[2]
        (notice,) = page.one("p", "edition").links
        if normpath(join(url, notice.href)) != normpath(present or "."):
            found.append((url, notice.href))
        frame = [*page.one("header").links, *page.one("footer").links]
        for href, _ in frame:
            path = href.partition("#")[0]
            if "://" not in path and not site.file(normpath(join(url, path))).exists():
                found.append((url, href))
    return found


@pytest.mark.long
def test_the_true_record_of_a_small_site(tmp_path):
    """First a frozen edition, then a site with it, an earlier one and an archive; then a dead link,
    which leaves it as it was."""
    project = small_project(tmp_path / "project")
    facts = shutil.copytree(project / "data", project / "facts")
    with (facts / "site.yml").open("a", encoding="utf-8") as setting:
        setting.write("editions: [2030-01-31]\n")
    given = {"DATA_DIR": "facts"}
    done = factbook("edition", folder=project, **given)
    assert done.returncode == 0, done.stderr
    assert "facts/editions/2030-06-30.tar.xz" in done.stdout
    edit(project / "docs" / "index.md", "The state set aside", "The state later set aside")
    done = run_door(project, ARCHIVE="data/site.zip", **given)
    assert done.returncode == 0, done.stderr
    assert not done.stderr
    edition = project / "site" / "editions" / "2030-01-31" / "index.html"
    assert 'content="noindex"' in edition.read_text(encoding="utf-8")
    assert not (edition.parent / "sitemap.xml").exists()  # the theme's template, as it stands
    frozen = Web(project / "site" / "editions" / "2030-06-30").page("")
    assert "The state set aside" in frozen.main.text
    assert "The Lantern Record, edition of 30 June 2030" in frozen.text
    notice = frozen.one("p", "edition")
    assert notice.links[0].href == "../../"
    assert notice.root.getparent().tag == "aside"  # what stands in no landmark is passed over
    assert strays(Web(project / "site")) == []
    assert "The state later set aside" in Web(project / "site").page("").main.text
    assert (project / "site" / "data" / "site.zip").is_file()

    (project / "docs" / "dead.md").write_text("# Dead {#top}\n\n[a](nothing.md)\n")
    before = files_of(project / "site")
    done = run_door(project, **given)
    assert done.returncode == 1
    assert "nothing.md" in done.stderr and "site/ is as it was" in done.stderr
    assert files_of(project / "site") == before

    (project / "docs" / "dead.md").unlink()
    done = run_door(project, **given)
    assert done.returncode == 0, done.stderr
    left = before.items() & files_of(project / "site").items()
    present = [path for path in before if "editions" not in path.parts]
    assert len(left) > len(present) / 2  # what says the same is the same file


def files_of(site: Path) -> dict[Path, tuple[int, int, bytes]]:
    """Each file of a site: which one it is, when it was written, and what it says."""
    known = {path: path.stat() for path in site.rglob("*") if path.is_file()}
    return {path: (one.st_ino, one.st_mtime_ns, path.read_bytes()) for path, one in known.items()}


# ---------------------------------------------------------------- faults


def write_inputs(folder: Path) -> None:
    for name in ("data/site.yml", "data/people/all.yml", "docs/index.md", "hooks/a.py"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("as it was read\n")


def edited(folder: Path) -> None:
    (folder / "data" / "site.yml").write_text("as it was typed\n")


def vanished(folder: Path) -> None:
    (folder / "data" / "people" / "all.yml").unlink()


def new(folder: Path) -> None:
    (folder / "docs" / "new.md").write_text("# New\n")


@pytest.mark.parametrize("change", [edited, vanished, new])
@pytest.mark.parametrize("during", ["the site", "an edition"])
def test_what_changes_during_a_build_is_told_and_not_published(
    stood_in, monkeypatch, change, during
):
    """Else the site would be of one record, and its editions of another."""
    write_inputs(stood_in)
    monkeypatch.setattr(publish, "read_editions", lambda: ("2029-12-31",))

    def build(target: Path, AS_OF: str, **_: str) -> None:
        write_anew(target)
        if bool(AS_OF) == (during == "an edition"):
            change(stood_in)

    monkeypatch.setattr(publish, "build", build)
    with pytest.raises(Refused, match=r"changed while the site was built; .*as it was; run it"):
        publish.publish()
    assert whole(stood_in / "site") == LAST


def test_what_python_and_editors_leave_is_no_change(stood_in, monkeypatch):
    write_inputs(stood_in)

    def build(target: Path, **_: str) -> None:
        write_anew(target)
        (stood_in / "hooks" / "__pycache__").mkdir()
        (stood_in / "hooks" / "__pycache__" / "a.pyc").write_bytes(b"")
        (stood_in / "docs" / ".index.md.swp").write_bytes(b"")

    monkeypatch.setattr(publish, "build", build)
    publish.publish()
    assert whole(stood_in / "site") == NEXT


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), OSError(30, "x", "y")])
def test_a_disk_that_is_full_or_read_only_is_told_in_a_line(stood_in, monkeypatch, error):
    def build(target: Path, **_: str) -> None:
        raise error

    monkeypatch.setattr(publish, "build", build)
    with pytest.raises(
        Refused, match=r"(on device; make room on the disk|y: x; run this where .*); nothing"
    ):
        publish.publish()
    assert whole(stood_in / "site") == LAST


def test_what_stands_in_the_way_is_told_in_a_line(stood_in):
    (stood_in / ".build").write_text("no folder")
    done = run_door(stood_in)
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert ".build: File exists; nothing was published" in done.stderr


def test_a_build_that_is_killed_says_so(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    program = tmp_path / "python"
    program.write_text("#!/bin/sh\nkill -KILL $$\n")
    program.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(program))
    with pytest.raises(Refused, match="ended by SIGKILL, as when memory runs out"):
        publish.build(tmp_path / "site")


def test_a_web_server_may_read_what_is_published(stood_in):
    before = os.umask(0o077)
    try:
        publish.publish()
        for path in (stood_in / "site").rglob("*"):
            assert path.stat().st_mode & 0o004, path
    finally:
        os.umask(before)


ELSEWHERE = {
    "PYTHONHASHSEED": "7",
    "LC_ALL": "C",
    "PYTHONUTF8": "0",
    "PYTHONCOERCECLOCALE": "0",
    "TZ": "Pacific/Kiritimati",
}


def test_locale_zone_and_hash_seed_have_no_say(small_web, small_address, tmp_path):
    """The same record, built in another folder under other surroundings: the same bytes."""
    project = whole_project(tmp_path / "elsewhere")
    settings = {"SITE_URL": small_address, "PICTURES": "true", **ELSEWHERE}
    done = mkdocs_build(project, tmp_path / "site", **settings)
    assert done.returncode == 0, done.stderr
    assert differences(small_web.folder, tmp_path / "site") == []


BUILDING = """
from pathlib import Path
from factbook.commands.publish import build
try:
    build(Path("site"))
except KeyboardInterrupt:
    print("ended")
"""


def test_ctrl_c_ends_a_build_in_silence_whatever_it_is_loading(tmp_path):
    (tmp_path / "mkdocs.py").write_text("import time\nprint('loading', flush=True)\ntime.sleep(60)")
    run = subprocess.Popen(
        [sys.executable, "-c", BUILDING],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": f"{tmp_path}:{ROOT / 'hooks'}"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert run.stdout and run.stdout.readline() == "loading\n"
    os.killpg(run.pid, signal.SIGINT)  # as a terminal sends it: to all that run in it
    said, told = run.communicate(timeout=30)  # and nothing is left that would say more
    assert (said, told) == ("ended\n", "")


def test_an_edition_that_was_not_written_whole_is_none(tmp_path, monkeypatch):
    """It would be taken for what was published, and stop each build."""
    write_site(tmp_path / "site", LAST)
    frozen = tmp_path / "editions" / "2030-06-30.tar.xz"

    def write_some(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tarfile.TarFile, "addfile", write_some)
    with pytest.raises(OSError, match="No space"):
        freeze(tmp_path / "site", frozen)
    assert not list(frozen.parent.iterdir())


def test_python_without_docstrings_is_refused(tmp_path):
    done = factbook("check", folder=tmp_path, PYTHONOPTIMIZE="2")
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert "unset PYTHONOPTIMIZE" in done.stderr


@pytest.mark.parametrize(
    "error, told",
    [
        (OSError(28, "No space left"), "the build stopped: No space left; make room on the disk"),
        (FileNotFoundError(2, "No such file", "a.png"), "the build stopped: a.png: No such file"),
        (OSError(28, "No space", "docs/a", None, "site/a"), "the build stopped: site/a: No space"),
        (MemoryError(), "the build stopped: memory ran out"),
        (KeyError("gpu"), "KeyError: 'gpu'"),
    ],
)
def test_a_fault_of_the_machine_is_a_sentence_and_one_of_ours_a_traceback(error, told, capsys):
    tell_fault(type(error), error, None)
    assert told in capsys.readouterr().err


@pytest.mark.parametrize(
    "written, told",
    [
        ("{{ nobody.name }}", "'nobody' is undefined"),
        ("{{ 'a' | larger }}", "No filter named 'larger'."),
        ('{% include "none.html" %}', "'none.html' not found"),
    ],
)
def test_a_template_that_fails_is_told_at_its_line(written, told, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "main.html").write_text(f"<p>\n{written}\n</p>")
    environment = Environment(loader=FileSystemLoader(tmp_path))
    with pytest.raises(TemplateError) as failed:
        environment.get_template("main.html").render()
    tell_fault(failed.type, failed.value, failed.tb)
    assert capsys.readouterr().err == f"the build stopped: main.html:2: {told}\n"


def test_a_frozen_edition_comes_back_as_it_was(tmp_path):
    """The same files give the same archive, so that it is committed once."""
    write_site(tmp_path / "site", LAST)
    for name in ("one", "two"):
        freeze(tmp_path / "site", tmp_path / name / "2030-06-30.tar.xz")
    one, two = (tmp_path / name / "2030-06-30.tar.xz" for name in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()
    unpack(one, tmp_path / "back")
    assert whole(tmp_path / "back") == LAST


def test_an_edition_that_is_kept_is_not_written_over(tmp_path):
    """Its day says what was published then, whatever the record says now."""
    copy_small_record(tmp_path)
    book = load_book(tmp_path / "data")
    kept = frozen_edition(tmp_path / "data", book.site.as_of)
    write_site(tmp_path / "site", LAST)
    freeze(tmp_path / "site", kept)
    before = kept.read_bytes()
    done = typed("edition", folder=tmp_path)
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert f"keeps the edition of {book.site.as_of} already; move 'as_of' on" in done.stderr
    assert kept.read_bytes() == before


@pytest.mark.parametrize(
    "archive", ["../away.zip", "/tmp/away.zip", "data/../../away.zip", "a.tar"]
)
def test_an_archive_lies_within_the_site(archive):
    with pytest.raises(Refused, match=r"the archive is a \.zip within the site"):
        publish.refuse_archive(archive)


def test_an_archive_that_is_none_is_a_sentence(tmp_path):
    """It may begin and end like one."""
    archive = tmp_path / "2030-06-30.tar.xz"
    archive.write_bytes(b"\xfd7zXZ\0" + bytes(50) + b"YZ")
    with pytest.raises(BrokenArchive, match="is no archive of an edition"):
        unpack(archive, tmp_path / "back")


def frozen(folder: Path, day: str, files: dict[str, str]) -> Path:
    """An archive of some files in the data folder, named as the edition of a day."""
    for name, words in files.items():
        edit(folder / day / name, "", words)
    archive = frozen_edition(folder / "data", day)
    freeze(folder / day, archive)
    return archive


def add_to(archive: Path, member: tarfile.TarInfo) -> None:
    """One more member in an archive, which is written anew."""
    content = io.BytesIO(lzma.decompress(archive.read_bytes()))
    with tarfile.open(fileobj=content, mode="a") as packed:
        packed.addfile(member)
    archive.write_bytes(lzma.compress(content.getvalue()))


def test_a_file_outside_of_its_archive_is_not_unpacked(tmp_path):
    (tmp_path / "site").mkdir()
    archive = tmp_path / "2030-06-30.tar.xz"
    freeze(tmp_path / "site", archive)
    add_to(archive, tarfile.TarInfo("../evil.html"))
    with pytest.raises(
        BrokenArchive, match=r"edition: '\.\./evil\.html' in it is no file of a site$"
    ):
        unpack(archive, tmp_path / "back")


def test_an_archive_is_told_that_is_damaged_or_holds_something_else(small_copy):
    """It would be unpacked at the address of the day in its name."""
    folder = small_copy.data.parent
    of_the_day = {"index.html": LAST, "data/datapackage.json": '{"version": "2030.5.31"}'}
    frozen(folder, "2030-05-31", of_the_day)
    assert messages(small_copy) == []
    frozen(folder, "2030-05-30", of_the_day)
    frozen(folder, "2030-05-29", {"notes.txt": NEXT})
    frozen(folder, "2030-05-27", {"index.html": LAST})
    add_to(frozen(folder, "2030-05-26", of_the_day), tarfile.TarInfo("../evil.html"))
    add_to(frozen(folder, "2030-05-25", of_the_day), tarfile.TarInfo("/evil.html"))
    damaged = frozen(folder, "2030-05-28", of_the_day)
    content = bytearray(damaged.read_bytes())
    content[len(content) // 2] ^= 1
    damaged.write_bytes(content)
    told = dict(line.split(":1: ", 1) for line in messages(small_copy))
    assert told.keys() == {f"data/editions/2030-05-{day}.tar.xz" for day in range(25, 31)}
    assert "'/evil.html' in it is no file of a site" in told["data/editions/2030-05-25.tar.xz"]
    assert "'../evil.html' in it is no file of a site" in told["data/editions/2030-05-26.tar.xz"]
    assert "it holds no version in data/datapackage.json" in told["data/editions/2030-05-27.tar.xz"]
    assert "or it was damaged" in told["data/editions/2030-05-28.tar.xz"]
    assert "it holds no index.html" in told["data/editions/2030-05-29.tar.xz"]
    remedy = "not of 2030-05-30; name it 2030-05-31.tar.xz"
    assert remedy in told["data/editions/2030-05-30.tar.xz"]


@pytest.mark.skipif(not WHOLE, reason="takes minutes: make test-deep, once a week")
def test_builds_killed_at_any_moment_leave_a_whole_site(tmp_path):
    assert list(Kills(tmp_path, seed=1).run(50, in_swap=20)) == []


def test_a_day_that_is_none_is_told_before_anything_is_built(tmp_path):
    done = typed("publish", "--as-of", "2025-02-30", folder=tmp_path)
    assert done.returncode == 1 and done.stdout == ""
    assert "AS_OF must be a date of the calendar, not 2025-02-30" in done.stderr


@pytest.mark.parametrize(
    "day, told",
    [
        ("2031-01-01", "2031-01-01 is after the record's end"),
        ("2028-01-01", "on 2028-01-01 the record did not yet know its minister"),
        ("2029-12", "an edition is of one day, not of 2029-12; write 2029-12-31"),
    ],
)
def test_a_day_without_an_edition_is_told_before_anything_is_built(small_copy, day, told):
    done = typed("publish", "--as-of", day, folder=small_copy.data.parent)
    assert done.returncode == 1 and done.stdout == ""
    assert done.stderr.startswith(f"Error: AS_OF: {told}")
