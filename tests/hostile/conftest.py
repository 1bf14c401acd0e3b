"""Fixtures of the window's tests, for those here that open one."""

from __future__ import annotations

from tests.ui.conftest import desk, gazetteer, nothing_left

__all__ = ["desk", "gazetteer", "nothing_left"]
