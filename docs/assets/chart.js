// Charts are seen without this script. It adds a walk through the points by arrow keys, a copied link, and Vega when a reader asks for it.
for (const figure of document.querySelectorAll("figure.chart")) {
  const line = figure.querySelector(".chart-point"),
    rows = [...figure.querySelectorAll("tbody tr")]
  const words = row =>
    [...row.cells]
      .map(cell => cell.textContent.trim())
      .filter(Boolean)
      .join(" · ")
  let now = -1
  const show = place => {
    now = Math.min(Math.max(place, 0), rows.length - 1)
    line.hidden = false
    line.textContent = words(rows[now])
    for (const mark of figure.querySelectorAll("[data-point]"))
      mark.classList.toggle("is-now", mark.dataset.point === String(now))
  }
  for (const drawing of line ? figure.querySelectorAll(".drawing") : []) {
    drawing.setAttribute("tabindex", "0")
    drawing.addEventListener("focus", () => {
      if (now < 0 && drawing.matches(":focus-visible")) {
        line.hidden = false
        line.textContent = line.dataset.hint
      }
    })
    drawing.addEventListener("keydown", event => {
      const to = {
        ArrowRight: now + 1,
        ArrowDown: now + 1,
        ArrowLeft: now - 1,
        ArrowUp: now - 1,
        Home: 0,
        End: rows.length - 1,
      }[event.key]
      if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return
      event.preventDefault()
      show(to)
    })
    drawing.addEventListener(
      "pointerover",
      event => event.target.dataset.point && show(Number(event.target.dataset.point)),
    )
  }
}

addEventListener("click", async event => {
  const copy = event.target.closest?.("[data-copy]"),
    explore = event.target.closest?.("[data-explore]")
  if (copy) {
    const said = copy.textContent
    try {
      await navigator.clipboard.writeText(new URL(copy.dataset.copy, location.href).href)
      copy.textContent = copy.dataset.done
      setTimeout(() => {
        copy.textContent = said
      }, 2000)
    } catch {
      prompt(said, new URL(copy.dataset.copy, location.href).href)
    }
  }
  if (explore) {
    explore.disabled = true
    try {
      await interactive(explore)
    } catch {
      explore.replaceWith(explore.dataset.failed)
    }
  }
})

// The same specification that was drawn at build time; colours become the page's own again, so that light and dark still hold.
const interactive = async button => {
  const [text] = await Promise.all([
    fetch(button.dataset.explore).then(answer => answer.text()),
    load(button.dataset.script),
  ])
  const place = button.closest("figure").querySelector(".chart-drawing"),
    spec = JSON.parse(text)
  const colors = Object.entries(spec.usermeta.colors)
  const own = JSON.parse(
    colors.reduce(
      (all, [color, name]) => all.replaceAll(`"${color}"`, `"var(--${name})"`),
      JSON.stringify({ ...spec, usermeta: {} }),
    ),
  )
  const tip = Object.assign(document.createElement("p"), { className: "chart-tip", hidden: true })
  const stage = document.createElement("div")
  stage.className = "chart-live"
  stage.append(tip)
  const { view } = await vegaEmbed(stage.appendChild(document.createElement("div")), own, {
    ast: true,
    actions: false,
    renderer: "svg",
    mode: "vega-lite",
    defaultStyle: false,
    tooltip: (_, event, item, value) => {
      tip.hidden = !value
      if (!value) return
      const box = stage.getBoundingClientRect()
      tip.textContent = String(typeof value === "object" ? Object.values(value)[0] : value).replace(
        /^\d+\|/,
        "",
      )
      tip.style.left = `${Math.min(event.clientX - box.left + 12, box.width - 160)}px`
      tip.style.top = `${event.clientY - box.top + 14}px`
    },
  })
  const shown = () => {
    for (const mark of stage.querySelectorAll("[aria-label]"))
      mark.setAttribute("aria-label", mark.getAttribute("aria-label").replace(/^\d+\|/, ""))
  }
  shown()
  place.replaceChildren(...filters(spec, view, button.dataset, shown), stage)
}

// Boxes for each group and stage of the rows; an unticked one takes its rows out of the chart.
const filters = (spec, view, words, shown) => {
  const all = view.data("rows").map(row => Object.fromEntries(Object.entries(row))),
    fields = Object.entries(spec.usermeta.filters)
  const boxes = fields.map(([field, choices]) => {
    const set = document.createElement("fieldset")
    set.className = "chart-filter"
    set.append(Object.assign(document.createElement("legend"), { textContent: words[field] }))
    for (const [value, word] of Object.entries(choices)) {
      const label = document.createElement("label")
      label.append(
        Object.assign(document.createElement("input"), {
          type: "checkbox",
          checked: true,
          name: field,
          value,
        }),
        word,
      )
      set.append(label)
    }
    return set
  })
  const out = () =>
    new Set(
      boxes
        .flatMap(set => [...set.querySelectorAll("input:not(:checked)")])
        .map(({ name, value }) => `${name}\n${value}`),
    )
  const named = rows =>
    rows.map((row, place) => {
      // the first row that is left of a name carries it
      if (!row.name || row.name.length || rows[place - 1]?.label === row.label) return { ...row }
      const name = all.find(other => other.label === row.label && other.name.length).name
      return { ...row, name, name_y: row.y - 8 * (name.length - 1) }
    })
  const narrow = () => {
    const gone = out()
    view
      .data(
        "rows",
        named(all.filter(row => !fields.some(([field]) => gone.has(`${field}\n${row[field]}`)))),
      )
      .runAsync()
      .then(shown)
  }
  for (const set of boxes) set.addEventListener("change", narrow)
  return boxes
}

const load = path =>
  document.querySelector(`script[src="${path}"]`)
    ? Promise.resolve()
    : new Promise((done, failed) => {
        document.head.append(
          Object.assign(document.createElement("script"), {
            src: path,
            type: "module",
            onload: done,
            onerror: failed,
          }),
        )
      })
