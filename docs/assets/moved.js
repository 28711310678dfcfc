// A page that has moved leads to the same part of its successor.
{
  const page = document.querySelector("#moved")
  const anchor = decoded(location.hash.slice(1))
  const part = anchor && document.querySelector(`a[id="${CSS.escape(anchor)}"]`)
  const samePart = page.hash ? page.href : page.href + location.hash
  location.replace(part ? part.href : samePart)

  /** An anchor in letters; one that is no whole code stays as it came, so that a reader lands. */
  function decoded(anchor) {
    try {
      return decodeURIComponent(anchor)
    } catch {
      return anchor
    }
  }
}
