// A figure past its review day is shown as old: by the reader's clock, without a rebuild.
const today = new Date().toISOString().slice(0, 10)
const word = document.documentElement.dataset.old

for (const part of document.querySelectorAll("[data-review]")) {
  if (part.dataset.review >= today) continue
  part.classList.add("is-old")
  if (part.matches(".as-of-day")) part.append(` (${word})`)
}
