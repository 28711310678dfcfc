"""`make inbox`: what feeds tell that may concern the record, read from a server on this machine."""

import json
import re
import threading
import time
from contextlib import suppress
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
import yaml
from markdown import markdown

from commands import factbook, typed
from factbook.authoring import feeds
from factbook.authoring.feeds import Entry, Reading, day_as_written, plain, read_feed
from factbook.authoring.inbox import as_code, as_link, packed, write_list
from factbook.authoring.matching import Matcher
from factbook.authoring.names import is_telling, pattern
from factbook.commands.inbox import keep, read_kept
from factbook.record.problems import Mistakes
from factbook.record.values import Day
from factbook.record.watch import Feed, Watch
from small import copy_small_record

TODAY = date(2030, 7, 1)
HOSTILE = [
    "Lamp fund <script>alert(1)</script>",
    "Lamp fund ``` closes ```` the block",
    "Lamp fund `code` [link](https://evil.example) ![x](https://evil.example/x.png)",
    "Lamp fund @everyone #1 https://evil.example <!-- gone",
    "Lamp fund\n\n# heading\n::error::read me",
    'Lamp fund "quoted": {yaml: [1]} \\ \' # no',
    "Lamp fund \u202eturned\u200b\x07 \ud7ff",
    "`Lamp fund`",
]


def rss(*entries: tuple[str, str]) -> bytes:
    items = "".join(
        f"<item><title>{escape(title)}</title><link>{escape(link)}</link>"
        "<pubDate>Mon, 24 Jun 2030 09:00:00 +0900</pubDate></item>"
        for title, link in entries
    )
    return f'<rss version="2.0"><channel><title>F</title>{items}</channel></rss>'.encode()


def atom(title: str, link: str) -> bytes:
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>F</title><id>urn:f</id>'
        f'<entry><title>{title}</title><id>{link}</id><link href="{link}"/>'
        "<updated>2030-06-25T00:00:00Z</updated></entry></feed>"
    ).encode()


PAGES = {
    "/en": rss(
        ("Lamp fund opens its doors", "https://wire.example/1"),
        ("Ministry orders lanterns", "https://wire.example/2"),
        ("Snow in the north", "https://wire.example/3"),
    ),
    "/ko": atom("등불 기금, 첫 집행", "https://wire.example/ko/1"),
    "/again": rss(("Lamp fund opens its doors", "https://other.example/9")),
    "/euc-kr": b'<?xml version="1.0" encoding="euc-kr"?>'
    + rss(("등불 기금 소식", "https://wire.example/ko/2")).decode().encode("euc-kr"),
    "/cut": rss(("Lamp fund is cut", "https://wire.example/4"))[:-20],
    "/html": b"<!doctype html><title>Sorry</title><p>Lamp fund",
    "/nothing": b"",
    "/noise": bytes(range(256)) * 4,
}


class Newsroom(BaseHTTPRequestHandler):
    """Feeds of both languages, and every way in which one can be wrong."""

    asked: list = []  # noqa: RUF012 -- one server for all tests

    def do_GET(self):
        self.asked.append((self.path, dict(self.headers)))
        if self.path == "/slow":
            self._begin(200, {})
            with suppress(OSError):  # who asked has gone
                for _ in range(40):
                    self.wfile.write(b" ")
                    time.sleep(0.05)
        elif self.path == "/large":
            self._begin(200, {})
            self.wfile.write(b" " * 5_000)
        elif self.path == "/gone":
            self.send_error(410)
        elif self.path in ("/moved", "/round", "/file"):
            places = {"/moved": "/en", "/round": "/round", "/file": "file:///etc/passwd"}
            self._begin(301, {"Location": places[self.path]})
        elif self.headers.get("If-None-Match") == '"1"':
            self._begin(304, {})
        else:
            self._begin(200, {"ETag": '"1"', "Last-Modified": "Mon, 24 Jun 2030 00:00:00 GMT"})
            self.wfile.write(PAGES[self.path])

    def _begin(self, code, headers):
        self.send_response(code)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def newsroom():
    with ThreadingHTTPServer(("127.0.0.1", 0), Newsroom) as running:
        running.daemon_threads = True
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


