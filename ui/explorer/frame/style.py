"""Style that all pages share."""

STYLE = """<style>
[data-testid="stPageLink-NavLink"] p { white-space: normal }
[data-testid="stMainBlockContainer"] { padding-top: 4.2rem; padding-bottom: 2rem; max-width: 1500px }
[data-testid="stMainBlockContainer"] > [data-testid="stVerticalBlock"] { gap: 0.7rem }
.st-key-banner p { font-size: 0.88rem; line-height: 1.35 }
.st-key-banner [data-testid="stAlertContainer"] { padding: 0.45rem 0.8rem }
@media (max-width: 640px) {
  [data-testid="stMainBlockContainer"] { padding-left: 0.8rem; padding-right: 0.8rem }
}
</style>"""
"""Labels of links break into lines where the screen is narrow; gaps leave the first screen to the answer."""
