"""Two pages of an issue set with reportlab: an item of the first goes on in the second, and each page has items of its own."""

from __future__ import annotations

from random import Random
from typing import Any

from layouts.display import set_across
from layouts.faces import HEI, KAI, SONG, register
from layouts.flow import Flow
from layouts.sheet import Rect, Sheet, write
from layouts.story import Gold, Printed
from layouts.style import Style

_STYLE = Style("Hans", 10.0, 14.0, 4, 140.0, 14.0, 20.0, 1.0, False, False, False, SONG, HEI, KAI, KAI, SONG)
_WIDE, _HIGH, _MARGIN = 672.0, 600.0, 35.0
_FULL = Rect(_MARGIN, 60.0, _WIDE - _MARGIN, _HIGH - _MARGIN)

_BRIDGE = (
    "一座桥要过多少年才算老？在古渡县，人们说，要等到没有人记得桥没修好的时候。照这个说法，永丰桥已经足够老了。它的桥墩是青石砌的，桥面换过三次木板，又换成水泥，如今走在上面，脚下还能觉出当年石匠凿出来的坡度。",
    "去年秋天，县里请来测量队，把桥从头到脚量了一遍。队长郜一鸣告诉记者，桥墩没有大毛病，麻烦在桥台：东边的桥台往河里挪了四厘米。四厘米不算多，可是每年都挪一点，总有一天会挪到头。",
    "修还是拆，县城里争了一个冬天。主张拆的人说，下游的新桥明年通车，老桥留着没有用。主张修的人说，新桥离菜市场三里路，提着篮子的老人走不动。茶馆里的话传到会上，会上的话又传回茶馆。",
    "最后拿主意的办法很简单。交通局的人在桥头坐了七天，数过桥的人。第一天数下来一千三百零六人，第七天正逢赶集，数到四千以后就数不清了。数完的第二天，修桥的决定贴了出来。",
    "工程分成两段。开春以前先稳住桥台，打下十二根木桩，再灌浆；等汛期过去，再换桥面。施工的时候，桥不全封，留出一半走人，车辆绕行。工人们说，这样干起来慢，可是心里不亏。",
    "桥东头卖豆腐的曲大娘每天四点钟过桥。她不识字，却记得住每一块松动的石板。测量队画图的时候，她跟在后面指点，指出的六处裂缝，仪器后来都找到了。队长说，应当给她发一份工钱。",
    "石料要用老料。负责备料的单师傅跑遍了附近的村子，收来拆房剩下的青石三百多块，每一块都编了号。他在号码旁边记下石头的来历：哪家的门槛，哪家的井沿，哪家的磨盘。“桥修好以后，全县的老房子就都在这桥上了。”他说。",
    "按照计划，永丰桥要在明年端午以前全部修好。那一天，下游的新桥也将通车。县里打算让两座桥同一个早晨开放，先过老桥，再过新桥，请走在最前面的人从桥西的小学里选出来。",
)
_CUT = _BRIDGE[6].index("他在号码")  # where the page ends: in the middle of a paragraph
_SEED = (
    "本报讯　（记者闵雪）县种子站今年试种的十一个小麦品种，上周全部完成测产。产量最高的是“北原七号”，每亩四百九十二公斤，比当地常用的品种多收三十多公斤。",
    "种子站站长说，产量高不等于就能推广，还要看抗不抗倒伏，磨出来的面好不好吃。站里把每个品种各磨了五十斤面，送给二十户人家试着蒸馒头，请他们打分。",
    "打分的结果有些出人意料，得分最高的是产量排在第五的“小白芒”。试吃的人说，这种面有麦子的甜味，放到第二天也不硬。",
    "站里决定，明年把“北原七号”和“小白芒”各种一百亩，让农户自己挑。",
)
_CHESS = (
    "柳泉镇的象棋摊摆在理发店门口，已经摆了十八年。摆摊的人换了三位，棋盘还是那一块，楚河汉界磨得看不见了，下棋的人心里有数。",
    "上个星期天，镇里第一次给棋摊办了一场比赛。报名的有六十四人，年纪最大的七十九岁，最小的九岁。没有裁判，悔棋不悔棋由围观的人说了算。",
    "九岁的小姑娘下到了第四轮，输给了理发店的老板。老板赢了棋，却把奖品送给了她，那是一副新的棋子，木头的，闻起来还有松香。",
    "镇文化站的人说，明年还要办，地方不变，还在理发店门口。",
)
_RIVER = (
    "本报讯　（通讯员谷雨）望湖镇的水文站从本月起改用新的水尺。旧水尺立在码头边，来往的船只常常把它碰歪；新水尺刻在桥墩上，白底黑字，站在岸上也能看清。",
    "水文站只有两名观测员，每天早晚各记一次水位，已经记了四十三年。他们把新旧两把水尺并排用了一个月，每天对照，直到两边的数字一样，才把旧水尺拔下来。",
    "旧水尺没有扔，擦干净以后挂在站房的墙上。上面有一道最高的刻痕，是二十六年前那场大水留下的。",
)


