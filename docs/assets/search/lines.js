// Many short lines, kept and searched as one text.

import { slipsAllowed, slipsBetween } from "./slips.js"

export class Lines {
  /** `end` closes each line and opens the first. */
  constructor(end) {
    this.end = end
    this.text = end
    this.starts = [end.length] // of each line, and of the one that will come next
    this.letterSets = []
  }

  /** Takes in further lines, each with its end. */
  grow(text) {
    this.text += text
    let at = this.text.indexOf(this.end, this.starts.at(-1))
    while (at >= 0) {
      this.starts.push(at + this.end.length)
      at = this.text.indexOf(this.end, this.starts.at(-1))
    }
  }

  get count() {
    return this.starts.length - 1
  }

  length(number) {
    return this.starts[number + 1] - this.starts[number] - this.end.length
  }

  line(number) {
    return this.text.slice(this.starts[number], this.starts[number] + this.length(number))
  }

  /** Calls `tell(number of the line, place in the text)` wherever `asked` follows `lead`. */
  find(lead, asked, tell) {
    const wanted = lead + asked
    let number = 0
    for (let at = this.text.indexOf(wanted); at >= 0; at = this.text.indexOf(wanted, at + 1)) {
      const place = at + lead.length
      while (this.starts[number + 1] <= place) number++
      tell(number, place)
    }
  }

  /** Calls `tell(number of the line, slips)` for each line that a slip or two turn into `asked`. */
  findNear(asked, tell) {
    const most = slipsAllowed(asked)
    if (!most) return
    this.#readLetters()
    const wanted = letterSet(asked, 0, asked.length)
    const shortest = Math.max(3, asked.length - most)
    for (let number = 0; number < this.count; number++) {
      // Few lines have nearly all letters that are asked for; only those are compared.
      const lacks = wanted & ~this.letterSets[number]
      if (hasMoreThan(most, lacks) || this.length(number) < shortest) continue
      const slips = slipsBetween(asked, this.line(number), most)
      if (slips < Infinity) tell(number, slips)
    }
  }

  #readLetters() {
    for (let number = this.letterSets.length; number < this.count; number++) {
      const end = this.starts[number + 1] - this.end.length
      this.letterSets.push(letterSet(this.text, this.starts[number], end))
    }
  }
}

/** The letters of a piece of text as bits of one number; some letters share a bit. */
function letterSet(text, from, to) {
  let bits = 0
  for (let place = from; place < to; place++) bits |= 1 << (text.charCodeAt(place) & 31)
  return bits
}

function hasMoreThan(most, bits) {
  let left = bits
  for (let count = 0; count < most; count++) left &= left - 1 // one bit less
  return left !== 0
}