def feed(url: str = "https://wire.example/feed", kind: str = "press", language: str = "en") -> Feed:
    return Feed(name="The Wire", url=url, language=language, kind=kind)


def read(newsroom: str, path: str, timeout: float = 5, **state: str):
    return read_feed("wire", feed(f"{newsroom}{path}"), state, "test", timeout)


# ---------------------------------------------------------------- feeds


@pytest.mark.parametrize(
    "path, title, day",
    [
        ("/en", "Lamp fund opens its doors", date(2030, 6, 24)),
        ("/ko", "등불 기금, 첫 집행", date(2030, 6, 25)),
        ("/euc-kr", "등불 기금 소식", date(2030, 6, 24)),
        ("/cut", "Lamp fund is cut", date(2030, 6, 24)),
        ("/moved", "Lamp fund opens its doors", date(2030, 6, 24)),
    ],
)
def test_a_feed_gives_its_entries_as_plain_text(newsroom, path, title, day):
    reading = read(newsroom, path)
    assert not reading.trouble
    assert (reading.entries[0].title, reading.entries[0].published) == (title, day)
    assert bool(reading.moved) == (path == "/moved")


@pytest.mark.parametrize(
    "path", ["/html", "/nothing", "/noise", "/gone", "/round", "/file", "/slow", "/large"]
)
def test_what_is_wrong_with_a_feed_is_told_in_a_line(newsroom, monkeypatch, path):
    monkeypatch.setattr(feeds, "LARGEST", 4_000)
    started = time.monotonic()
    reading = read(newsroom, path, 0.5 if path == "/slow" else 5)
    assert reading.trouble and "\n" not in reading.trouble
    assert reading.entries == []
    assert time.monotonic() - started < 4


def test_a_server_that_is_not_there_is_told():
    assert read("http://127.0.0.1:9", "/").trouble


def test_a_feed_is_asked_only_for_what_changed(newsroom):
    first = read(newsroom, "/en")
    second = read(newsroom, "/en", **first.state)
    assert second.entries == [] and not second.trouble
    assert second.state == first.state
    _, headers = Newsroom.asked[-1]
    assert headers["If-None-Match"] == '"1"' and headers["If-Modified-Since"]
    assert headers["User-Agent"] == "test"


