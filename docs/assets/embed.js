// Tells the page around the frame how tall the chart is: { chart, height } in px.
const chart = document.querySelector(".chart")
const observer = new ResizeObserver(() => {
  const { height } = document.documentElement.getBoundingClientRect()
  parent.postMessage({ chart: chart.id, height: Math.ceil(height) }, "*")
})
observer.observe(chart)
