"""What programs that read the site are given: twins in Markdown, a site map, a feed."""

import re
from xml.etree import ElementTree

from icalendar import Calendar

from factbook.meaning.addresses import calendar_path, feed_path, url_of
from factbook.meaning.changes import changes
from factbook.meaning.due_dates import due_dates

ATOM = "{http://www.w3.org/2005/Atom}"
MARKUP = re.compile(r"</?(?:p|div|span|li|td|a|svg)\b")


def test_every_page_has_a_twin_with_its_figures_and_without_markup(web):
    with_twins = [url for url, page in web.pages() if page.all("link", type="text/markdown")]
    assert with_twins
    for url in with_twins:
        twin = web.read(f"{url}index.md")
        assert twin.startswith(("# ", "[")), url
        assert "{{" not in twin and not MARKUP.search(twin), url
        article = web.page(url).main
        cards = {figure for part in article.all("section", "cards") for figure in part.figures}
        printed = next((found for found in article.figures if found not in cards), None)
        assert not printed or printed.words in twin.replace("\xa0", " "), url


def test_llms_txt_names_pages_that_are_there(web, address):
    written = web.read("llms.txt")
    links = re.findall(r"\]\((\S+)\)", written)
    assert written.startswith("# ") and links
    for link in links:
        assert link.startswith(address), link
        assert web.has(link.removeprefix(address)), link


def test_the_sitemap_has_the_days_of_the_record(web, real_book, address):
    urls = ElementTree.parse(web / "sitemap.xml").getroot()
    days = {
        url.findtext("{*}loc").removeprefix(address): url.findtext("{*}lastmod") for url in urls
    }
    assert len(set(days.values())) > 1
    assert max(days.values()) <= real_book.site.as_of.last.isoformat()
    for id_, program in real_book.programs.items():
        happened = [step.date.first.isoformat() for step in program.steps if step.date]
        assert days[f"programs/{id_}/"] >= max(happened, default=""), id_


def test_every_feed_is_atom(real_built, real_book):
    end = f"{real_book.site.as_of.last}T00:00:00Z"
    feeds = [path for path in real_built.files if re.search(r"(^|/)changes/.*\.xml$", path)]
    assert {f"{language.folder}changes/feed.xml" for language in real_book.languages.values()} <= {
        *feeds
    }
    for path in feeds:
        feed = ElementTree.fromstring(real_built.files[path])
        assert feed.findtext(f"{ATOM}title") and feed.findtext(f"{ATOM}id")
        entries = feed.findall(f"{ATOM}entry")
        ids = {entry.findtext(f"{ATOM}id") for entry in entries}
        assert 0 < len(entries) == len(ids), path
        for entry in entries:
            assert entry.findtext(f"{ATOM}title") and entry.findtext(f"{ATOM}summary")
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", entry.findtext(f"{ATOM}updated"))
            assert entry.findtext(f"{ATOM}updated") <= end


def test_every_topic_in_which_something_changed_has_a_feed(real_built, real_book):
    changed = {topic for change in changes(real_book) for topic in change.topics}
    for topic in changed:
        has_page = url_of(real_book, f"topics/{topic}") in real_built.addresses
        assert (feed_path(topic) in real_built.files) == has_page, topic


def test_every_calendar_has_all_that_is_due_once(real_built, real_book):
    for language in real_book.languages.values():
        for topic in ("", *real_book.topics):
            written = real_built.files.get(language.folder + calendar_path(topic))
            if written is None:
                assert topic or not due_dates(real_book)
                continue
            events = Calendar.from_ical(written).walk("vevent")
            days = [event.decoded("dtstart") for event in events]
            assert days == [due.day.last for due in due_dates(real_book, topic)]
            assert len({event["uid"] for event in events}) == len(events), topic
            assert all(event["summary"] and event["description"] for event in events)


def test_a_plain_build_draws_no_picture_and_offers_none(web):
    assert not [
        path
        for path in web.files
        if path.startswith(("cards/", "data/charts/")) and path.endswith(".png")
    ]
    for url, page in web.pages():
        assert not page.all("meta", property="og:image"), url
        assert not [link for link in page.all("a") if link.get("href").endswith(".png")], url
