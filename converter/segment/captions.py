"""Takes the text of a paragraph or line, tells whether it is a picture's caption, and where its credit begins: 记者 刘亮亮 摄."""

from __future__ import annotations

import re

from converter.segment.bylines import HAN, byline_spans, is_person

_ROLE = r"(?:本报|本刊|新华社|中新社|人民网)?(?:特约|实习|见习)?(?:记者|通讯员|摄影师)?"
_DONE = r"(?:摄影报道|摄影|摄制|摄|供图|提供|绘|制图|漫画|作|攝影|攝|／摄|/摄)"
# a credit stands after the caption's full stop, parted by a blank or in brackets
_CREDIT = re.compile(
    rf"[（(\s\u3000]*({_ROLE}[\s\u3000：:]*[{HAN}·]{{1,4}}(?:[\s\u3000、]+[{HAN}·]{{1,4}}){{0,4}}[\s\u3000/／]*{_DONE})[）)]?\s*$"
)
_CREDIT_FIRST = re.compile(rf"[（(\s\u3000]*((?:摄影|图片|图|漫画|制图|供图)[：:／/]\s*{_ROLE}\s*[{HAN}·\s\u3000]{{2,12}})[）)]?\s*$")
# Foto: Anna Berger, Photo : Rémi Renard / AFP, (Bild: Keystone), Phot. Lux
_LATIN_CREDIT = re.compile(
    r"(?:^|[.!?»”\"]\s*|\s)([(\[]?(?:fotos?|photos?|phot|bild(?:er)?|ph|foto di|photo by|picture|image)\s?[:./]\s?[A-ZÀ-Þ][\w .,'’/&-]{2,50}[)\]]?)\s*$",
    re.IGNORECASE,
)
# after the caption's full stop without a colon, Photo Rémi Renard; the agency or the holder alone, (Ansa), © Keystone
_NAMED = r"[A-ZÀ-Þ][\w'’.-]*(?:\s(?:[A-ZÀ-Þ][\w'’.-]*|/|&|de|di|von|et|und|e)){0,6}"
_BARE_CREDIT = re.compile(
    rf"(?:^|[.!?…»”\"]\s*)((?:Fotos?|FOTOS?|Photos?|PHOTOS?)\s{_NAMED})\s*$|(?:^|\s)(©\s?(?!(?i:riproduzione|reproduction|reproducción|tous|alle|all)\b){_NAMED})\s*$"
    r"|\s(\((?i:afp|ansa|ap|apa|belga|dpa|efe|epa|getty images|imago|keystone|lapresse|lusa|pa|reuters)(?:\s?/[^()]{2,30})?\))\s*$"
)
# after the caption's full stop in capitals, the photographer and whose picture it is: ANNE MARTIN/REUTERS, PAUL RENARD POUR « LE MONDE »
_CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+(?:\s[A-ZÀ-Þ][A-ZÀ-Þ.'’-]*)"
_CAPITAL_CREDIT = re.compile(
    rf"(?:^|[.!?…»”\"])\s*({_CAPITALS}{{1,5}}?\s?(?:/|\s(?:POUR|FOR|FÜR|PER|VIA)\s)\s?[«“„\"]?\s?{_CAPITALS}{{0,5}}(?:\s?/\s?{_CAPITALS}{{0,5}})?\s?[»”“\"]?)\s*$"
)
_SHOWN = re.compile("[摄攝图圖绘作供]|提供|漫画")
_OPENS = re.compile(r"(?:图为|[上下左右]图为|[上下左右]图[：:是]|图[：:]|图[①②③④⑤⑥⑦⑧⑨一二三四五六1-9][：:为]|题图|圖爲|圖為|圖[：:])")


def credit_start(text: str) -> int | None:
    """Where the credit at the end of a caption begins, brackets included; None where there is none."""
    if found := _LATIN_CREDIT.search(text) or _BARE_CREDIT.search(text) or _CAPITAL_CREDIT.search(text):
        return found.start(found.lastindex or 0)
    if not _SHOWN.search(text[-24:]):
        return None
    for pattern in (_CREDIT, _CREDIT_FIRST):
        found = pattern.search(text)
        if found is None:
            continue
        before = text[: found.start()].rstrip()
        if not before or before[-1] in "。！？…”’」』）)" or (found.group()[0].isspace() or found.group()[0] in "（("):
            return found.start() + len(found.group()) - len(found.group().lstrip())
    return None


def opens_as_caption(text: str) -> bool:
    return _OPENS.match(text) is not None


def is_caption(text: str) -> bool:
    """图为… at the start, or a credit at the end."""
    return opens_as_caption(text) or credit_start(text) is not None


_PICTURED_BY = re.compile(r"(?i:fotos?|photos?|pictures|bilder)\s+(?i:by|von|de|di|por|door)\s+[A-ZÀ-Þ][\w .,'’/&-]{2,50}")
_AFTER_MARK = re.compile(rf"^[^：:／/]+[：:／/]\s*{_ROLE}")
_LONE = re.compile("(?:摄影|摄|攝|供图|绘|制图)[）)]?$")


def lone_credit(text: str) -> bool:
    """本报记者　郭子明　摄, （新华社记者官天一摄）: Fotos: Anna Berger, Photos by Ann Bell: a line that is nothing but a credit."""
    if _LATIN_CREDIT.fullmatch(text) or _PICTURED_BY.fullmatch(text):
        return True
    if found := _CREDIT_FIRST.fullmatch(text):
        return all(map(is_person, _AFTER_MARK.sub("", found[1]).split()))
    if not _LONE.search(text) or credit_start(text) != 0:
        return False
    spans = byline_spans(text)
    names = [text[span.start : span.end] for span in spans if span.tag == "persName"]
    return bool(names) and (all(map(is_person, names)) or any(span.tag == "roleName" for span in spans))
