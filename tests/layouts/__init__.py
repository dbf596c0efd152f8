"""Newspaper pages laid out by a desk that knows what belongs together: real PDFs, each with its gold. `scripts/make_layouts.py` makes them."""
