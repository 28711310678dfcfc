"""What leaves the site: files for readers, search, other sites, machines and learning systems."""

ROAD = (
    "material",  # what every file beside the pages is made from
    "shelf",  # made files -> laid aside until they are published
    "own_signs",  # words of the record in Markdown, in which no mark is read
    "standing",  # the folder of the last site -> its files that need not be written again
    "twin_prose",  # what an author wrote -> Markdown that any reader knows
    "twins",  # pages -> plain Markdown and dates, for programs that read the site
    "xml_files",  # XML -> how its files begin, and what none may hold
    "zip_files",  # files -> one ZIP, the same bytes each time
    "robots",  # the site -> robots.txt, opensearch.xml and llms.txt
    "assets",  # styles and scripts -> one file for each that a page asks for
    "social_cards",  # a page -> the picture that is shown beside a link to it
    "columns",  # the fields of a kind of record -> typed columns
    "table_rows",  # the Book -> the cells of every row
    "tables",  # columns and rows -> tables
    "descriptors",  # tables -> Data Package, CSVW, schema.org, Croissant
    "sqlite",  # tables -> one SQLite file
    "json_files",  # the Book -> JSON
    "csv_files",  # tables -> CSV, with a copy for Excel
    "downloads",  # all of them -> every file of data/
    "feed",  # changes -> the feed of all, and one for each topic
    "calendars",  # what is due -> calendars for other programs
    "linked_nodes",  # a page -> its place and the nodes that others lead to
    "linked_things",  # a page -> what it is about, as schema.org tells it
    "linked_data",  # a page -> its graph for machines
    "embeds",  # a chart -> its bare page for other sites, and its oEmbed document
    "search_fold",  # words -> the letters that a search compares
    "search_entries",  # the Book and its pages -> all that a reader may find
    "search_found",  # entries -> each as the index holds it, those of records between builds
    "search_files",  # what may be found -> the files that the search box reads
    "class_links",  # sections, charts and pages for a class -> a table of links
    "cartridge",  # questions and links -> files for learning systems
    "quiz_files",  # questions -> Moodle's own XML, and GIFT
    "quiz_sheets",  # questions -> spreadsheets for Kahoot, Wayground and Google Forms
    "flashcards",  # questions and terms -> a deck for Anki
    "chart_files",  # charts -> their drawings, and the files of each
    "notebooks",  # charts of bars -> notebooks that draw them again
    "moved_files",  # where a page has moved away -> a page that leads on
    "leaf_files",  # a long list -> where each of its parts stands
    "present_edition",  # the day of the record -> pages that lead to the present ones
    "citation_files",  # what can be cited -> pages and files of citations
    "files",  # every file beside the pages, by its path
    "frozen",  # a built edition -> one small file of it, and back
    "archive",  # a built site -> one ZIP of it that works without a server
)

# The modules above whose `files` give what is published. A further output is one more module, with
# its name in the ROAD and here. Kept between builds are those that read the Book and its pages and
# no file, and that an edit more often than not leaves as they are.
KEPT = (
    "citation_files",
    "feed",
    "calendars",
    "class_links",
    "cartridge",
    "quiz_files",
    "quiz_sheets",
    "flashcards",
    "chart_files",
    "notebooks",
)
MADE_EACH_TIME = (
    "moved_files",
    "leaf_files",
    "present_edition",
    "downloads",
    "search_files",
    "robots",
    "assets",
    "social_cards",
)
