// Tells the page around the frame how tall the chart is: { chart, height } in px.
const chart = document.querySelector(".chart")
new ResizeObserver(() =>
  parent.postMessage(
    { chart: chart.id, height: Math.ceil(document.documentElement.getBoundingClientRect().height) },
    "*",
  ),
).observe(chart)
