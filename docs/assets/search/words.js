// The words of a query, in a language that passes some over and lets others cling.

export class Words {
  /**
   * `ignored` say nothing (the, of); `particles` say nothing and may cling to a word (은, 에서), as
   * may the ends of a verb that asks (한가).
   */
  constructor({ ignored, particles, asking = [] }) {
    this.ignored = new Set(ignored)
    this.asking = asking
    this.particles = new Set([...particles, ...asking])
  }

  /** The words of a folded query that say something; all of them, if none does. */
  telling(folded) {
    const all = folded.split(" ")
    const telling = all.filter(word => !this.#isSilent(word))
    return telling.length ? telling : all
  }

  #isSilent(word) {
    return (
      this.ignored.has(word) || this.particles.has(word) || this.ignored.has(this.bare(word, 1))
    )
  }

  /** Whether a word is the verb of a question, which says less than what it is asked of. */
  isAsking(word) {
    return this.asking.some(ending => word.endsWith(ending))
  }

  isParticle(word) {
    return this.particles.has(word)
  }

  /** A word without its particle, if more than `least` letters are left; nothing if it has none. */
  bare(word, least = 3) {
    for (let length = LONGEST_PARTICLE; length >= SHORTEST_PARTICLE; length--) {
      const isLeftEnough = word.length - length > least
      if (isLeftEnough && this.particles.has(word.slice(-length))) return word.slice(0, -length)
    }
    return ""
  }
}

/** Whether a word is worth a file: shorter ones begin too many others, but a number ends. */
export const isLongEnough = word => word.length > 2 || /^[0-9]{2}$/.test(word)

// In letters as they are typed: 에서 is ㅇㅔㅅㅓ.
const LONGEST_PARTICLE = 6
const SHORTEST_PARTICLE = 2
