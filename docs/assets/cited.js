// Citations had pages of their own once, below cite/: who comes for one is led to its page.
{
  const root = new URL(document.querySelector("#search").dataset.base, location.href)
  const path = location.pathname.slice(root.pathname.length)
  const [, page] = /^cite\/(.*?)(?:citation\.\w+|index\.html)?$/.exec(path) ?? []
  if (page !== undefined) {
    const part = location.hash.slice(1)
    location.replace(`${root}${page}${part && `?part=${part}`}#cite`)
  }
}