def _folio(sheet: Sheet, gold: Gold, number: str) -> None:
    text = f"{number}　要闻　2031年12月2日　星期二　青禾日报"
    sheet.next_block()
    sheet.line(text, _MARGIN, 36.0, SONG, 11.0)
    gold.furniture.append(text)
    sheet.rule(_MARGIN, 44.0, _WIDE - _MARGIN, 44.0, 0.8)


def _head(sheet: Sheet, article: Printed, text: str, box: Rect, size: float, kind: str = "main") -> float:
    sheet.next_block()
    article.heads.append((kind, text))
    return set_across(sheet, _STYLE, text, box, box.top, HEI if kind == "main" else KAI, size) + 8


def _columns(box: Rect, top: float, count: int) -> list[Rect]:
    return [Rect(left, top, right, box.bottom) for left, right in _STYLE.columns_of(box.left, box.right, count)]


def _item(sheet: Sheet, gold: Gold, head: str, box: Rect, size: float, count: int, text: tuple[str, ...], names: list[str]) -> None:
    article = gold.new()
    article.byline += names
    flow = Flow(sheet, _STYLE, _columns(box, _head(sheet, article, head, box, size), count), article)
    for paragraph in text:
        assert flow.paragraph(paragraph), f"{head} has more text than room"


def _first(sheet: Sheet, gold: Gold, long: Printed) -> None:
    """The page with the item's head and its beginning, up to the line that sends the reader on."""
    _folio(sheet, gold, "1")
    box = Rect(_FULL.left, _FULL.top, _FULL.right, 352.0)
    below = _head(sheet, long, "茶馆里的话题", box, 13.0, "kicker")
    below = _head(sheet, long, "永丰桥修与拆的一个冬天", Rect(box.left, below, box.right, box.bottom), 32.0)
    sheet.next_block()
    sheet.centred("本报记者　郑一苇　麻小渔", box, below + 10, SONG, 10.0)
    long.byline += ["郑一苇", "麻小渔"]
    long.printed.append("本报记者　郑一苇　麻小渔")
    flow = Flow(sheet, _STYLE, _columns(box, below + 28, 4), long)
    sheet.rule(_MARGIN, 364.0, _WIDE - _MARGIN, 364.0)
    left, right = Rect(_FULL.left, 376.0, 329.0, 566.0), Rect(343.0, 376.0, _FULL.right, 566.0)
    flow.kept = 1
    for paragraph in (*_BRIDGE[:6], _BRIDGE[6][:_CUT]):
        assert flow.paragraph(paragraph)
    flow.kept = 0
    assert flow.loose("（下转第二版）", KAI, "right")
    _item(sheet, gold, "十一个小麦品种比高低", left, 20.0, 2, _SEED, ["闵雪"])
    _item(sheet, gold, "理发店门口的棋赛", right, 20.0, 2, _CHESS, [])


def _second(sheet: Sheet, gold: Gold, long: Printed) -> None:
    _folio(sheet, gold, "2")
    left, right = Rect(_FULL.left, _FULL.top, 329.0, 270.0), Rect(343.0, _FULL.top, _FULL.right, 270.0)
    _item(sheet, gold, "水尺刻上了桥墩", left, 24.0, 2, _RIVER, ["谷雨"])
    sheet.rule(336.0, _FULL.top, 336.0, 270.0)
    sheet.next_block()
    sheet.line("（上接第一版）", right.left, right.top + 10, KAI, 11.0)
    long.printed.append("（上接第一版）")
    flow = Flow(sheet, _STYLE, _columns(right, right.top + 24, 2), long)
    assert flow.paragraph(_BRIDGE[6][_CUT:], indent=False)
    long.blocks[-2:] = [("p", _BRIDGE[6])]  # one paragraph, on both pages
    for paragraph in _BRIDGE[7:]:
        assert flow.paragraph(paragraph)


def jump_sheets() -> tuple[bytes, dict[str, Any]]:
    """The PDF of both pages and the gold, in which the item that jumps is one."""
    register()
    gold, sheets = Gold(), [Sheet(_WIDE, _HIGH), Sheet(_WIDE, _HIGH)]
    long = gold.new()
    _first(sheets[0], gold, long)
    _second(sheets[1], gold, long)
    return write(sheets, "heads last", "line", Random("jump")), gold.as_json("written for these tests, set by reportlab from jump.py")
