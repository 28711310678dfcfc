"""make search-report: how well and how fast the built site's search answers, in a real browser.

It is asked what tests/record/search_cases.yml asks.
"""

import gzip
import http.server
import json
import re
import shutil
import sys
import tempfile
import threading
from collections import Counter
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path
from statistics import median

import yaml
from playwright.sync_api import sync_playwright

from browser import launch
from conftest import ROOT, mkdocs_build
from factbook.publishing.search_entries import Entry
from factbook.publishing.search_files import index_files
from factbook.publishing.search_found import name_of, words_of

CASES = Path(__file__).parent / "record" / "search_cases.yml"
THREE = 3
WATCH = """most => {
  const list = document.querySelector("#search ol")
  const meets = (link, wanted) =>
    link === wanted || !wanted.includes("#") && link.split("#")[0] === wanted
  const isRight = ({ href }) => window.wanted.some(wanted => meets(href, wanted))
  const met = () => [...list.querySelectorAll("a")].slice(0, most).some(isRight)
  for (const kind of ["keydown", "input"])
    addEventListener(kind, () => { window.lastKey = performance.now() }, true)
  new MutationObserver(() => {
    window.rightSince = met() ? window.rightSince ?? performance.now() : undefined
  }).observe(list, { childList: true })
}"""
ASK = """async ([query, wanted]) => {
  const dialog = document.querySelector("#search")
  const input = dialog.querySelector("input")
  const list = dialog.querySelector("ol")
  Object.assign(window, { wanted, rightSince: undefined })
  delete list.dataset.asked
  input.value = query
  input.dispatchEvent(new Event("input", { bubbles: true }))
  while (list.dataset.asked !== query) await new Promise(done => setTimeout(done))
  return [
    [...list.querySelectorAll("a")].map(link => link.href),
    window.rightSince && Math.max(rightSince - lastKey, 0),
  ]
}"""


@dataclass(frozen=True)
class Case:
    language: str
    group: str
    query: str
    wanted: tuple[str, ...]

    def is_met_by(self, address: str) -> bool:
        """True where a result is one of the wanted addresses, or a section of a wanted page."""
        return any(
            address == wanted or ("#" not in wanted and address.partition("#")[0] == wanted)
            for wanted in self.wanted
        )


@dataclass(frozen=True)
class Outcome:
    case: Case
    place: int | None  # 0 for the first result
    first_three: tuple[str, ...]
    milliseconds: (
        float | None
    )  # from the last key until the right result stood among the first three


def read_cases(path: Path = CASES) -> list[Case]:
    """Every query with the addresses that answer it, in the reader's language, or no queries."""
    if not path.is_file():
        return []
    return [
        Case(
            language,
            group,
            str(query),
            tuple(
                home(language) + address
                for address in ([wanted] if isinstance(wanted, str) else wanted)
            ),
        )
        for language, groups in yaml.safe_load(path.read_text(encoding="utf-8")).items()
        for group, queries in groups.items()
        for query, wanted in queries.items()
    ]


def home(language: str) -> str:
    """The path of the home page in a language."""
    return "" if language == "en" else f"{language}/"


def run(page, address: str, cases: list[Case]) -> list[Outcome]:
    """Every case typed into the search dialog of the home page in its language."""
    outcomes = []
    for language in dict.fromkeys(case.language for case in cases):
        page.goto(address + home(language))
        page.evaluate(WATCH, THREE)
        page.keyboard.press("/")
        for case in (case for case in cases if case.language == language):
            links, milliseconds = page.evaluate(
                ASK, [case.query, [address + wanted for wanted in case.wanted]]
            )
            found = [link.removeprefix(address) for link in links]
            place = next((place for place, link in enumerate(found) if case.is_met_by(link)), None)
            outcomes.append(Outcome(case, place, tuple(found[:THREE]), milliseconds))
    return outcomes


def shares(outcomes: list[Outcome]) -> tuple[float, float]:
    """The share of cases whose answer is first, and among the first three."""
    return tuple(
        sum(outcome.place is not None and outcome.place < most for outcome in outcomes)
        / len(outcomes)
        for most in (1, THREE)
    )


# ---------------------------------------------------------------- a larger record


