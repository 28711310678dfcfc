// A long list has several pages. An address names an entry at its list; what is not on this page
// is looked for on the others. A page may load this and hold no such list.

const nav = document.querySelector("[data-leaves]")

if (nav) {
  leadOn()
  addEventListener("hashchange", leadOn)
}

async function leadOn() {
  const anchor = decoded(location.hash.slice(1))
  const here = document.getElementById(anchor)
  if (!anchor || (here && !here.matches("a.moved"))) return
  const list = new URL(nav.dataset.leaves, document.baseURI)
  const answer = await fetch(new URL("leaves.json", list))
  const anchors = await answer.json()
  const leaf = Object.keys(anchors).find(leaf => anchors[leaf].includes(anchor))
  const page = location.protocol === "file:" ? "index.html" : ""
  if (leaf !== undefined) location.replace(new URL(leaf + page, list).href + location.hash)
}

/** An anchor in letters; one that is no whole code stays as it came. */
function decoded(anchor) {
  try {
    return decodeURIComponent(anchor)
  } catch {
    return anchor
  }
}
