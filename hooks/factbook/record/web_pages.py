"""Web addresses -> the pages that they lead to, however they are written."""

import re
from contextlib import suppress
from datetime import date, timedelta
from ipaddress import ip_address
from urllib.parse import urlsplit

# What an address carries that leads nowhere: who sent the reader.
FROM_WHERE = re.compile(r"(?:utm_\w+|fbclid|gclid|igshid|mc_[ce]id)=", re.I)
PARTS = re.compile(
    r"(?:https?:/{1,2})?(?P<host>[^/?#]*)(?P<path>[^?#]*)\??(?P<query>[^#]*)(?P<part>.*)"
)
ONE_HOUSE = re.compile(r".+\.(?:local|internal|localhost|lan|home\.arpa)", re.I)
COPY = re.compile(r"https?://web\.archive\.org/(?:web/)?(\d{4,14})(?:[a-z]{2}_)?/(.+)", re.I)
OF_ARCHIVE = "web.archive.org"
A_DAY = timedelta(days=1)  # the archive counts days as London does


def page_of(url: str) -> str:
    """The page of an address: the same for each way of writing it, and for each part of a page."""
    found = PARTS.fullmatch(url)
    if not found:
        return url
    path = found["path"].rstrip("/")
    query = "&".join(it for it in found["query"].split("&") if not FROM_WHERE.match(it))
    script = found["part"] if found["part"].startswith(("#/", "#!")) else ""  # a page to a script
    return f"{_host(url)}{path}?{query}{script}"


def senders_in(url: str) -> list[str]:
    """What in an address only says where a reader came from."""
    found = PARTS.fullmatch(url)
    pairs = found["query"].split("&") if found else []
    return [pair for pair in pairs if FROM_WHERE.match(pair)]


def is_of_one_house(url: str) -> bool:
    """True where an address leads to the reader's own machine, or into the network of a house."""
    host = (urlsplit(url).hostname or "").rstrip(".")
    with suppress(ValueError):
        return not ip_address(host).is_global
    return "." not in host or bool(ONE_HOUSE.fullmatch(host))


def wrong_copy(archived: str, url: str, published: date | None) -> str:
    """What is wrong with the address of a copy; in the Internet Archive it says what it copies."""
    if page_of(archived) == page_of(url):
        return "'archived' is the 'url' itself, and no copy; leave it out"
    if _host(archived) != OF_ARCHIVE:
        return ""
    copy = COPY.fullmatch(archived)
    if not copy:
        return "'archived' names no copy; open one in the archive, and take the address of that"
    if url and _site(copy[2]) != _site(url):
        return f"'archived' is a copy of '{copy[2]}', and 'url' is of another site; mend one"
    with suppress(ValueError):  # a copy may be named by its year alone
        taken = date.fromisoformat(copy[1][: len("20301231")])
        if published and published - taken > A_DAY:
            return f"'archived' is a copy of {taken}, and 'published' is later; mend one"
    return ""


def _host(url: str) -> str:
    found = PARTS.fullmatch(url)
    return found["host"].lower().removeprefix("www.") if found else ""


def _site(url: str) -> list[str]:
    """The end of a host: pages move within a site, and phones have a host of their own."""
    return _host(url).partition(":")[0].split(".")[-2:]
