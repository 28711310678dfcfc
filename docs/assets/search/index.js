// What the search box asks for when a reader first searches; all else in this folder is part of it.

import { Engine } from "./engine.js"
import { Results } from "./results.js"

/** What answers queries from the index in a folder, and what draws the answers on a site. */
export function begin(folder, head, site) {
  const engine = new Engine(folder, head)
  return { engine, results: new Results(engine, site) }
}
