"""The core: from a folder of YAML facts to the pages, charts and downloads of a site.

It knows nothing of MkDocs. A module imports only from those before it in ROAD.
"""

ROAD = (
    "problems",  # a mistake and the place where it was written
    "marked_yaml",  # YAML text -> plain values that remember their line
    "records",  # the kinds an author may write; each field stated once, with its meaning
    "shapes",  # what each field of a record is, read from its annotation
    "parse",  # marked values -> records; every mistake at once, in the author's words
    "rules",  # what must be true beyond types
    "book",  # a data folder -> the Book: every reference leads somewhere; back-references
    "schemas",  # the records' fields -> JSON Schemas, for editors
    "skeletons",  # a record still to be filled, for authors
    "forms",  # issue forms from the records' fields; what was filled in -> the record
    "editions",  # the Book as it stood on an earlier day
    "addresses",  # where each record, figure and step stands on the site
    "figures",  # every number that is computed, once
    "staleness",  # what a maintainer should look at again as of a day
    "changes",  # what changed, value by value
    "wording",  # how money, numbers, dates and interface words read, per language
    "teaching",  # questions for a class: answers from the record, wrong answers, marks of change
    "prose",  # what prose may not say: bare numbers, unbound time
    "charts",  # figures -> the rows, words and key of a chart
    "layout",  # how wide words are and where they stand in a drawing
    "pictures",  # drawings and words -> PNG, in the site's own faces
    "drawing",  # rows -> Altair -> SVG; imported only when the cache lacks a drawing
    "kept",  # drawings from the cache; those that it lacks are drawn, several at a time
    "architecture",  # the modules themselves -> what each is for, for the page about them
    "pages",  # the Book through Jinja -> Markdown
    "islands",  # raw HTML that Markdown need not read, out of a page and back
    "sections",  # written pages -> their sections, with reading time and grade
    "permalinks",  # every address of the site, the ledger of those ever published, and redirects
    "differences",  # two Books -> what was added, revised and removed, in words
    "citations",  # what is cited -> plain words, four styles, BibTeX, RIS, CSL-JSON
    "citing",  # what of the site can be cited; a page of citations for each page
    "outside",  # pages -> plain Markdown, llms.txt and dates, for programs that read the site
    "cards",  # a page -> the picture that is shown beside a link to it
    "tables",  # the Book -> tables with typed columns
    "database",  # tables -> one SQLite file
    "packages",  # tables -> what describes them to machines: Data Package, CSVW, schema.org, Croissant
    "downloads",  # tables, charts and changes -> CSV, JSON, feed; every file to take away
    "linked_data",  # each page as schema.org tells it to machines: its kind, its place, what it is about
    "embeds",  # a chart -> its bare page for other sites, and its oEmbed document
    "search",  # the Book and its pages -> the files that the search box reads
    "cartridge",  # questions and links -> files for learning systems
    "site",  # build_site: a data folder and a docs folder -> {path: text}
)
