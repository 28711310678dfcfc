"""What the record means: what is computed from it, where it stands on the site, how it is worded."""

ROAD = (
    "addresses",  # where each record, figure and step stands on the site
    "figures",  # every number that is computed, once
    "moments",  # everything dated, in order of time
    "staleness",  # what a maintainer should look at again as of a day
    "changes",  # what changed, value by value
    "particles",  # the Korean particle that fits a word
    "wording",  # how money, numbers, dates and interface words read, per language
    "answers",  # questions for a class: answers from the record, wrong answers, marks of change
)
