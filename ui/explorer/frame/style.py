"""Style that all pages share."""

STYLE = """<style>
[data-testid="stPageLink-NavLink"] p { white-space: normal }
</style>"""
"""Labels of links break into lines where the screen is narrow, and are not cut."""
