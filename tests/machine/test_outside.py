"""What programs that read the site are given: Markdown twins, llms.txt, true dates."""

from factbook.publishing.twins import twin
from factbook.writing.document import Document, Heading, Html


def test_a_twin_is_plain_and_links_each_figure_to_its_address(small_book):
    page = (
        '<p class="answer">It has <span class="said">'
        '<span class="fig" data-figure="investments/lamp-fund#size">5 crowns</span>'
        '<button class="fig-mark">?</button></span> '
        "&amp; more, see [the light](light.md#oil).</p>\n\n"
        "<table><thead><tr><th>A</th><th>B</th></tr></thead>"
        "<tbody>\n<tr><td>1|2</td><td><b>3</b></td></tr></tbody></table>\n"
        "<ul><li>one</li><li><p>two</p></li></ul>\n"
        '<section class="cards">cards</section>'
    )
    head = Heading(1, "top", "Head", "Head")
    day = small_book.site.as_of
    document = Document("programs/lamp-contest.md", "en", "x", "", (head, Html(page)), day)
    assert twin(small_book, document) == (
        "# Head\n\n"
        "It has [5 crowns](../../investments/lamp-fund/#size) "
        "& more, see [the light](../light/#oil).\n\n"
        "| A | B |\n| --- | --- |\n| 1\\|2 | 3 |\n\n- one\n- two\n"
    )
