"""What HTML and drawings ask of another host, or send there: no page of ours does either.

And what they seek at the root of the host, where the site may not stand.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

TAG = r"(?:[^<>\"']|\"[^\"]*\"|'[^']*')*"  # what stands in a tag behind its name
ELEMENT = re.compile(rf"<(?P<name>[a-z][\w:-]*)(?![\w:-])(?P<inside>{TAG})", re.I)
HOST = r"(?:[a-z][a-z+.-]*:)?//[^\s\"'<>,)]*"
FETCHED = r"src|href|data|poster|background|manifest|xlink:href"
LISTED = r"srcset|imagesrcset|ping|attributionsrc"  # several addresses, with words between
SENT = r"action|formaction"
ASKS = re.compile(
    rf"[\s\"'](?P<by>{FETCHED}|{SENT})\s*=\s*[\"']?\s*(?P<host>{HOST})"
    rf"|[\s\"'](?P<by_list>{LISTED})\s*=\s*(?:\"[^\"]*?|'[^']*?|[^\s\"'<>]*?)(?P<among>{HOST})"
    rf"|\burl\(\s*(?P<painted>{HOST})",
    re.I,
)
FROM_THE_ROOT = re.compile(
    rf"[\s\"'](?:{FETCHED}|{SENT})\s*=\s*[\"']?\s*(?P<address>/(?!/)[^\s\"'<>{{}}]*)"
    rf"|[\s\"'](?:{LISTED})\s*=\s*(?:\"(?:[^\"]*[,\s])?|'(?:[^']*[,\s])?|)"
    r"(?P<among>/(?!/)[^\s\"'<>,{}]*)",
    re.I,
)
COMPUTED = "…"  # stands for what a template fills in
REFRESH = re.compile(rf"http-equiv\s*=\s*[\"']?refresh\b{TAG}", re.I)
GOES_TO = re.compile(rf"\bcontent\s*=\s*[\"']?[^\"'<>]*?[=\s\"']+(?P<host>{HOST})", re.I)
# A link is followed by its reader alone, but these a browser follows by itself.
FOLLOWED = re.compile(
    r"\brel\s*=\s*(?:\"[^\"]*|'[^']*|)\b(?:stylesheet|icon|preload|modulepreload|prefetch|prerender"
    r"|preconnect|dns-prefetch|manifest|compression-dictionary)\b",
    re.I,
)
INTO_THE_SITE = "put the file into docs/assets/, or link to it: <a href>"
AS_A_LINK = "link to it: <a href>"


@dataclass(frozen=True)
class Asked:
    """A host that an element asks or tells something."""

    place: int  # where the element begins
    element: str
    does: str
    host: str
    remedy: str


def asked_elsewhere(text: str) -> Iterator[Asked]:
    """Each other host that the elements of a text ask by themselves, or send words to."""
    for element in ELEMENT.finditer(text):
        if "//" not in element["inside"]:
            continue
        name = element["name"]
        for found in ASKS.finditer(element["inside"]):
            by = found["by"] or found["by_list"] or ""
            if by.lower().endswith("href") and _waits_for_its_reader(name, element["inside"]):
                continue
            host = found["host"] or found["among"] or found["painted"]
            yield Asked(element.start(), name, *_said_of(name, by.lower(), host))
        if name.lower() == "meta" and REFRESH.search(element["inside"]):
            for found in GOES_TO.finditer(element["inside"]):
                yield Asked(element.start(), name, "leads to", found["host"], AS_A_LINK)


def addresses_from_the_root(text: str) -> Iterator[tuple[int, str]]:
    """(place, address) of each that begins at the root of the host, below which a site may stand.

    It is an address of the site where it stands at that root alone.
    """
    for element in ELEMENT.finditer(text):
        for found in FROM_THE_ROOT.finditer(element["inside"]):
            address = found["address"] or found["among"]
            goes_on = element["inside"].startswith("{{", found.end())
            yield element.start(), f"{address}{COMPUTED}" if goes_on else address


def _waits_for_its_reader(
    name: str,
    inside: str,
) -> bool:
    """True for a link that nobody follows but who reads it."""
    if name.lower() == "link":
        return not FOLLOWED.search(inside)
    return name.lower().rpartition(":")[2] in ("a", "area")


def _said_of(
    name: str,
    by: str,
    host: str,
) -> tuple[str, str, str]:
    """What an element does by one of its attributes, with whom, and what to do instead."""
    if by in SENT.split("|"):
        return "sends what is filled in to", host, AS_A_LINK
    if by in ("ping", "attributionsrc"):
        return f"tells by its '{by}'", host, "leave that out"
    if name.lower() == "base":
        return "takes every address of its page from", host, "leave it out"
    return "asks", host, INTO_THE_SITE
