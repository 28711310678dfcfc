// Charts are seen without this script. It adds a walk through the points by arrow keys, by the
// pointer and by touch.

for (const figure of document.querySelectorAll("figure.chart")) {
  if (figure.querySelector(".chart-point")) walkThroughPoints(figure)
}

// A menu below a drawing shuts by Escape, and by a press beside it.
const openMenu = () => document.querySelector(".chart-menu[open]")
addEventListener("keydown", event => {
  const menu = event.key === "Escape" && openMenu()
  if (!menu) return
  menu.open = false
  menu.querySelector("summary").focus()
})
addEventListener("click", event => {
  const menu = openMenu()
  if (menu && !event.target.closest(".chart-menu")) menu.open = false
})

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
