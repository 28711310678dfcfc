"""The record: YAML text -> the Book, with every mistake at its line."""

ROAD = (
    "kept",  # what is computed of a value, for as long as the same one is asked about
    "kept_files",  # what is kept on the disk between builds, each file with its digest
    "whole_files",  # files of an author, written anew: all of them or none
    "problems",  # a mistake and the place where it was written
    "folders",  # where a site is made from, and files of which some systems would keep one
    "encodings",  # words that were saved in one encoding and read in another
    "unseen",  # signs that nobody sees, which no text holds
    "indents",  # lines of YAML that begin elsewhere than those beside them
    "marked_yaml",  # YAML text -> plain values that remember their line
    "copies",  # files that somebody copied and left beside those that they are copies of
    "languages",  # the languages of a site: where the pages of each stand
    "amounts",  # numbers as people and papers write them -> exact values
    "other_days",  # days as other papers write them -> as they are written here
    "values",  # what a field may hold: days, numbers, references, words in each language
    "web_pages",  # web addresses -> the pages that they lead to, however they are written
    "kinds",  # the kinds an author may write; each field stated once, with its meaning
    "fields",  # what each field of a record is, read from its annotation
    "left_out",  # what to write where nothing is known
    "slipped",  # fields beside the group to which they belong
    "parse",  # marked values -> records; every mistake at once, in the author's words
    "rules",  # what must be true beyond types
    "references",  # what records name: by a typed id, and by an address
    "remedies",  # what to write where nothing stands at an id or an address
    "outline",  # outline.json: where the land of the country lies, for maps
    "strangers",  # files and folders of data/ that nothing reads
    "questions",  # what is asked while something is made, and how it is answered now
    "book",  # a data folder -> the Book: every reference leads somewhere; back-references
    "asked_book",  # the Book, each look into which is a question
    "watch",  # watch.yml: the feeds that are read, and the words that make an entry worth a look
    "editions",  # the Book as it stood on an earlier day
)
