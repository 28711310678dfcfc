"""Pages of prose between builds, as they were read.

A page is called by all that is in it. So of a site of which one page was edited the others are
taken up as they are, and one file is written.
"""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from ..record.folders import Folders
from ..record.kept_files import keep, read_kept
from ..record.questions import digest
from .broom import inside, leave_newest, sweep_all_but
from .keeping import MOST_FOLDERS, at_work, name_in
from .pickles import pickled, unpickled
from .prose import WrittenPage, read_page

MADE_BY = digest(at_work())
PAGES_AT_HAND = 1000  # several times what a site has: a server reads again what was edited
OF_A_PAGE = {
    WrittenPage.__module__: ("WrittenPage", "WrittenHeading", "WrittenBlock", "WrittenWords"),
}


def read_pages(texts: Mapping[str, str], folders: Folders) -> dict[str, WrittenPage]:
    """The pages that texts give; of a text that was read before, as it was read then."""
    cache = folders.cache_of("prose")
    folder = cache and cache / name_in(cache, folders.docs)
    pages = {path: _page(folder, text) for path, text in texts.items()}
    if folder:
        sweep_all_but(set(map(_name, texts.values())), folder)
        leave_newest(inside(folder.parent), MOST_FOLDERS)
    return pages


@lru_cache(maxsize=PAGES_AT_HAND)
def _page(folder: Path | None, text: str) -> WrittenPage:
    name = _name(text)
    kept = unpickled(read_kept(folder, name), MADE_BY + name, OF_A_PAGE)
    if isinstance(kept, WrittenPage):
        return kept
    page = read_page(text)
    keep(folder, name, pickled(MADE_BY + name, page))
    return page


@lru_cache(maxsize=PAGES_AT_HAND)
def _name(text: str) -> str:
    """What tells a text from all others, as the name of a file."""
    return f"{digest(text)[:32]}.page"
