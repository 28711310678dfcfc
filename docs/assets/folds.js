// What an address leads to is opened, wherever it is folded away; on paper what a page cites and
// what words mean. Other lists take dozens of leaves: of them, what the reader has opened.

function openTarget() {
  const target = document.getElementById(location.hash.slice(1))
  const shut = [...document.querySelectorAll("details:not([open])")]
  const around = shut.filter(part => part.contains(target))
  for (const part of around) part.open = true
  if (around.length > 0) target.scrollIntoView()
}

openTarget()
addEventListener("hashchange", openTarget)
addEventListener("beforeprint", () => {
  for (const fold of document.querySelectorAll(".fold:has(.cited, .glossary)")) fold.open = true
})
