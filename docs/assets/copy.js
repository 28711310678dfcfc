// Buttons that copy: the link of a heading, a figure or a chart, or a citation.
import { copiesOnPress, copyButton } from "./copies.js"
import { make } from "./make.js"

for (const button of document.querySelectorAll("[data-copy]")) {
  const address = () => new URL(button.dataset.copy, location.href).href
  const instead = () => prompt(button.textContent, address())
  copiesOnPress(button, { text: address, done: button.dataset.done, instead })
}

for (const scope of document.querySelectorAll("[data-copy-word]")) {
  const { copyWord: word, codeWord, copied: done, citeWord } = scope.dataset
  for (const part of scope.querySelectorAll("p[data-copy-text]")) {
    if (part.closest("[data-copy-word]") !== scope) continue
    const text = () => part.firstChild.textContent
    part.append(" ", copyButton({ word, done, text, from: part }))
  }
  for (const part of scope.querySelectorAll("dd[data-copy-text]")) {
    const text = () => part.textContent
    part.previousElementSibling.append(" ", copyButton({ word, done, text, from: part }))
  }
  for (const code of scope.querySelectorAll(".highlight pre > code")) {
    const text = () => code.textContent
    code.parentElement.after(copyButton({ word: codeWord, done, text, from: code }))
  }
  for (const link of scope.querySelectorAll("a[data-copy-link]")) {
    link.after(" · ", copyButton({ word, done, text: () => link.href, from: link }))
  }
  for (const link of scope.querySelectorAll(":is(h2, h3)[id] > .headerlink")) {
    const heading = link.parentElement
    heading.setAttribute("aria-label", heading.textContent) // without its tools
    link.tabIndex = -1 // the button beside it gives the same address to the keyboard
    const button = copyButton({ word, done, text: () => link.href, from: link })
    const tools = make("span", { className: "heading-tools" }, button)
    if (citeWord) tools.append(" ", make("a", { href: `?part=${heading.id}#cite` }, citeWord))
    heading.append(tools)
  }
}
