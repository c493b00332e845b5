"""What rules work with: passages, lists, quantities, polarity, and whose statement a clause is."""

from __future__ import annotations