def grow(site: Path, target: Path, pages: int = 5000) -> int:
    """Writes the site with the index of a record of so many pages; gives their exact number.

    The index holds copies of the site's own, in which rare words and long numbers are others.
    """

    def read(pattern: str) -> list:
        files = sorted((site / "search" / "en").glob(pattern), key=_number)
        return [json.loads(path.read_text(encoding="utf-8")) for path in files]

    head = read("names.json")[0]
    rows = {row[0]: row for row in chain(head["names"], *read("names-*.json"))}
    names = [Entry(*row[:6], weight=row[6], keys=tuple(row[7:])) for row in rows.values()]
    texts = [Entry(*row[:6], weight=row[6], text=row[7]) for row in chain(*read("texts-*.json"))]
    counts = Counter(word for text in texts for word in set(WORD.findall(text.text)))
    common = {word for word, count in counts.items() if count >= COMMON and not word[0].isupper()}
    of_one = len({name.url.partition("#")[0] for name in [*names, *texts]})
    copies = [
        [
            [_another(entry, copy, common) for entry in entries]
            for copy in range(1, -(-pages // of_one))
        ]
        for entries in (names, texts)
    ]
    shutil.copytree(
        site,
        target,
        ignore=lambda folder, _: ["editions", "en"] if Path(folder).name == "search" else [],
    )
    (target / "search" / "en").mkdir()
    all_names, all_texts = (
        list(chain(entries, *more)) for entries, more in zip((names, texts), copies, strict=True)
    )
    of_names, of_texts = list(map(name_of, all_names)), list(map(words_of, all_texts))
    for name, text in index_files(head, of_names, of_texts):
        (target / "search" / "en" / name).write_text(text, encoding="utf-8")
    return of_one * (len(copies[0]) + 1)


COMMON = 8  # a word of so many texts, and no name, is a word of the language
WORD = re.compile(r"[A-Za-z]{3,}|[가-힣]{2,}|[0-9][0-9,]{3,}")
RINGS = ("aeiou", "bcdfghjklmnpqrstvwxyz", "AEIOU", "BCDFGHJKLMNPQRSTVWXYZ", "0123456789")


def _number(path: Path) -> int:
    return int(path.stem.partition("-")[2] or 0)


def _another(entry: Entry, copy: int, common: set[str]) -> Entry:
    """The same of another record, at another address."""

    def replacement(match: re.Match[str]) -> str:
        word = match[0]
        if word in common or re.fullmatch("(19|20)..", word):
            return word
        return _other_word(word, copy)

    def reword(text: str) -> str:
        return WORD.sub(replacement, text)

    fields = ("title", "answer", "within", "text")
    texts = {field: reword(getattr(entry, field)) for field in fields}
    return replace(entry, url=f"{copy}/{entry.url}", keys=tuple(map(reword, entry.keys)), **texts)


def _other_word(word: str, copy: int) -> str:
    """Each letter so many further on: vowels stay vowels, and a syllable keeps its end."""
    table = {
        ring[place]: ring[(place + copy) % len(ring)]
        for ring in RINGS
        for place in range(len(ring))
    }
    return "".join(
        table.get(letter, letter)
        if letter < "가"
        else chr(0xAC00 + (ord(letter) - 0xAC00 + copy * 28) % 11172)
        for letter in word
    )


# ---------------------------------------------------------------- the report


def first_visit(browser, address: str, case: Case) -> tuple[float | None, int]:
    """Milliseconds from the last key to the right result, and the bytes fetched, compressed.

    The reader has nothing yet and types without a rest.
    """
    context = browser.new_context()
    page = context.new_page()
    page.goto(address + home(case.language), wait_until="networkidle")
    fetched = []
    page.on("response", lambda response: fetched.append(response))
    page.evaluate(WATCH, THREE)
    page.evaluate(
        "wanted => { window.wanted = wanted }", [address + wanted for wanted in case.wanted]
    )
    page.keyboard.press("/")
    page.keyboard.type(case.query)
    page.wait_for_function(
        "query => document.querySelector('#search ol').dataset.asked === query",
        arg=case.query,
        timeout=10_000,
    )
    milliseconds = page.evaluate("window.rightSince && Math.max(rightSince - lastKey, 0)")
    size = sum(len(gzip.compress(response.body(), 6)) for response in fetched)
    context.close()
    return milliseconds, size


def visits(browser, address: str, cases: list[Case]) -> str:
    """How fast first visits are answered, and what they fetch."""
    done = [first_visit(browser, address, case) for case in cases]
    sizes = [size for _, size in done]
    return (
        f"{_times([time for time, _ in done])}; fetched, with the script: "
        f"median {median(sizes) / 1000:.0f} kB, most {max(sizes) / 1000:.0f} kB compressed"
    )


def _times(milliseconds: list[float | None]) -> str:
    right = [time for time in milliseconds if time is not None]
    return (
        f"last key to the right result: median {median(right):.0f} ms, "
        f"slowest {max(right):.0f} ms ({len(right)} of {len(milliseconds)} queries)"
    )


def serve(folder: Path) -> tuple[http.server.ThreadingHTTPServer, str]:
    """A running server of a folder, and its address."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), partial(Quiet, directory=str(folder))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, f"http://127.0.0.1:{server.server_port}/"


def report(site: Path, larger: Path) -> None:
    """Prints how well and how fast the search of a built site answers.

    How fast it answers is measured with the index of a larger record too.
    """
    cases, pages = read_cases(), grow(site, larger)
    (server, address), (larger_server, larger_address) = serve(site), serve(larger)
    with sync_playwright() as playwright:
        browser = launch(playwright)
        outcomes = run(browser.new_page(), address, cases)
        few = [
            outcome.case
            for outcome in outcomes
            if outcome.place is not None and outcome.place < THREE
        ][::7]
        here, there = (
            visits(browser, address, few),
            visits(browser, larger_address, [case for case in few if case.language == "en"]),
        )
        browser.close()
    server.shutdown()
    larger_server.shutdown()
    for outcome in outcomes:
        if outcome.place != 0:
            mark = "not first" if outcome.place in range(THREE) else "MISSED"
            results = ", ".join(outcome.first_three) or "nothing"
            print(f"{mark:9} {outcome.case.language} {outcome.case.query!r}: {results}")
    for language in dict.fromkeys(case.language for case in cases):
        _print_shares(
            f"{language}: ", [outcome for outcome in outcomes if outcome.case.language == language]
        )
    _print_shares("", outcomes)
    print(_times([outcome.milliseconds for outcome in outcomes]))
    print(f"first visit: {here}")
    print(f"first visit to a record of {pages:,} pages: {there}")


def _print_shares(name: str, outcomes: list[Outcome]) -> None:
    first, three = shares(outcomes)
    print(
        f"{name}{len(outcomes)} queries: the right result first {first:.1%}, "
        f"among the first three {three:.1%}"
    )


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        site, larger = Path(folder) / "site", Path(folder) / "larger"
        if len(sys.argv) > 1:
            return report(Path(sys.argv[1]), larger)
        done = mkdocs_build(ROOT, site)
        if done.returncode:
            raise SystemExit(done.stdout + done.stderr)
        report(site, larger)


if __name__ == "__main__":
    main()
