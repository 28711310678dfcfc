"""Charts: figures -> rows -> SVG and PNG, kept between builds."""

ROAD = (
    "rows",  # figures -> the rows, words and key of a chart
    "layout",  # how wide words are and where they stand in a drawing
    "png",  # drawings and words -> PNG, in the site's own faces
    "drawing",  # rows -> Altair -> SVG; imported only when the cache lacks a drawing
    "sheets",  # drawings from the cache; those that it lacks are drawn, several at a time
)
