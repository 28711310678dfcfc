// A button that copies.
import { make } from "./make.js"

const SAID_FOR = 2000 // ms for which a button says that it has copied

/** Lets a button copy; `instead` is what is done in a browser that does not allow it. */
export function copiesOnPress(button, { text, done, instead }) {
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

/** A button that copies a text, which stands in an element or in none. */
export function copyButton({ word, done, text, from }) {
  const button = make("button", { type: "button", className: "copy" }, word)
  const instead = () => {
    if (from.textContent) getSelection().selectAllChildren(from)
    else prompt(word, text())
  }
  copiesOnPress(button, { text, done, instead })
  return button
}
