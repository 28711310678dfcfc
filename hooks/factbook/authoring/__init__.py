"""Help for authors: schemas for editors, skeletons, forms, and the review of an edit."""

ROAD = (
    "schemas",  # the records' fields -> JSON Schemas, for editors
    "skeletons",  # a record still to be filled
    "ids",  # names -> ids
    "forms",  # issue forms from the records' fields; what was filled in -> the record
    "review",  # two states of the record -> what an edit added, revised and removed, in words
)
