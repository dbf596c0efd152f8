"""Languages of an issue: takes its articles, tells which of them are in another one than the text as a whole."""

from __future__ import annotations

import re

from converter.model import Article, Issue

_TAG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


def own_language(article: Article, main: str) -> str | None:
    """The article's language where it is another one; a tag that only says less (zh of zh-Hans) is the same, and what is no tag says nothing."""
    tag = article.language
    if not tag or not _TAG.fullmatch(tag) or f"{main}-".lower().startswith(f"{tag}-".lower()):
        return None
    return tag


def other_languages(issue: Issue, main: str) -> list[str]:
    """Each once, sorted."""
    return sorted({tag for article in issue.articles if (tag := own_language(article, main))})
