"""Files and folders of a data folder that nothing reads, though their author may think so."""

import re
from collections.abc import Iterator
from pathlib import Path

from .folders import ARCHIVE, EDITIONS, alike_files, is_left_out, paths_in
from .kinds import KINDS
from .problems import Problem, did_you_mean

FILES = ("site.yml", "redirects.yml", "style.yml", "watch.yml", "permalinks.txt", "outline.json")
FOLDERS = (EDITIONS, *KINDS)
YAML = (".yml", ".yaml")
# What editors keep beside a file: all.yml~, #all.yml#.
SAVED_ASIDE = re.compile(r"(?P<file>.+)(?:~|\.bak|\.orig)|#(?P<unsaved>.+)#")
# The last one is written by Vim, to see whether it may.
OF_SYSTEMS = ("Thumbs.db", "desktop.ini", "Icon", "Icon\r", "4913")
# Copies that somebody made; those that an editor keeps for a while go by themselves.
MADE_ASIDE = (".bak", ".orig")
# What stands beside the data of many projects, for people.
FOR_PEOPLE = re.compile(
    r"(README|LICEN[CS]E|COPYING|NOTICE|AUTHORS|CHANGELOG|CONTRIBUTING|CITATION)\b.*", re.I
)
HIDDEN = ("._", ".#")  # what macOS keeps of a file on other disks, and a lock of Emacs


def strangers(data: Path) -> Iterator[Problem]:
    """Each file and folder that nothing reads, and those of which systems would keep only one."""
    for path in sorted(data.iterdir()) if data.is_dir() else ():
        if message := _wrong_at_the_top(path):
            yield Problem(_name(data, path), 1, message)
        elif message := _idle_copy(path) or _idle_at_the_top(path):
            yield Problem(_name(data, path), 1, message, "warning")
    inner = [name for name in paths_in(data) if "/" in name]
    for path in (data / name for name in inner if not _is_read(name)):
        if message := _wrong_within(path, path.relative_to(data)):
            yield Problem(_name(data, path), 1, message)
        elif message := _idle_copy(path):
            yield Problem(_name(data, path), 1, message, "warning")
    yield from alike_files(f"{data.name}/{name}" for name in inner)


def _is_read(name: str) -> bool:
    """True for what is called as a file of records is, as almost all are."""
    is_edition = name.startswith(f"{EDITIONS}/")
    return name.endswith(".yml") and not is_edition and not is_left_out(name)


def _name(data: Path, path: Path) -> str:
    return f"{data.name}/{path.relative_to(data).as_posix()}"


def _wrong_at_the_top(path: Path) -> str:
    name, known = path.name, (*FILES, *FOLDERS)
    if name.startswith(HIDDEN):
        return ""
    if name in FOLDERS and not path.is_dir():
        return f"here stands a folder, and its files in it; put this there as {name}/all.yml"
    if name in known or (path.is_file() and (name.startswith(".") or _is_aside(path))):
        return ""
    near = did_you_mean(name, known)
    is_data = path.is_dir() or path.suffix.lower() in YAML
    if is_data or (near and not path.suffix) or path.stem.lower() == "permalinks":
        known_here = f"; known here: {', '.join(sorted(known))}"
        return f"nothing reads this{near or known_here}"
    return ""


def _idle_at_the_top(path: Path) -> str:
    """What is said of a file that harms nothing; nothing of what belongs there."""
    name = path.name
    is_known = name in FILES or name in OF_SYSTEMS or FOR_PEOPLE.fullmatch(name)
    if not path.is_file() or name.startswith(".") or is_known or _is_aside(path):
        return ""
    return "nothing reads this file; take it away, or put notes into README.md"


def _idle_copy(path: Path) -> str:
    """The same of a copy of a file that stands beside it."""
    if not path.name.endswith(MADE_ASIDE) or not _is_aside(path):
        return ""
    return f"nothing reads this copy of {_kept_aside(path)}; take it away"


def _wrong_within(path: Path, inner: Path) -> str:
    """Why nothing reads what stands in a folder; nothing where it is read, or no record."""
    if inner.parts[0] == EDITIONS:
        return _wrong_as_edition(path, inner)
    if path.is_dir() or path.name.startswith(HIDDEN):
        return ""
    if is_left_out(inner.as_posix()):
        message = "nothing reads this, for its name begins with a dot; name it without"
        return message if path.suffix == ".yml" else ""
    if path.suffix == ".yml" or path.name in OF_SYSTEMS or _is_aside(path):
        return ""
    if path.suffix.lower() in YAML:
        return "nothing reads this; name it .yml"
    if aside := _kept_aside(path):
        return f"nothing reads this copy of {aside}, which is gone; name it so, or take it away"
    if not path.suffix:
        return f"nothing reads this; name it {path.name}.yml"
    return "nothing reads this; records stand in .yml"


def _wrong_as_edition(path: Path, inner: Path) -> str:
    """The same of an edition; a folder that was unpacked there is told once."""
    if is_left_out(inner.as_posix()) or path.name in OF_SYSTEMS:
        return ""
    is_in_a_folder = len(inner.parts) > 2
    if is_in_a_folder or path.name.endswith(ARCHIVE):
        return ""
    return f"nothing reads this; an edition is kept as its day, as in 2029-06-30{ARCHIVE}"


def _is_aside(path: Path) -> bool:
    """True for what an editor keeps beside a file that stands there."""
    kept_of = _kept_aside(path)
    return bool(kept_of) and path.with_name(kept_of).exists()


def _kept_aside(path: Path) -> str:
    """The file of which an editor kept this one; nothing where it is none of these."""
    found = SAVED_ASIDE.fullmatch(path.name)
    if not found:
        return ""
    return found["file"] or found["unsaved"]
