"""Article -> spans: names, dates, measures, and what they refer to."""

from converter.annotate.annotating import Annotated, annotate

__all__ = ["Annotated", "annotate"]
