// Tells the page around the frame how tall the chart is: { chart, height } in px.
// WordPress puts frames of others into a sandbox, without links; it gives them a secret in the
// address, and does what they ask for with it: to be as tall as they are, and to follow a link.
const chart = document.querySelector(".chart")
const { hash } = location
const secret = new URLSearchParams(hash.slice(hash.indexOf("?"))).get("secret")

const tell = message => parent.postMessage(message, "*")
const ask = (message, value) => secret && tell({ message, value, secret })

const observer = new ResizeObserver(() => {
  const height = Math.ceil(document.documentElement.getBoundingClientRect().height)
  tell({ chart: chart.id, height })
  ask("height", height)
})
observer.observe(chart)

addEventListener("click", event => {
  const link = event.target.closest("a[href]")
  if (!(secret && link)) return
  event.preventDefault()
  ask("link", link.href)
})
