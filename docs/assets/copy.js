// Buttons that copy: the link of a heading, a figure or a chart, or a citation.
import { make } from "./make.js"

const SAID_FOR = 2000 // ms for which a button says that it has copied

/** Lets a button copy; `instead` is what is done in a browser that does not allow it. */
function copiesOnPress(button, { text, done, instead }) {
  const word = button.textContent
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text())
    } catch {
      instead()
      return
    }
    button.textContent = done
    setTimeout(() => {
      button.textContent = word
    }, SAID_FOR)
  })
}

for (const button of document.querySelectorAll("[data-copy]")) {
  const address = () => new URL(button.dataset.copy, location.href).href
  const instead = () => prompt(button.textContent, address())
  copiesOnPress(button, { text: address, done: button.dataset.done, instead })
}

for (const scope of document.querySelectorAll("[data-copy-word]")) {
  const { copyWord, codeWord, copied, cite, citeWord } = scope.dataset
  const copyButton = (text, from, word = copyWord) => {
    const button = make("button", { type: "button", className: "copy" }, word)
    const instead = () => {
      if (from.textContent) getSelection().selectAllChildren(from)
      else prompt(word, text())
    }
    copiesOnPress(button, { text, done: copied, instead })
    return button
  }
  for (const part of scope.querySelectorAll("p[data-copy-text]")) {
    if (part.closest("[data-copy-word]") !== scope) continue
    part.append(
      " ",
      copyButton(() => part.firstChild.textContent, part),
    )
  }
  for (const part of scope.querySelectorAll("dd[data-copy-text]")) {
    part.previousElementSibling.append(
      " ",
      copyButton(() => part.textContent, part),
    )
  }
  for (const code of scope.querySelectorAll(".highlight pre > code")) {
    code.parentElement.after(copyButton(() => code.textContent, code, codeWord))
  }
  for (const link of scope.querySelectorAll("a[data-copy-link]")) {
    link.after(
      " · ",
      copyButton(() => link.href, link),
    )
  }
  for (const link of scope.querySelectorAll(":is(h2, h3)[id] > .headerlink")) {
    const heading = link.parentElement
    heading.setAttribute("aria-label", heading.textContent) // without its tools
    link.tabIndex = -1 // the button beside it gives the same address to the keyboard
    const tools = make(
      "span",
      { className: "heading-tools" },
      copyButton(() => link.href, link),
    )
    if (cite) tools.append(" ", make("a", { href: `${cite}#${heading.id}` }, citeWord))
    heading.append(tools)
  }
}
