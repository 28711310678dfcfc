"""Charts: figures -> rows -> SVG and PNG, kept between builds."""

ROAD = (
    "palette",  # the face and the inks of charts
    "rows",  # figures -> the rows, words and key of a chart
    "layout",  # how wide words are and where they stand in a drawing
    "cache",  # what is costly to make is kept between builds, or made by several processes
    "svg",  # specifications -> SVG, inline or a file of its own
    "png",  # drawings and words -> PNG, in the site's own faces
    "drawing",  # rows -> Altair; imported only when the cache lacks a drawing
    "sheets",  # drawings from the cache; those that it lacks are drawn, several at a time
)
