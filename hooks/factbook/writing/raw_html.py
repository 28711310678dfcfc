"""Raw HTML that Markdown need not read: taken out of a page before it is converted, put back as it was after.

Most of a page is boards, cards and drawings; the converter would spend six sevenths of its time on copying them.
"""

import re

TAGS = "article|aside|details|dialog|div|dl|fieldset|figure|footer|form|header|nav|ol|p|section|table|ul"
OPENS = re.compile(rf"^<({TAGS})\b", re.M)
FENCED = re.compile(r"^(```|~~~).*?^\1", re.M | re.S)
ID = re.compile(r'\s(?:id|name)="([^"]+)"')
PLACE = re.compile(r"<!--island (\d+)-->")


def take_out(markdown: str) -> tuple[str, list[str]]:
    """The page with a comment in place of each block of HTML, and those blocks; what Markdown is to read stays."""
    kept, islands, end = [], [], 0
    fences = [found.span() for found in FENCED.finditer(markdown)]
    for found in OPENS.finditer(markdown):
        start = found.start()
        if start < end or any(first <= start < last for first, last in fences):
            continue
        close = _close(markdown, found[1], start)
        block = markdown[start:close]
        kept.append(markdown[end:start])
        if (
            " markdown=" in block
            or not block.endswith(f"</{found[1]}>")
            or markdown[close : close + 1].strip()
        ):
            kept.append(block)
        else:
            kept.append(f"\n\n<!--island {len(islands)}-->\n\n")
            islands.append(block)
        end = close
    return "".join(kept) + markdown[end:], islands


def put_back(html: str, islands: list[str]) -> str:
    """The converted page with its blocks where they stood."""
    return PLACE.sub(lambda found: islands[int(found[1])], html)


def ids(islands: list[str]) -> set[str]:
    """What links may lead to within the blocks."""
    return {id_ for island in islands for id_ in ID.findall(island)}


def _close(text: str, tag: str, start: int) -> int:
    """Where the element that opens at `start` has closed; the end of the page where it never does."""
    depth = 0
    for found in re.compile(rf"<(/?){tag}\b").finditer(text, start):
        depth += -1 if found[1] else 1
        if depth == 0:
            return found.end() + 1
    return len(text)
