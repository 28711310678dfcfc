"""Help for authors: schemas for editors, skeletons, forms, and the review of an edit."""

ROAD = (
    "schemas",  # the records' fields -> JSON Schemas, for editors
    "skeletons",  # a record still to be filled
    "ids",  # names -> ids
    "forms",  # issue forms from the records' fields; what was filled in -> the record
    "feeds",  # feeds -> their entries, read politely
    "names",  # a name -> where it stands in a headline
    "matching",  # an entry -> what of the record it may touch, and why
    "inbox",  # entries that concern the record -> a list in which none can act
    "starter",  # the record that a new explainer begins with, in its languages
    "word_files",  # what CLDR knows -> the file of words that a new language begins with
    "outlines",  # the countries of the world -> the outline of one, for maps
    "spans",  # YAML -> where each word of it stands
    "places",  # a record or figure -> every place that names it
    "stages",  # what was written of a figure -> the same, saying of which of its stages it is
    "leading_on",  # addresses that have changed -> redirects, ledger, links
    "renaming",  # another name for something, or its end, and all that follows
    "review",  # two states of the record -> what an edit added, revised and removed, in words
)
