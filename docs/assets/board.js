// Heads of a sortable table become buttons; a second press turns the order round.
for (const table of document.querySelectorAll("table[data-sortable]")) {
  // On a phone the rows are drawn as cards, which would lose the table for screen readers.
  for (const [name, role] of [
    ["thead, tbody", "rowgroup"],
    ["tr", "row"],
    ["thead th", "columnheader"],
    ["tbody th", "rowheader"],
    ["td", "cell"],
  ])
    table.querySelectorAll(name).forEach(part => part.setAttribute("role", role))
  table.setAttribute("role", "table")
  const body = table.tBodies[0],
    heads = [...table.tHead.rows[0].cells]
  const value = (row, column) =>
    row.cells[column].dataset.sort ?? row.cells[column].textContent.trim()
  heads.forEach((head, column) => {
    const button = Object.assign(document.createElement("button"), {
      type: "button",
      className: "sort",
    })
    button.append(...head.childNodes)
    button.title = table.dataset.sortWords.replace("{head}", button.textContent)
    head.append(button)
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending"
      heads.forEach(other => other.removeAttribute("aria-sort"))
      head.setAttribute("aria-sort", down ? "descending" : "ascending")
      const rows = [...body.rows].sort((a, b) =>
        value(a, column).localeCompare(value(b, column), document.documentElement.lang, {
          numeric: true,
        }),
      )
      body.append(...(down ? rows.reverse() : rows))
    })
  })
}
