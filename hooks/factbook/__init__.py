"""The core: from a folder of YAML facts to the pages, charts and downloads of a site.

It knows nothing of MkDocs. A module imports only from those before it in ROAD.
"""

ROAD = (
    "problems",     # a mistake and the place where it was written
    "marked_yaml",  # YAML text -> plain values that remember their line
    "records",      # the kinds an author may write; each field stated once, with its meaning
    "parse",        # marked values -> records; every mistake at once, in the author's words
    "rules",        # what must be true beyond types
    "book",         # a data folder -> the Book: every reference leads somewhere; back-references
    "editions",     # the Book as it stood on an earlier day
    "addresses",    # where each record, figure and step stands on the site
    "figures",      # every number that is computed, once
    "changes",      # what changed, value by value
    "wording",      # how money, numbers, dates and interface words read, per language
    "prose",        # what prose may not say: bare numbers, unbound time
    "charts",       # figures -> the rows, words and key of a chart
    "layout",       # how wide words are and where they stand in a drawing
    "drawing",      # rows -> Altair -> SVG; imported only when the cache lacks a drawing
    "kept",         # drawings from the cache; those that it lacks are drawn, several at a time
    "pages",        # the Book through Jinja -> Markdown
    "downloads",    # the Book and charts -> CSV, JSON, feed
    "embeds",       # a chart -> its bare page for other sites, and its oEmbed document
    "site",         # build_site: a data folder and a docs folder -> {path: text}
)
