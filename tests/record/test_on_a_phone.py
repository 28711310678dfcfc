"""Pages on a phone, which lays out what lies below its screen when it comes near."""

import pytest

PHONE = {
    "viewport": {"width": 390, "height": 800},
    "is_mobile": True,
    "has_touch": True,
}
SECTIONS = "[...document.querySelectorAll('.text > h2[id]')].map(heading => heading.id)"
LAID_OUT_LATE = """[...document.querySelectorAll('.text > *')]
  .filter(part => getComputedStyle(part).contentVisibility === 'auto').length"""
TOP = "heading => heading.getBoundingClientRect().top"
LEFT_BELOW = "document.documentElement.scrollHeight - innerHeight - scrollY"
AT_ITS_MIDDLE = """menu => {
  const { left, right, top, bottom } = menu.getBoundingClientRect()
  return menu.contains(document.elementFromPoint((left + right) / 2, (top + bottom) / 2))
}"""


@pytest.fixture
def phone(browser):
    context = browser.new_context(**PHONE)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def topic_page(real_book) -> str:
    """The address of the topic with the most records."""
    topics = real_book.topics
    longest = max(topics, key=lambda topic: len(real_book.of_topic("indicators", topic)))
    return f"{topics[longest].page}/"


def test_a_link_leads_to_its_section(phone, server, topic_page):
    phone.goto(server + topic_page)
    assert phone.evaluate(LAID_OUT_LATE) > 0
    for section in phone.evaluate(SECTIONS):
        phone.goto("about:blank")
        phone.goto(f"{server}{topic_page}#{section}")
        phone.wait_for_load_state("networkidle")
        top = phone.locator(f"[id='{section}']").evaluate(TOP)
        assert top >= 0, section
        assert top < 200 or phone.evaluate(LEFT_BELOW) < 1, section


def test_the_menu_of_a_chart_hangs_over_what_follows(phone, server, topic_page):
    phone.goto(server + topic_page)
    chart = phone.locator(".text > .chart:nth-child(n + 6)").first
    chart.locator(".chart-menu > summary").last.tap()
    menu = chart.locator(".chart-menu[open] > div")
    menu.scroll_into_view_if_needed()
    assert menu.evaluate(AT_ITS_MIDDLE)
