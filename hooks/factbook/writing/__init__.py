"""Pages: prose with its calls filled, a page for each record, their outline, addresses and citations."""

ROAD = (
    "calls",  # what prose may call; what it may not say: bare numbers, unbound time
    "architecture",  # the modules themselves -> what each is for, for the page about them
    "raw_html",  # raw HTML that Markdown need not read, out of a page and back
    "escaping",  # words of the record in Markdown and in front matter, as they are written
    "templates",  # how templates are read: without indentation; what a part may be given
    "writer",  # the Book through Jinja -> Markdown
    "outline",  # written pages -> their sections, with reading time and grade
    "ledger",  # every address of the site, the ledger of those ever published, and redirects
    "citation_styles",  # what is cited -> plain words, four styles, BibTeX, RIS, CSL-JSON
    "citations",  # what of the site can be cited; a page of citations for each page
)
