// What had a page of its own once, or never needs one: who comes for it is led to where it stands.
{
  const { base } = document.querySelector("#search").dataset
  const { present } = document.querySelector("#search-page").dataset
  const root = new URL(base, location.href)
  const path = location.pathname.slice(root.pathname.length)
  const found = sourceCited(path) ?? pageCited(path) ?? ofThePresentEdition(path)
  if (found !== undefined) location.replace(root + found)

  /** The citation of a source stands with others. */
  function sourceCited(path) {
    const [, id] = /^cite\/sources\/([^/]+)\/(?:index\.html)?$/.exec(path) ?? []
    return id && `sources/#${id}`
  }

  /** The citations of a page and its parts stand on that page. */
  function pageCited(path) {
    const [, page] = /^cite\/(.*?)(?:citation\.\w+|index\.html)?$/.exec(path) ?? []
    const part = location.hash.slice(1)
    return page === undefined ? undefined : `${page}${part && `?part=${part}`}#cite`
  }

  /** The edition of the record's own day is the site itself. */
  function ofThePresentEdition(path) {
    const isThere = present && path.startsWith(present)
    return isThere ? path.slice(present.length) + location.search + location.hash : undefined
  }
}
