"""Turns newspaper pages into validated TEI P5 and a readable HTML edition."""

from converter.version import __version__

__all__ = ["__version__"]
