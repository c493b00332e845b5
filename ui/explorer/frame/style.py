"""Style that all pages share."""

STYLE = """<style>
[data-testid="stPageLink-NavLink"] p, .stMarkdownBadge { white-space: normal !important }
[data-testid="stMarkdownContainer"] blockquote, [data-testid="stMarkdownContainer"] blockquote p,
[data-testid="stMarkdownContainer"] code,
[data-testid="stCaptionContainer"] code { color: inherit !important; opacity: 1 !important }
[data-testid="stCaptionContainer"], [data-testid="stCaptionContainer"] p { color: inherit; opacity: 0.82 }
:is([data-testid="stTopNavLink"], [data-testid="stPageLink-NavLink"], [data-testid="stMain"]):focus-visible {
  outline: 2px solid currentColor; outline-offset: -2px }
.st-key-top_bar { position: fixed; top: 0.42rem; right: 3.6rem; width: 26rem; z-index: 999991 }
::highlight(drugkg-glossary) { text-decoration: underline dotted; text-underline-offset: 2px }
.drugkg-tip { position: fixed; z-index: 999992; max-width: 21rem; padding: 0.4rem 0.6rem; border-radius: 0.4rem;
  font-size: 0.85rem; line-height: 1.35; background: #23303a; color: #fff; pointer-events: none;
  box-shadow: 0 4px 14px rgba(0, 0, 0, 0.3) }
.drugkg-tip[hidden] { display: none }
[data-testid="stMainBlockContainer"] { padding-top: 4.2rem; padding-bottom: 2rem; max-width: 1500px }
[data-testid="stMainBlockContainer"] > [data-testid="stVerticalBlock"] { gap: 0.7rem }
[data-testid="stMainBlockContainer"] h1 { padding: 0.2rem 0 0.75rem }
[data-testid="stMainBlockContainer"] mark { background: rgba(242, 177, 52, 0.4); color: inherit }
[data-testid="stHorizontalBlock"] > :has(> [data-testid="stAlert"]) { flex: 1 0 100% !important; order: -1 }
.st-key-banner p { font-size: 0.88rem; line-height: 1.35 }
.st-key-banner [data-testid="stAlertContainer"] { padding: 0.45rem 0.8rem }
@media (max-width: 1360px) {
  [data-testid="stMainBlockContainer"] { position: relative }
  .st-key-top_bar { position: absolute; top: 4.1rem; right: 5rem }
  [data-testid="stMainBlockContainer"] h1 { max-width: calc(100vw - 38rem) }
}
@media (max-width: 1100px) {
  .st-key-top_bar { position: static; width: 100% }
  [data-testid="stMainBlockContainer"] h1 { max-width: none }
}
@media (min-width: 1100px) and (max-width: 1400px) {
  .st-key-filters { flex-wrap: nowrap; gap: 0.6rem }
  .st-key-filters > [class*="st-key-choose"] { flex-shrink: 1; min-width: 0 }
  .st-key-filters > [class*="st-key-choose"] > div { max-width: 100% }
  .st-key-filters > .st-key-choose_words { flex-shrink: 0 }
}
@media (max-width: 640px) {
  [data-testid="stMainBlockContainer"] { padding: 3.7rem 0.8rem 2rem }
  [data-testid="stMainBlockContainer"] > [data-testid="stVerticalBlock"] { gap: 0.45rem }
  [data-testid="stMainBlockContainer"] h1 { font-size: 1.35rem; padding: 0.1rem 0 0.6rem }
  :is(.st-key-headline, .st-key-banner) p { font-size: 0.8rem; line-height: 1.25 }
  .st-key-reviewed { row-gap: 0 }
  .st-key-reviewed p { font-size: 0.8rem; line-height: 1.25 }
  .st-key-filters, .st-key-ends { gap: 0.5rem }
  .st-key-filters > [class*="st-key-choose"] { flex: 1 1 40%; width: auto; min-width: 0 }
  .st-key-filters > [class*="st-key-choose"] > div { width: 100% !important }
  .st-key-ends > :is(.st-key-choose_start, .st-key-choose_end) { flex: 1 1 70%; min-width: 0 }
  .st-key-ends > .st-key-exchange { order: 1 }
  .st-key-ends > * { order: 2 }
  .st-key-ends > .st-key-choose_start { order: 0 }
  .st-key-ends > .st-key-exchange p { position: absolute; width: 1px; overflow: hidden; clip-path: inset(50%) }
  .st-key-ends > .st-key-find { flex: 1 1 40% }
}
</style>"""
"""Labels of links break into lines where the screen is narrow; gaps leave the first screen to the answer. The top bar
is in the header where it fits next to the names of all pages, and below them where it does not."""

DARK_STYLE = """<style>
[data-baseweb="tag"], [data-baseweb="tag"] *, [data-tag], [data-tag] *,
button[kind="primary"], button[kind="primary"] * {
  color: #171614 !important
}
</style>"""
"""On a dark page the main colour is light, so what is written on it is dark."""
