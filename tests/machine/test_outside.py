"""What programs that read the site are given: Markdown twins, llms.txt, true dates."""

import re
from xml.etree import ElementTree

from factbook.publishing.twins import twin


def test_a_twin_is_plain_and_links_each_figure_to_its_address(small_book):
    page = (
        '---\ntitle: x\n---\n# Head {#top}\n\n<p class="answer">It has <span class="said"><span class="fig" data-figure="investments/lamp-fund#size">5 crowns</span>'
        '<button class="fig-mark">?</button></span> &amp; more, see [the light](light.md#oil).</p>\n\n<table><thead><tr><th>A</th><th>B</th></tr></thead>'
        '<tbody>\n<tr><td>1|2</td><td><b>3</b></td></tr></tbody></table>\n<ul><li>one</li><li><p>two</p></li></ul>\n<section class="cards">cards</section>'
    )
    assert twin(small_book, "programs/lamp-contest.md", page) == (
        "# Head\n\nIt has [5 crowns](../../investments/lamp-fund/#size) & more, see [the light](../light/#oil).\n\n"
        "| A | B |\n| --- | --- |\n| 1\\|2 | 3 |\n\n- one\n- two\n"
    )


def test_every_page_has_a_twin_with_its_figures_and_without_markup(real_site):
    pages = [
        path
        for path in real_site.rglob("index.html")
        if 'type="text/markdown"' in path.read_text(encoding="utf-8")
    ]
    assert len(pages) > 600
    for path in pages:
        text = path.with_name("index.md").read_text(encoding="utf-8")
        assert (
            text.startswith(("# ", "["))
            and "{{" not in text
            and not re.search(r"</?(?:p|div|span|li|td|a|svg)\b", text)
        ), path
        printed = re.search(
            r'class="fig[^"]*" data-figure="[^"]*"[^>]*>([^<]+)<',
            path.read_text(encoding="utf-8").split('class="cards"')[0],
        )
        assert not printed or printed[1].replace("&#39;", "'") in text, path


def test_llms_txt_names_pages_that_are_there(real_site, address):
    told = (real_site / "llms.txt").read_text(encoding="utf-8")
    links = re.findall(r"\]\((\S+)\)", told)
    assert told.startswith("# ") and len(links) > 40
    assert all((real_site / link.removeprefix(address)).is_file() for link in links)


def test_the_sitemap_has_the_days_of_the_record(real_site, real_book):
    days = {
        url.findtext("{*}loc").partition("promised-and-delivered/")[2]: url.findtext("{*}lastmod")
        for url in ElementTree.parse(real_site / "sitemap.xml").getroot()
    }
    assert (
        max(days.values()) <= real_book.site.as_of.last.isoformat() and len(set(days.values())) > 30
    )
    steps = real_book.programs["model-contest"].steps
    assert (
        days["programs/model-contest/"]
        == days["ko/programs/model-contest/"]
        >= max(step.date.first for step in steps if step.date).isoformat()
    )
