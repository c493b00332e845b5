// Goes to a state of the explorer without loading the page anew, as the browser's own buttons do.
function navigate(href) {
  const address = href.startsWith("?") || !href ? `./${href}` : href;
  history.pushState(null, "", new URL(address, globalThis.location.href));
  globalThis.dispatchEvent(new PopStateEvent("popstate"));
}
