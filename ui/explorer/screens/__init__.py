"""The pages, one module per address. The package exports nothing: :mod:`ui.explorer.app` names the pages."""

from __future__ import annotations

__all__: list[str] = []