@pytest.mark.parametrize(
    "moment, day",
    [
        ("Mon, 24 Jun 2030 06:00:00 +0900", date(2030, 6, 24)),  # still the 23rd in UTC
        ("2030-06-24T06:00:00+09:00", date(2030, 6, 24)),
        ("2030-06-24 06:00:00", date(2030, 6, 24)),
        ("Mon, 24 Jun 2030 00:00:00 GMT", date(2030, 6, 24)),
        ("Mon, 34 Jun 2030 00:00:00 GMT", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_the_day_is_the_one_of_the_place_where_it_was_published(moment, day):
    assert day_as_written(moment) == day


def test_a_title_is_a_line_of_signs_that_can_be_seen():
    for title in HOSTILE:
        shown = plain(title, 300)
        assert shown.isprintable() and "<script>" not in shown


# ---------------------------------------------------------------- names


@pytest.mark.parametrize(
    "name, text, there",
    [
        ("Lamp fund", "The lamp fund opens", True),
        ("Lamp fund", "Two Lamp-Funds open", True),
        ("Lamp fund", "A clamp fund opens", False),
        ("Lamp fund", "Lamp funding", False),
        ("NASA", "nasal spray", False),
        ("WICK", "a wick", False),
        ("배경훈", "배경훈은 말했다", True),
        ("배경훈", "배경훈 부총리", True),
        ("배경훈", "배경훈련소", False),
        ("배경훈", "신배경훈", False),
        ("AI 고속도로", "AI고속도로사업 착수", True),
        ("GPU", "첨단GPU를 산다", True),
        ("국가AI컴퓨팅센터", "국가 AI 컴퓨팅센터", False),
        ("국가 AI 컴퓨팅센터", "국가AI컴퓨팅센터의 착공", True),
    ],
)
def test_a_name_is_found_as_words_of_its_own(name, text, there):
    assert bool(pattern(name).search(text)) == there


def test_numbers_and_short_words_say_nothing_by_themselves():
    assert [
        name for name in ("2000명", "3.1조", "세종", "SKT", "2,000 lamps") if is_telling(name)
    ] == []
    assert all(map(is_telling, ("배경훈", "NAISC", "Lamp fund", "K-문샷")))


# ---------------------------------------------------------------- what concerns the record


@pytest.fixture(scope="module")
def matcher(small_book) -> Matcher:
    watch = Watch(
        feeds={"wire": feed()},
        who=("minister", "ministry", "장관"),
        what={"light": ("lanterns", "street lamps", "가로등")},
        too_common=("every street",),
    )
    return Matcher(small_book, watch, Day("2031-07-01"))


def entry(title: str, kind: str = "press", summary: str = "", link: str = "https://w.example/1"):
    return Entry("wire", feed(kind=kind), title, link, summary, date(2030, 6, 24))


def touched(matcher: Matcher, *given: str, **more: str) -> list[str]:
    return [match.address for match in matcher.matches(entry(*given, **more))]


def test_a_name_is_enough(matcher):
    assert touched(matcher, "Lamp fund opens its doors") == ["investments/lamp-fund"]
    assert touched(matcher, "등불 기금이 문을 연다") == ["investments/lamp-fund"]
    assert touched(matcher, "News", summary="A. Brightwater spoke") == ["people/ada-brightwater"]


def test_weaker_words_count_in_pairs_and_show_what_waits_for_news(matcher):
    found = touched(matcher, "Ministry orders lanterns")
    assert found[0] == "topics/light" and "programs/lamp-contest" in found
    assert touched(matcher, "Lanterns are in fashion") == []
    assert touched(matcher, "Ministry moves") == []
    assert touched(matcher, "Lanterns are ordered", "official") == found


def test_why_is_told_with_what_the_record_waits_for(matcher):
    (match,) = matcher.matches(entry("Lamp contest ends"))
    assert "“Lamp contest”" in match.why and "due 2030-03" in match.why
    assert matcher.figures(match) == ["programs/lamp-contest#lamps"]


def test_companies_and_common_names_are_not_enough(matcher):
    assert touched(matcher, "Wick Works sells candles") == []


# ---------------------------------------------------------------- the list


@pytest.mark.parametrize("title", HOSTILE)
def test_no_entry_acts_in_the_list(matcher, title):
    shown = plain(title, 300)
    sections = write_list(matcher, [entry(shown, link="https://w.example/<b>`)")], TODAY)
    page = markdown("\n".join(sections), extensions=["fenced_code"])
    bare = re.sub(r"(?s)<code\b.*?</code>", "", page)
    assert not re.search(r"<(script|img|b|h1)\b|@everyone|::error", bare)
    assert set(re.findall('href="([^"]*)"', bare)) <= {"https://w.example/%3Cb%3E%60%29"}
    assert page.count("<h3") == 1 and page.count("<pre>") == 1


@pytest.mark.parametrize("title", HOSTILE)
def test_the_skeleton_is_yaml_that_holds_the_entry(matcher, small_book, title):
    shown = plain(title, 300)
    _, section = write_list(matcher, [entry(shown)], TODAY)
    fence = re.search(r"(?m)^(`{3,})yaml$", section)[1]
    body = section.partition(f"{fence}yaml\n")[2].rpartition(fence)[0]
    ((id_, source),) = yaml.safe_load(body).items()
    assert source["title"] == shown and source["url"] == "https://w.example/1"
    assert (source["published"], source["accessed"]) == (date(2030, 6, 24), TODAY)
    assert re.fullmatch("[a-z0-9-]+", id_) and id_ not in small_book.sources


def test_two_entries_of_a_name_get_two_ids(matcher):
    new = [entry("Lamp fund"), entry("Lamp fund", link="https://w.example/2")]
    ids = re.findall(r"(?m)^(wire-[a-z0-9-]+):", "\n".join(write_list(matcher, new, TODAY)))
    assert len(set(ids)) == 2


def test_only_addresses_of_the_web_can_be_followed():
    assert as_link("https://a.example/가?b=1&c=2") == "<https://a.example/%EA%B0%80?b=1&c=2>"
    assert as_link("javascript:alert(1)") == as_code("javascript:alert(1)")


def test_parts_are_no_longer_than_a_comment_holds():
    sections = ["가" * 100] * 50
    parts = packed(sections, 2_000)
    assert max(len(part.encode()) for part in parts) <= 2_000
    assert "".join(parts).count("가") == 5_000


# ---------------------------------------------------------------- the command


def test_the_command_lists_what_is_new_once(newsroom, tmp_path):
    project = copy_small_record(tmp_path)
    paths = ("en", "ko", "again", "html", "gone", "moved")
    watched = {
        "feeds": {path: feed(f"{newsroom}/{path}").model_dump() for path in paths},
        "who": ["ministry"],
        "what": {"light": ["lanterns"]},
    }
    (project / "data" / "watch.yml").write_text(yaml.safe_dump(watched), encoding="utf-8")
    first = factbook("inbox", "--output", "list", folder=project)
    assert first.returncode == 0, first.stderr
    told = (project / "list" / "001.md").read_text(encoding="utf-8")
    assert told.startswith("New entries: 4. May concern the record: 3.")
    assert "`html`: `it is no feed`" in told and "410" in told and "leads on to" in told
    kept = json.loads((project / ".cache" / "inbox.json").read_text(encoding="utf-8"))
    assert f"{newsroom}/en" in kept["feeds"] and len(kept["seen"]) >= 4
    second = typed("inbox", folder=project)
    assert "may concern" not in second.stdout and "Feeds to look at" in second.stdout
    agents = {headers["User-Agent"] for _, headers in Newsroom.asked[-len(paths) :]}
    assert len(agents) == 1 and "+https://github.com/" in agents.pop()


def test_what_was_seen_outlives_a_run_that_is_stopped(tmp_path, monkeypatch):
    path = tmp_path / "inbox.json"
    watch = Watch(feeds={"wire": feed()}, what={}, who=())
    told = Reading([entry("Lanterns")])
    keep(path, {"feeds": {}, "seen": {}}, {"wire": told}, watch, date(2030, 6, 30))
    kept = read_kept(path)
    assert kept["seen"]

    def stopped(file: Path, content: bytes) -> None:
        with file.open("wb") as half:
            half.write(content[:20])
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "write_bytes", stopped)
    with pytest.raises(KeyboardInterrupt):
        keep(path, kept, {"wire": told}, watch, date(2030, 7, 1))
    assert read_kept(path) == kept and list(tmp_path.iterdir()) == [path]


def test_without_a_list_of_feeds_the_command_says_so(tmp_path):
    project = copy_small_record(tmp_path)
    done = typed("inbox", folder=project)
    assert done.returncode == 1 and "watch.yml is not there" in done.stderr
    (project / "data" / "watch.yml").write_text("feeds: {a: {name: A}}\n", encoding="utf-8")
    done = typed("inbox", folder=project)
    assert done.returncode == 1 and "watch.yml:1" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("output", ["data", "data/new", "docs/inbox", "list/../docs"])
def test_the_list_is_not_written_among_what_the_site_is_made_from(tmp_path, output):
    project = copy_small_record(tmp_path)
    (project / "data" / "watch.yml").write_text("", encoding="utf-8")
    before = sorted(project.rglob("*"))
    done = typed("inbox", "--output", output, folder=project)
    assert done.returncode == 1 and "of which the site is made" in done.stderr
    assert sorted(project.rglob("*")) == before


def test_the_record_reads_past_the_list_of_feeds(tmp_path):
    from factbook.record.book import load_book

    project = copy_small_record(tmp_path)
    (project / "data" / "watch.yml").write_text("feeds: {}\n", encoding="utf-8")
    try:
        load_book(project / "data")
    except Mistakes as mistakes:
        raise AssertionError(mistakes) from None
