"""Files that somebody copied and left beside those that they are copies of."""

import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import PurePosixPath

from .marked_yaml import Marked

# How systems call a copy: "fund (copy)", "fund copy 2", "fund (1)", "fund - 복사본".
COPY = re.compile(
    r"^(?:copy of|kopie von|복사본) "
    r"|(?:(?: -)? \(?(?:copy|kopie|복사본|사본)(?: ?\d+)?\)?| ?\(\d+\))+$",
    re.I,
)


def copied_from(path: str) -> str:
    """The path of what a file is a copy of, by its name; '' where that is no copy's."""
    file = PurePosixPath(path)
    name = COPY.sub("", file.stem)
    return str(file.with_stem(name)) if name and name != file.stem else ""


def copies(files: Iterable[tuple[str, Marked]]) -> dict[str, str]:
    """For each file that holds the very records of another of its kind, that other one."""
    alike: dict[tuple[str, ...], list[Marked]] = defaultdict(list)
    for kind, marked in files:
        if isinstance(marked.value, dict) and marked.value:
            alike[kind, *marked.value].append(marked)
    found: dict[str, str] = {}
    for same in alike.values():
        first, *others = sorted(same, key=_looks_copied)
        found |= {other.file: first.file for other in others if other.value == first.value}
    return found


def _looks_copied(marked: Marked) -> tuple[bool, bool, int, str]:
    """What sorts a file behind the one that it was copied from: its name, or a longer one."""
    file, written = marked.file, marked.value
    id_ = next(iter(written)) if isinstance(written, dict) else ""
    return bool(copied_from(file)), PurePosixPath(file).stem != id_, len(file), file
