"""What the record means: what is computed, where it stands on the site, how it is worded."""

ROAD = (
    "figures",  # every number that is computed, once
    "lifelines",  # what became of each promise, as a line through time
    "moments",  # everything dated, in order of time
    "changes",  # what changed, value by value
    "alphabet",  # a name -> the letter that a list files it under
    "leaves",  # a long list -> its pages
    "addresses",  # where each record, figure and step stands on the site
    "due_dates",  # what is due, and when
    "staleness",  # what a maintainer should look at again as of a day
    "particles",  # the Korean particle that fits a word
    "date_patterns",  # how a language writes a day: which letters of CLDR show one
    "interface_words",  # the words of buttons, heads and notices in each language
    "wording",  # how money, numbers, dates and interface words read, per language
    "line_words",  # the lines of promises in words
    "answers",  # a question for a class -> its answer, in words
    "marking",  # what counts as right where a number is asked for
    "choices",  # the answers to choose from
    "quiz_makers",  # what makers of quizzes take of a question
    "fingerprints",  # marks by which a changed answer is known, edition by edition
    "related",  # a chart -> the promises that it measures, and its questions
    "questions",  # the questions of a topic, and what is wrong with them
)
