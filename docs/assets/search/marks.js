// The words of a query marked in a text, wherever folding finds them.

import { make } from "../make.js"
import { fold } from "./fold.js"

const ELLIPSIS = "…"
const folded = new Map() // letters that were met, and what each is folded to

/**
 * A function that marks words, folded and without spaces, in texts. It gives the pieces of a text,
 * some in <mark>, and whether any is. `around` keeps only so many letters about the first mark.
 */
export function marker(words) {
  return (text, around = 0) => {
    const letters = [...text.normalize("NFC").replace(/\s/g, " ")]
    const marked = placesOf(words, letters)
    const [from, to] = frame(letters.length, marked, around)
    const pieces = runs(letters, marked, from, to)
    if (from > 0) pieces.unshift(ELLIPSIS)
    if (to < letters.length) pieces.push(ELLIPSIS)
    return { pieces, any: marked.size > 0 }
  }
}

/** From where to where a text is kept: a third of what is kept stands before the first mark. */
function frame(length, marked, around) {
  if (!around) return [0, length]
  const first = marked.size ? Math.min(...marked) : 0
  const from = Math.max(Math.floor(first - around / 3), 0)
  return [from, Math.min(from + around, length)]
}

/** The places of the letters that belong to one of the words. */
function placesOf(words, letters) {
  const { text, places } = foldLetters(letters)
  const marked = new Set()
  for (const word of words) {
    for (const at of startsOf(word, text)) {
      if (word.length < 4 && !beginsWord(at)) continue
      const last = places[at + word.length - 1]
      for (let place = places[at]; place <= last; place++) marked.add(place)
    }
  }
  return marked

  function beginsWord(at) {
    const before = letters[places[at] - 1] ?? " "
    return !/[\p{L}\p{N}]/u.test(before) || /[ㄱ-ㅣ]/.test(text[at])
  }
}

/** Where a word begins in a text; one without letters, nowhere. */
function startsOf(word, text) {
  const starts = []
  if (!word) return starts
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) starts.push(at)
  return starts
}

/** Letters folded each by itself, as one text without spaces, and from which letter each came. */
function foldLetters(letters) {
  const fresh = [...new Set(letters)].filter(letter => !folded.has(letter))
  const lines = fold(fresh.join("\n")).replaceAll(" ", "").split("\n")
  for (const [number, letter] of fresh.entries()) folded.set(letter, lines[number])
  let text = ""
  const places = []
  letters.forEach((letter, place) => {
    for (const piece of folded.get(letter)) {
      text += piece
      places.push(place)
    }
  })
  return { text, places }
}

/** Letters as strings and <mark> elements, by turns. */
function runs(letters, marked, from, to) {
  const pieces = []
  let start = from
  for (let place = from + 1; place <= to; place++) {
    const goesOn = place < to && marked.has(place) === marked.has(start)
    if (goesOn) continue
    const run = letters.slice(start, place).join("")
    pieces.push(marked.has(start) ? make("mark", {}, run) : run)
    start = place
  }
  return pieces
}
