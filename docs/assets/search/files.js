// The files of an index, each read when it is first needed.

export class Files {
  constructor(folder) {
    this.folder = folder
    this.read = new Map()
  }

  /** The content of a file; one that failed is asked for again the next time. */
  get(name) {
    if (!this.read.has(name)) this.read.set(name, this.#fetch(name))
    return this.read.get(name)
  }

  async #fetch(name) {
    try {
      const answer = await fetch(`${this.folder}${name}.json`)
      if (!answer.ok) throw new Error(`${name}: ${answer.status}`)
      return await answer.json()
    } catch (error) {
      this.read.delete(name)
      throw error
    }
  }
}

/**
 * The numbers of the files, `most` at most, that may hold words with a beginning.
 * `starts` are the beginnings of the first words of all files, in order.
 */
export function filesWith(starts, beginning, most) {
  if (!starts.length) return []
  const first = Math.max(
    starts.findLastIndex(start => start <= beginning),
    0,
  )
  const found = [first]
  while (found.length < most && starts[first + found.length]?.startsWith(beginning)) {
    found.push(first + found.length)
  }
  return found
}
