"""The fields of an article file: what each means, what it takes, and the names that other formats have for it. schemas/article.schema.json says the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Shape = Literal[
    "label", "language", "text", "texts", "people", "date", "paper", "body", "html", "figures", "headlines", "bodies", "associations"
]


@dataclass(frozen=True, slots=True)
class Field:
    """names: the own name first, then the other names in the order in which they are looked for, each with the form of its value."""

    names: tuple[tuple[str, Shape], ...]

    @property
    def name(self) -> str:
        return self.names[0][0]


def _field(shape: Shape, *names: str, **others: Shape) -> Field:
    return Field((*((name, shape) for name in names), *others.items()))


# ninjs: uri, headline, byline, located, versioncreated, body_text, body_xhtml, associations; 2.0: headlines, bodies. schema.org NewsArticle:
# alternativeHeadline, author, datePublished, inLanguage, isPartOf, publisher, printSection, articleSection, pageStart, articleBody, image.
# The rest are names that newspapers' own exports have, where they can mean nothing else.
FIELDS: tuple[Field, ...] = (
    _field("label", "id", "uri", "guid", "@id"),
    _field("language", "language", "inLanguage", "lang"),
    _field("text", "headline", "title", "标题", headlines="headlines"),
    _field("texts", "kicker", "引题", "肩题", "眉题"),
    _field("texts", "deck", "alternativeHeadline", "subtitle", "subheadline", "副题", "副标题"),
    _field("people", "byline", "author", "authors", "作者"),
    _field("text", "dateline", "located", "电头"),
    # the time of a version is no day of an issue where any other date is given: it comes last
    _field("date", "date", "datePublished", "published", "published_at", "publish_date", "publication_date", "日期", "versioncreated"),
    _field("paper", "newspaper", "paper", "报纸", "isPartOf", "publication", "publisher"),
    _field("label", "page", "pageStart", "page_number", "pageNumber", "版次"),
    _field("texts", "section", "printSection", "articleSection", "栏目"),
    # marked-up text before plain text: it knows its paragraphs
    Field(
        (
            ("body", "body"),
            ("body_xhtml", "html"),
            ("body_html", "html"),
            ("content_html", "html"),
            ("bodies", "bodies"),
            ("articleBody", "body"),
            ("body_text", "body"),
            ("content", "body"),
            ("text", "body"),
            ("正文", "body"),
            ("内容", "body"),
        )
    ),
    _field("figures", "figures", "image", "images", "photos", "图片", associations="associations"),
)
KNOWN: dict[str, Shape] = {name: shape for field in FIELDS for name, shape in field.names}
ENVELOPE = frozenset({"@context", "@type", "$schema"})  # what says which format it is, not what stands in the newspaper
# An object that holds one of these as a list is a set of articles; what stands beside it holds for all of them.
SETS = ("articles", "records", "items", "文章")
SHARED = frozenset({"language", "date", "newspaper", "page", "section"})

# The names of what stands in an item of `figures`.
CAPTION = ("caption", "description_text", "图片说明")
CREDIT = ("credit", "creditText", "creditline", "byline", "author", "摄影")
ALT = ("alt", "altText", "alt_text", "替代文字")
FILE = ("file", "contentUrl", "url", "src", "href")
