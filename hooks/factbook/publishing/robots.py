"""What programs are told of the whole site: robots.txt, opensearch.xml and llms.txt."""

from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement

from ..writing.citations import Citables
from ..writing.document import Document
from .material import Files, Material
from .own_signs import in_a_line
from .twins import twin_path
from .xml_files import xml_file

SHORT_NAME, LONG_NAME, DESCRIPTION = 16, 48, 1024  # letters that OpenSearch allows
DATA_FILES = (
    ("figures.json", "llms.figures"),
    ("figures.csv", "llms.table"),
    ("datapackage.json", "data.package"),
)


def files(material: Material) -> Files:
    """What browsers, search engines and language models read of a site that has an address.

    An edition has none of it: it stands below the present site, which says where to look.
    """
    if not material.address or material.is_edition:
        return
    yield "llms.txt", llms_txt(material)
    for language, writer in material.writers.items():
        site, say = writer.book.site, writer.wording
        search_page = material.address + writer.own_path("search/")
        name, description = say.text(site.name), say.text(site.description)
        described = opensearch(name, description, language, search_page)
        yield f"search/{language}/opensearch.xml", described
    yield "robots.txt", robots(material.address)


def robots(address: str) -> str:
    """Everything may be read; what a search found is no page of its own."""
    path = urlsplit(address).path
    return f"User-agent: *\nDisallow: {path}*?q=\nSitemap: {address}sitemap.xml\n"


def opensearch(name: str, description: str, language: str, page: str) -> str:
    """How a browser may search the site from its address bar; `page` is that of the search page."""
    root = Element("OpenSearchDescription", xmlns="http://a9.com/-/spec/opensearch/1.1/")
    for tag, text in (
        ("ShortName", _short(name)),
        ("LongName", name[:LONG_NAME]),
        ("Description", description[:DESCRIPTION]),
        ("Language", language),
        ("InputEncoding", "UTF-8"),
    ):
        SubElement(root, tag).text = text
    SubElement(root, "Url", type="text/html", template=f"{page}?q={{searchTerms}}")
    return xml_file(root)


def _short(name: str) -> str:
    """As many whole words of a name as have room, or its first letters."""
    if len(name) <= SHORT_NAME:
        return name
    start = name[:SHORT_NAME]
    return start.rpartition(" ")[0] or start


# ---------------------------------------------------------------- llms.txt


def llms_txt(material: Material) -> str:
    """The site in one page for language models: what it is, its pages of prose, its data."""
    book, documents = material.book, material.documents
    cited, address = material.cited, material.address
    site, say = book.site, material.first.wording
    ends = say("record-ends", day=say.day(site.as_of))
    licence = say("licence", licence=in_a_line(say.text(site.licence)))
    lines = [
        f"# {in_a_line(say.text(site.name))}",
        "",
        f"> {in_a_line(say.text(site.description))}",
        "",
        f"{ends} {say('llms.rule')} {licence}",
        "",
    ]
    for language in site.languages:
        own = "" if book.languages[language].is_first else f" ({language})"
        prose = (page for page in documents.values() if page.is_prose)
        pages = [_line(page, cited, address) for page in prose if page.language == language]
        lines += [f"## {say('kind.pages')}{own}", "", *pages, ""]
    lines += [f"## {say('data')}", ""]
    made = material.first.site.downloads.files
    lines += [
        f"- [{name}]({address}data/{name}): {say(what)}"
        for name, what in DATA_FILES
        if name in made
    ]
    return "\n".join(lines) + "\n"


def _line(page: Document, cited: Citables, address: str) -> str:
    title = in_a_line(cited[page.path].title)
    description = f": {in_a_line(page.description)}" if page.description else ""
    return f"- [{title}]({address}{twin_path(page.path)}){description}"
