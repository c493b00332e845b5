// Goes to a state of the explorer without loading the page anew, as the browser's own buttons do.
function navigate(href) {
  const address = href.startsWith("?") || !href ? `./${href}` : href;
  history.pushState(null, "", new URL(address, globalThis.location.href));
  globalThis.dispatchEvent(new PopStateEvent("popstate"));
}

// Follows links within HTML of the page in the same way; a link that is opened elsewhere is left to the browser.
function followLinks() {
  if (globalThis.drugkgFollowing) return;
  globalThis.drugkgFollowing = true;
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.(".blocks a[href]");
    const isPlain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (!link || !isPlain || event.defaultPrevented) return;
    event.preventDefault();
    navigate(link.getAttribute("href"));
    document.querySelector("[data-testid=stMain]")?.scrollTo(0, 0);
  });
}
