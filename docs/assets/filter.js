// Lists and boards show all they hold; the choosers hide what was not asked for.
for (const form of document.querySelectorAll("[data-filter]")) {
  const scope = form.closest("article")
  const items = [...scope.querySelectorAll("[data-topic]")]
  form.addEventListener("change", () => {
    const asked = [...form.querySelectorAll("select")].filter(chooser => chooser.value)
    for (const item of items) {
      item.hidden = !asked.every(({ name, value }) => item.dataset[name].split(" ").includes(value))
    }
    for (const list of scope.querySelectorAll("ol.timeline")) hideIfEmpty(list)
    form.querySelector("output").value = items.filter(item => !item.hidden).length
  })
}

/** A list of which nothing is left goes, and so does its heading. */
function hideIfEmpty(list) {
  list.hidden = !list.querySelector(":scope > :not([hidden])")
  list.previousElementSibling.hidden = list.hidden
}
