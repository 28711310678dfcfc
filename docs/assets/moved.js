// A page that has moved leads to the same part of its successor.
{
  const anchor = decodeURIComponent(location.hash.slice(1)),
    page = document.querySelector("#moved")
  const part = anchor ? document.querySelector(`a[id="${CSS.escape(anchor)}"]`) : null
  location.replace(part ? part.href : anchor && !page.hash ? page.href + location.hash : page.href)
}
