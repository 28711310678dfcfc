"""What no line may end within has a class of its own, and nothing else has."""

import pytest

from factbook.writing.wholes import unbroken

TERM = '<button type="button" class="term" popovertarget="card-term-memory">메모리</button>'
HELD = {
    "en": {
        "<p>Anne-Marie Bae spoke.</p>": "<p>[Anne-Marie] Bae spoke.</p>",
        "<p>GLM-4.5-Air, K-EXAONE&#39;s</p>": "<p>[GLM-4.5-Air], [K-EXAONE]&#39;s</p>",
        "<p>It ends on 9 October 2026.</p>": "<p>It ends on [9 October] 2026.</p>",
        "<h1>₩9.9 trillion for lamps</h1>": "<h1>₩[9.9 trillion] for lamps</h1>",
        "<a>one</a> · <a>two</a> ·\n<b>x</b>": "<a>one</a>\xa0· <a>two</a>\xa0·\n<b>x</b>",
        "<td>10 minutes</td>": "<td>[10 minutes]</td>",
        "<p>Words: CC BY-SA 4.0.</p>": "<p>Words: [CC BY-SA 4.0].</p>",
    },
    "ko": {
        "<h1>연구자·기업에 배분</h1>": "<h1>[연구자·]기업에 배분</h1>",
        "<p>연구원(KISTI)은 (끝)</p>": "<p>연구원(KIST[I)은] (끝)</p>",
        "<p>K-테크 패스가</p>": "<p>[K-테크] 패스가</p>",
        "<p>LG·SKT·업스테이지</p>": "<p>[LG·][SKT·]업스테이지</p>",
        "<h1>예산 9조 9,000억 원: 3배</h1>": "<h1>예산 [9조 9,000억 원]: 3배</h1>",
        "<h1>1만 3,136장, 26만 장으로</h1>": "<h1>[1만 3,136]장, [26만 장]으로</h1>",
        "<p>2026년 10월 9일</p>": "<p>2026년 10월 9일</p>",
        f"<p>{TERM}를 쓴다</p>": f"<p>[{TERM}를] 쓴다</p>",
        f"<p>{TERM} 쓴다</p>": f"<p>{TERM} 쓴다</p>",
    },
}
LEFT = (
    "<p>a hand-out, machine-learning, 4-5, a·</p>",
    '<a href="X-Y" title="Anne-Marie">he</a>',
    "<svg><title>K-EXAONE</title><text>K-EXAONE</text></svg>",
    "<pre><code>CSL-JSON</code></pre><code>A-B</code>",
    "<label>A-B<select><option>K-EXAONE</option></select></label>",
    "<p>Very-long-names-with-many-parts-of-them</p>",
    "<p>1.9 October</p><td>10 minutes of it</td>",
    '<time datetime="2029-01-31">31 January 2029</time>',
)


def marked(page: str, language: str) -> str:
    return unbroken(page, language).replace('<span class="whole">', "[").replace("</span>", "]")


@pytest.mark.parametrize("language", HELD)
def test_what_is_one_is_held(language):
    for page, held in HELD[language].items():
        assert marked(page, language) == held


@pytest.mark.parametrize("page", LEFT)
def test_the_rest_is_left_as_it_is(page):
    assert marked(page, "en") == page


def test_a_page_is_held_behind_each_drawing():
    drawing = "<svg><text>A-B</text></svg>"
    page = f"<p>C-D</p>{drawing}<p>E-F</p>{drawing}<p>G-H</p>"
    assert marked(page, "en") == f"<p>[C-D]</p>{drawing}<p>[E-F]</p>{drawing}<p>[G-H]</p>"
