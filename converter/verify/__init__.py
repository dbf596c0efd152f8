"""A bag, of ours or of another maker, as folder or ZIP, to a verdict: complete, unchanged, and the edition in it still valid. Its door."""

from __future__ import annotations

from converter.verify.check import Checked, Verdict, verify

__all__ = ["Checked", "Verdict", "verify"]
