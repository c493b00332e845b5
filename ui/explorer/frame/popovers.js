// Takes the keyboard into a popover that it has opened, and out of it to what comes after its button: the page has
// popovers at its end, after everything else.

const BODY = "[data-testid=stPopoverBody]";
const REACHED = "a[href], button, input, select, textarea, [tabindex='0']";

function enterPopovers() {
  if (globalThis.drugkgPopovers) return;
  globalThis.drugkgPopovers = true;
  let opener = null;
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-testid=stPopoverButton]");
    if (!button || event.detail) return; // a mouse has clicked it
    opener = button;
    enter(10);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Tab" || !opener?.isConnected) return;
    const inside = event.target.closest?.(BODY);
    if (!inside || event.target !== (reachedIn(inside).at(event.shiftKey ? 0 : -1) ?? inside)) return;
    opener.focus(); // from here the browser goes on to the next one
    if (event.shiftKey) event.preventDefault();
  });
}

function enter(tries) {
  const body = document.querySelector(BODY);
  const first = reachedIn(body)[0];
  if (first) first.focus();
  else if (tries) setTimeout(() => enter(tries - 1), 50);
  else body?.focus(); // it has words only
}

function reachedIn(body) {
  return [...(body?.querySelectorAll(REACHED) ?? [])].filter((one) => one.checkVisibility() && !one.disabled);
}
