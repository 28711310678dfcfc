"""Pages: prose with its calls filled, a page for each record, their addresses and citations."""

ROAD = (
    "syntax",  # a text -> its words and its calls
    "dates",  # dates among words, as each language writes them
    "lint",  # what texts may not say: bare numbers, unbound time
    "patterns",  # regular expressions of authors: none searches without end
    "style",  # house style: words to avoid and what to write, by language
    "template_texts",  # docs/templates/ as they are written, each read once
    "parts",  # the parts of pages, and what each takes
    "examples",  # how a call is written, with what the author's own record holds
    "made_files",  # the files that a build makes, by their names
    "calls",  # the calls of authors: what each takes, says and fails of
    "given_names",  # the names that every part of a page sees
    "beside",  # what beside a call would make another number of it
    "template_words",  # what templates say themselves: numbers of no fact, links to nowhere
    "earlier_days",  # sentences of one month that print the reading of another
    "later_days",  # sentences that tell of what is to come as if it were over
    "code",  # what of Markdown is code or comment: shown as typed, or not at all
    "prose",  # a page of docs/ as it is written: front matter, headings, blocks, words
    "lost_ids",  # headings without an id, and which one they had
    "escaping",  # words of the record in Markdown and front matter, seen as written
    "vocabulary",  # what authors know from Material: boxes, tabs, footnotes, tasks, signs
    "boxes",  # boxes and tabs: each with a head that is read, and its words in it
    "policy",  # what a browser may load and run on a page
    "templates",  # docs/templates/, compiled once
    "taken_in",  # what templates take in from others and that is not there
    "elsewhere",  # what HTML and drawings ask of another host, or send there
    "template_html",  # the HTML of templates: what runs, is not closed, or has no end
    "document",  # a page as a value
    "broom",  # what is kept between builds and asked for no more is swept out
    "pickles",  # what is kept between builds, as values again
    "keeping",  # what is made between builds, with all that was asked while it was made
    "read_pages",  # pages of prose between builds, as they were read
    "kept_pages",  # pages between builds, each with its plain Markdown
    "faultless",  # texts in which no fault was found, and what was asked meanwhile
    "parsed_files",  # files of the record between builds, as they were parsed
    "faultless_files",  # files of the record in which no rule was broken
    "outline",  # pages -> their sections, with reading time and grade
    "site_map",  # which pages the site has
    "ledger",  # every address of the site, the ledger of those ever published, and redirects
    "template_parts",  # links of templates to parts that no page can have
    "joining",  # styles and scripts with their parts in them
    "declarations",  # what styles declare and print
    "docs_files",  # the files of docs/ beside its pages: none runs or takes another's place
    "html_rules",  # HTML for layout: which tags there are, each closed where it belongs
    "looks",  # the looks that the styles give to the record alone
    "lists",  # lists of Markdown: signs that are read, and what belongs to an item
    "tables",  # tables of Markdown: each row with the cells of its head
    "placeholders",  # what stands in a text until its words are known
    "markdown_rules",  # what prose may hold: links that lead somewhere, Markdown that is read
    "editions",  # an earlier day -> the Book and the pages of its edition
    "frozen_editions",  # archives of editions: each whole, and of its day
    "settings",  # mkdocs.yml: settings that would lose pages, looks or checks
    "architecture",  # the modules themselves -> what each is for, for the page about them
    "teaching",  # what the pages for a class call
    "page",  # the calls as a page prints them, and what it gathers meanwhile
    "writer",  # prose and records -> Documents
    "frame",  # what stands around a page: its language, the pages it leads to, its scripts
    "sorts",  # what sort of thing a value of a template is, by the types that code states
    "template_fields",  # what templates read of the record and that it does not have
    "check",  # everything that is wrong, told at once, nothing written
    "unread_files",  # files of docs/ that nothing reads, and those that settings hide
    "lonely_pages",  # pages of docs/ to which nothing leads
    "wholes",  # a page -> what no line of it may end within is marked
    "citation_styles",  # what is cited -> plain words and four styles
    "reference_files",  # what is cited -> BibTeX, RIS, CSL-JSON
    "citations",  # what of the site can be cited, and how
    "source_citations",  # sources -> pages of their citations, and the bibliography
)
