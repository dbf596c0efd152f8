"""What the notices of this room mean: code -> (meaning, what to do)."""

from __future__ import annotations

CODES: dict[str, tuple[str, str]] = {
    "I-PUB-01": (
        "the site has no sitemap.xml, Atom feed or canonical addresses, because it is not known where it will stand",
        "say where: broadsheet publish … --base-url https://example.org/paper/",
    ),
    "W-PUB-01": (
        "an element has no rule in the stylesheets of the edition: its content is shown, but nothing tells what it is",
        "use an element of schemas/newspaper.odd, or add a rule for it to xslt/",
    ),
    "W-PUB-02": ("a stylesheet said something while it ran", "read the message; its author meant it for you"),
    "W-PUB-03": (
        "two pages of the site would have the same address: the later one is left out",
        "give the pages of the stylesheet, or the files, different names or ids",
    ),
    "W-PUB-04": (
        "an xml:id stands twice: a link to it may lead to the wrong place",
        "give each element an id of its own; broadsheet validate lists them",
    ),
    "W-PUB-05": (
        "the TEI is not in the encoding of broadsheet (its header names neither broadsheet in appInfo nor newspaper.xsd in a schemaRef), so "
        "it was published without a check",
        "nothing, if you check it with a schema of its own",
    ),
    "W-PUB-06": (
        "the TEI has no div of type article (nor texts in a group), so that no article has a page, a citation or downloads of its own",
        'give each article a div with type="article", and publish again',
    ),
    "W-PUB-07": (
        "the TEI has no text element, but images or a transcription of the page alone: lines of a sourceDoc are shown as they stand, without articles",
        "encode its text, or publish it as it is",
    ),
    "W-PUB-09": (
        "two TEI files have one xml:id: the later one stands in a folder with its number before the id, which changes with the order of the files",
        "give each issue an id of its own ([edition] id in edition.toml, or the xml:id of TEI), and publish again",
    ),
    "W-PUB-08": (
        "the TEI includes other files (xi:include), and no file is read but those that are named: their text is missing",
        "put them in first: xmllint --xinclude FILE.xml -o WHOLE.xml, then publish WHOLE.xml",
    ),
}
