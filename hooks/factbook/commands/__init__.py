"""What a person or make asks for: each module is the command of its name, as in factbook check."""

ROAD = (
    "options",  # what commands have in common: their options, and how they refuse
    "check",  # every mistake, told
    "new",  # the skeleton of a record and of its source
    "stage",  # the stage that words about a figure speak of, said where they left it open
    "rename",  # another name for a record, figure, page or heading
    "remove",  # the end of one, and where its readers are led
    "stale",  # what a maintainer should look at again
    "inbox",  # what feeds tell that may concern the record
    "diff",  # what changed since a commit, in words
    "serve",  # the site on this computer, new on every change
    "zip",  # one file of a built site
    "publish",  # the site and its editions, in the place of the last one
    "edition",  # what is published now, frozen as an edition for good
    "permalinks",  # the ledger of all addresses, with the new ones
    "schemas",  # what editors and issue forms know of the records
    "outline",  # the outline of the country, on which maps stand
    "form",  # a filled issue form, written into the record
    "source",  # a project of plain Markdown for another engine
    "explainer",  # the machine with a made-up record, in a new folder
)
