"""Help for authors: schemas for editors, skeletons, forms, and what a change changes."""

ROAD = (
    "schemas",  # the records' fields -> JSON Schemas, for editors
    "skeletons",  # a record still to be filled
    "forms",  # issue forms from the records' fields; what was filled in -> the record
    "review",  # two Books -> what was added, revised and removed, in words
)
