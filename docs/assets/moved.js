// A page that has moved leads to the same part of its successor.
{
  const anchor = decodeURIComponent(location.hash.slice(1)), part = anchor && document.getElementById(anchor)
  const page = document.querySelector("#moved")
  location.replace(part?.matches("a") ? part.href : anchor && !page.hash ? page.href + location.hash : page.href)
}
