// Goes to a state of the explorer without loading the page anew, as the browser's own buttons do.
function navigate(href) {
  const address = new URL(href.startsWith("?") || !href ? `./${href}` : href, globalThis.location.href);
  if (new URLSearchParams(globalThis.location.search).get("reviewed") === "only") address.searchParams.set("reviewed", "only");
  history.pushState(null, "", address);
  globalThis.dispatchEvent(new PopStateEvent("popstate"));
}

// Follows links within HTML of the page in the same way, and copies texts; a link that is opened elsewhere is left to
// the browser.
function followLinks() {
  if (globalThis.drugkgFollowing) return;
  globalThis.drugkgFollowing = true;
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.(".blocks a[href], .bars a[href]");
    const isPlain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (!link || link.target || !isPlain || event.defaultPrevented) return;
    event.preventDefault();
    navigate(link.getAttribute("href"));
    if (!("stay" in link.dataset)) document.querySelector("[data-testid=stMain]")?.scrollTo(0, 0);
  });
  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.(".verbatim button");
    if (!button) return;
    const text = button.parentElement.querySelector("pre");
    try {
      await navigator.clipboard.writeText(text.textContent);
      button.textContent = "Copied";
    } catch {
      getSelection().selectAllChildren(text); // not allowed, or a page without TLS: the keyboard copies it
      button.textContent = "Press Ctrl+C";
    }
  });
}
