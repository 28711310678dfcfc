"""Charts: figures -> rows -> marks -> SVG and PNG, kept between builds."""

ROAD = (
    "palette",  # the face and the inks of charts
    "letters",  # how wide words are, and where they break
    "canvas",  # how wide a drawing is, and where values and days stand along it
    "layout",  # rows one below another
    "labels",  # words beside points
    "rows",  # figures -> the points of a chart
    "captions",  # the words that a chart keeps wherever it goes
    "marks",  # bars, dots, lines and words, said without the renderer
    "rows_of_marks",  # what charts share whose marks stand in rows
    "payers",  # what blue and orange mean, above the drawing
    "said_once",  # what all names of rows end in, above the drawing
    "along_time",  # what charts share whose bars stand along time
    "beads",  # the status marks on a line
    "known_time",  # time up to the record's end, and what is planned behind it
    "periods",  # the names of periods below a drawing, and missing years
    "courses",  # where the beads and stretches of a promise's line stand
    "strips",  # the lines of some promises among the words of a page
    "two_scales",  # what charts share that have a scale along and one up
    "notebook_kinds",  # the kinds of charts that a notebook draws again
    "chart_kind",  # what one kind of chart is
    "description",  # what a chart shows, in words
    "checks",  # what several kinds may not have
    "chart_kinds",  # the kinds, a module each
    "charts",  # a chart of the record -> its rows and words, or what is wrong with it
    "links",  # drawings whose rows are links
    "mirror",  # a drawing for readers who read from right to left
    "svg",  # specifications -> SVG, inline or a file of its own
    "small",  # a drawing -> a small picture of it
    "pictures",  # inline SVG -> a picture that pages share
    "public_spec",  # a specification of Vega-Lite as others may use it
    "specification",  # marks -> Altair; imported only when the cache lacks a drawing
    "png",  # drawings and words -> PNG, in the site's own faces
    "cache",  # what is costly to make is kept between builds, or made by several processes
    "sheets",  # a chart to draw, and all that is drawn of it
)
