"""Pages on a phone, which lays out what lies below its screen when it comes near."""

import pytest

from axe import AXE, RUN

PHONE = {
    "viewport": {"width": 390, "height": 800},
    "is_mobile": True,
    "has_touch": True,
}
SECTIONS = "[...document.querySelectorAll('.text > h2[id]')].map(heading => heading.id)"
LAID_OUT_LATE = """[...document.querySelectorAll('.text > *')]
  .filter(part => getComputedStyle(part).contentVisibility === 'auto').length"""
TOP = "heading => heading.getBoundingClientRect().top"
# Faces that arrive move what stands below; a wait for a silent network may never end.
SETTLED = """document.fonts.ready.then(() => new Promise(done =>
  requestAnimationFrame(() => requestAnimationFrame(() => done(true)))))"""
LEFT_BELOW = "document.documentElement.scrollHeight - innerHeight - scrollY"


@pytest.fixture
def phone(browser):
    context = browser.new_context(**PHONE)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def topic_page(real_book, language_folders) -> str:
    """The address of the topic with the most charts, in the last language."""
    topics = real_book.topics
    longest = max(topics, key=lambda topic: len(real_book.of_topic("charts", topic)))
    *_, folder = language_folders.values()
    return f"{folder}{topics[longest].page}/"


def test_a_link_leads_to_its_section(phone, server, topic_page):
    phone.goto(server + topic_page)
    assert phone.evaluate(LAID_OUT_LATE) > 0
    for section in phone.evaluate(SECTIONS):
        phone.goto("about:blank")
        phone.goto(f"{server}{topic_page}#{section}")
        phone.evaluate(SETTLED)
        top = phone.locator(f"[id='{section}']").evaluate(TOP)
        assert top >= 0, section
        assert top < 200 or phone.evaluate(LEFT_BELOW) < 1, section


def test_what_is_not_laid_out_yet_covers_nothing_that_is_touched(phone, server, topic_page):
    phone.goto(server + topic_page)
    phone.evaluate(AXE)
    found = phone.evaluate(RUN, {"runOnly": {"type": "rule", "values": ["target-size"]}})
    assert [fault["nodes"] for fault in found] == []
