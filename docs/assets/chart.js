// Charts are seen without this script. It adds a walk through the points by arrow keys, and Vega
// when a reader asks for it.
import { make } from "./make.js"

for (const figure of document.querySelectorAll("figure.chart")) {
  if (figure.querySelector(".chart-point")) walkThroughPoints(figure)
}

for (const button of document.querySelectorAll("[data-explore]")) {
  button.addEventListener("click", async () => {
    button.disabled = true
    try {
      await explore(button)
    } catch {
      button.replaceWith(button.dataset.failed)
    }
  })
}

// ------------------------------------------------------------------ the points, one by one

/** The arrow keys and the pointer tell each point in a line below the drawing. */
function walkThroughPoints(figure) {
  const line = figure.querySelector(".chart-point")
  const rows = [...figure.querySelectorAll("tbody tr")]
  const marks = [...figure.querySelectorAll("[data-point]")]
  let now = -1

  const tell = text => {
    line.hidden = false
    line.textContent = text
  }
  const show = place => {
    now = Math.min(Math.max(place, 0), rows.length - 1)
    tell(wordsOf(rows[now]))
    for (const mark of marks) mark.classList.toggle("is-now", mark.dataset.point === String(now))
  }
  const goal = key => {
    if (key === "ArrowRight" || key === "ArrowDown") return now + 1
    if (key === "ArrowLeft" || key === "ArrowUp") return now - 1
    return { Home: 0, End: rows.length - 1 }[key]
  }

  for (const drawing of figure.querySelectorAll(".drawing")) {
    drawing.setAttribute("tabindex", "0")
    drawing.addEventListener("focus", () => {
      if (now < 0 && drawing.matches(":focus-visible")) tell(line.dataset.hint)
    })
    drawing.addEventListener("keydown", event => {
      const place = goal(event.key)
      if (place === undefined || event.altKey || event.ctrlKey || event.metaKey) return
      event.preventDefault()
      show(place)
    })
    drawing.addEventListener("pointerover", event => {
      if (event.target.dataset.point) show(Number(event.target.dataset.point))
    })
  }
}

function wordsOf(row) {
  const words = [...row.cells].map(cell => cell.textContent.trim())
  return words.filter(Boolean).join(" · ")
}

// ------------------------------------------------------------------ the interactive chart

const LEAD = /^\d+\|/ // puts the labels of a chart in order

/** Draws the specification that was drawn at build time once more, now by Vega. */
async function explore(button) {
  const [answer] = await Promise.all([fetch(button.dataset.explore), load(button.dataset.script)])
  const spec = JSON.parse(await answer.text())
  const tip = make("p", { className: "chart-tip", hidden: true })
  const canvas = make("div")
  const stage = make("div", { className: "chart-live" }, tip, canvas)
  const { view } = await vegaEmbed(canvas, inPageColors(spec), {
    ast: true,
    actions: false,
    renderer: "svg",
    mode: "vega-lite",
    defaultStyle: false,
    tooltip: (_handler, event, _item, value) => showTip(tip, event, value),
  })
  const cleanLabels = () => {
    for (const mark of stage.querySelectorAll("[aria-label]")) {
      mark.setAttribute("aria-label", mark.getAttribute("aria-label").replace(LEAD, ""))
    }
  }
  cleanLabels()
  const place = button.closest("figure").querySelector(".chart-drawing")
  place.replaceChildren(...filters(spec, view, button.dataset, cleanLabels), stage)
}

function load(path) {
  if (document.querySelector(`script[src="${path}"]`)) return Promise.resolve()
  return new Promise((done, failed) => {
    document.head.append(make("script", { src: path, onload: done, onerror: failed }))
  })
}

const INSIDE_A_PAGE = { usermeta: {}, title: undefined, autosize: "none", padding: 0 }

/**
 * The specification without its caption, which the page has already, and with the colours as the
 * page's own, so that light and dark still hold.
 */
function inPageColors(spec) {
  let text = JSON.stringify({ ...spec, ...INSIDE_A_PAGE })
  for (const [color, name] of Object.entries(spec.usermeta.colors)) {
    text = text.replaceAll(`"${color}"`, `"var(--${name})"`)
  }
  return JSON.parse(text)
}

function showTip(tip, event, value) {
  tip.hidden = !value
  if (!value) return
  const box = tip.parentElement.getBoundingClientRect()
  const text = typeof value === "object" ? Object.values(value)[0] : value
  tip.textContent = String(text).replace(LEAD, "")
  tip.style.left = `${Math.min(event.clientX - box.left + 12, box.width - 160)}px`
  tip.style.top = `${event.clientY - box.top + 14}px`
}

/** Boxes for each group and stage of the rows; an unticked one takes its rows out of the chart. */
function filters(spec, view, words, whenShown) {
  // Copies without what Vega notes of each row under symbols.
  const all = view.data("rows").map(row => Object.fromEntries(Object.entries(row)))
  const fields = Object.keys(spec.usermeta.filters)
  const sets = fields.map(field => filterSet(words[field], field, spec.usermeta.filters[field]))
  const narrow = async () => {
    const unticked = sets.flatMap(set => [...set.querySelectorAll("input:not(:checked)")])
    const isOut = row => unticked.some(({ name, value }) => String(row[name]) === value)
    view.data(
      "rows",
      withNames(
        all.filter(row => !isOut(row)),
        all,
      ),
    )
    await view.runAsync()
    whenShown()
  }
  for (const set of sets) set.addEventListener("change", narrow)
  return sets
}

function filterSet(word, name, choices) {
  const labels = Object.entries(choices).map(([value, choice]) => {
    const box = make("input", { type: "checkbox", checked: true, name, value })
    return make("label", {}, box, choice)
  })
  return make("fieldset", { className: "chart-filter" }, make("legend", {}, word), ...labels)
}

/** The first row that is left of a label carries its name. */
function withNames(rows, all) {
  return rows.map((row, place) => {
    const isFirst = rows[place - 1]?.label !== row.label
    if (!isFirst || !row.name || row.name.length) return { ...row }
    const { name } = all.find(other => other.label === row.label && other.name.length)
    return { ...row, name, name_y: row.y - 8 * (name.length - 1) }
  })
}
