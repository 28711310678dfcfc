// What is offered to a query that found nothing: the names that look most like it.

import { fold } from "./fold.js"
import { SCORES } from "./rank.js"

const UNLIKE_NAMES = ["figures", "charts"] // their titles are sentences

/** The entries nearest to a query, the nearest first. */
export function nearest(names, query, count = 5) {
  const asked = pairsOf(fold(query).replaceAll(" ", ""))
  const likenessOfLine = line => likeness(asked, pairsOf(names.joined.line(line)))
  return names.entries
    .map((entry, place) => {
      if (UNLIKE_NAMES.includes(entry.kind)) return { entry, near: 0 }
      return { entry, near: Math.max(...names.linesOf(place).map(likenessOfLine)) }
    })
    .filter(({ near }) => near > SCORES.nearest)
    .sort((a, b) => b.near - a.near)
    .slice(0, count)
    .map(({ entry }) => entry)
}

/** The pairs of neighbouring letters. */
function pairsOf(text) {
  const letters = [...text]
  return new Set(letters.slice(1).map((letter, place) => letters[place] + letter))
}

/** The share of pairs that two have in common: 1 if they are alike, 0 if they have none (Dice). */
export function likeness(asked, own) {
  const shared = [...own].filter(pair => asked.has(pair)).length
  return (2 * shared) / (own.size + asked.size || 1)
}
