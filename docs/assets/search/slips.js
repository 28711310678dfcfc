// Slips of the finger: a letter too many, one too few, a wrong one, or two that changed places.

const LONGEST = 60
const MOST = 2

/** How many slips a word may hold and still be meant: none in numbers and in short words. */
export function slipsAllowed(word) {
  if (/[0-9]/.test(word) || word.length < 4 || word.length > LONGEST) return 0
  return word.length < 9 ? 1 : MOST
}

const GOES_ON = 0.5 // counted for a word that goes on after what was asked

// Three rows of a table are enough: the last two, and the one that is being filled. They are kept,
// for thousands of words are compared at each key.
const rows = [0, 0, 0].map(() => new Uint8Array(LONGEST + 2 * MOST + 2))

/** The slips between what was asked and a word or its beginning; Infinity if more than `most`. */
export function slipsBetween(asked, word, most) {
  let [beforeLast, last, row] = rows
  for (let column = 0; column <= most + 1; column++) last[column] = column
  for (let line = 1; line <= asked.length; line++) {
    const least = fillRow({ beforeLast, last, row }, asked, word, line, most)
    if (least > most) return Infinity
    ;[beforeLast, last, row] = [last, row, beforeLast]
  }
  const whole = word.length <= asked.length + most ? last[word.length] : Infinity
  const beginning = word.length > asked.length ? last[asked.length] + GOES_ON : Infinity
  const slips = Math.min(whole, beginning)
  return slips <= most + GOES_ON ? slips : Infinity
}

/** Fills a row near the diagonal, for whatever lies further off has more slips; gives its least. */
function fillRow({ beforeLast, last, row }, asked, word, line, most) {
  const from = Math.max(1, line - most)
  const to = Math.min(word.length, line + most)
  row[from - 1] = from === 1 ? line : most + 1
  let least = row[from - 1]
  for (let column = from; column <= to; column++) {
    const wrong = asked[line - 1] === word[column - 1] ? 0 : 1
    let slips = Math.min(last[column] + 1, row[column - 1] + 1, last[column - 1] + wrong)
    if (haveChangedPlaces(asked, line, word, column)) {
      slips = Math.min(slips, beforeLast[column - 2] + 1)
    }
    row[column] = slips
    least = Math.min(least, slips)
  }
  row[to + 1] = most + 1
  return least
}

const haveChangedPlaces = (asked, line, word, column) =>
  line > 1 &&
  column > 1 &&
  asked[line - 1] === word[column - 2] &&
  asked[line - 2] === word[column - 1]
