"""A newsroom of made-up Chinese local news: no place, person or event of it exists, and no sentence comes twice."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from layouts.story import Paper, Script, Story, words

_SURNAMES = "赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕张孔曹严金魏陶姜谢邹苏潘葛范彭鲁韦马方任袁柳史唐费岑薛雷贺汤罗毕郝邬安常于傅齐康伍余顾孟黄穆萧尹姚邵汪毛狄米贝明成戴宋庞熊纪舒屈项祝董梁"
_GIVEN = "文德志明建华国春晓雨欣怡子涵俊杰海燕秀兰玉梅金凤立新永刚振东少平伟敏静丽强磊洋艳勇芳娜霞鹏飞雪松云帆思远若曦佳宁泽宇浩然梓萱一诺"
_PLACES = words(
    "青禾县|白石镇|临江市|云岭乡|柳泉镇|松溪县|南浦区|高桥镇|双河县|石门岭|望湖镇|清水湾|东林区|金沙滩|梅园村|"
    "长堤镇|翠屏区|枫桥岭|平川县|大营镇|西塘村|红山区|碧潭县|竹海镇|沙洲县|花溪村|龙泉坡|北原市|秋水镇|麦积乡|"
    "鹿鸣区|杏林村|荷塘镇|银杏坪|古渡县|雁湖区"
)
_BODIES = words(
    "图书馆|文化馆|供水公司|农技站|气象台|公交公司|园林处|社区卫生服务中心|第三小学|职业学校|合作社|养老院|环卫所|"
    "青年志愿者协会|科技馆|体育场|博物馆|水文站|苗圃|林场|食品厂|纺织厂|机械厂|消防站|邮局|渔港|果品市场|剧团|"
    "民乐团|档案馆|植物园|运输队|粮库|敬老中心|手工艺作坊|机场"
)
_THINGS = words(
    "老旧水管|步行桥|自行车道|阅览室|大棚番茄|早稻良种|路灯|暖气管网|梨园|湿地|健身步道|校车|农家书屋|冷库|夜市|"
    "菜市场|公园长椅|候车亭|社区食堂|护眼灯|无障碍坡道|渡船|雨水花园|古戏台|石拱桥|茶山|蜂场|鱼塘|试验田|充电桩|"
    "停车场|口袋公园|儿童乐园|旧书市集|观景台|渠道|防护林|花市|水稻插秧机|实训车间"
)
_VERBS = words(
    "改造|扩建|修缮|启用|开放|验收|试运行|推广|更新|维护|巡查|展出|采收|播种|清淤|补种|检修|测量|登记|搬迁|粉刷|绿化|规划|讨论|评选"
)
_WHO = words("负责人|值班员|技术员|管理员|教师|居民代表|店主|种植户|退休工人|司机|讲解员|护士|队长|裁判|学生|木匠|会计|摊主|船员|园艺师")
_FEEL = words(
    "方便多了|心里踏实|看着高兴|省下不少时间|比去年好得多|值得再试一试|大家都愿意来|还想多听听意见|走起来稳当|"
    "比想象中快|不用再绕远路|收成有了底"
)
_WAYS = words("分三批|连夜|按计划|提前两周|在雨季之前|利用周末|逐户|沿河|由北向南|边施工边通行|借助旧料|请来老师傅|对照图纸|轮班|一次")
_ENDS = words(
    "现场秩序井然|天气晴好|过往行人不时驻足|机器的声音很轻|院子里桂花正开|远处的山清清楚楚|孩子们围成一圈|"
    "长队从门口排到街角|水面上不见一片落叶"
)
_SIZES = words("米|公里|亩|平方米|吨|户|人次|件|册|棵|盏|台|个|辆|箱|小时")
_HEAD_VERBS = words("迎来|用上|告别|试种|建成|换上|办起|走进|守护|盘活|点亮|唤醒|添了|修好|种出|联起|听懂|补齐|打开|共享")
_HEAD_THINGS = words(
    "新渠|夜校|春耕|小戏台|书香|慢行路|第一桶金|热饭菜|老手艺|新邻居|一江清水|满园秋色|流动课堂|暖心账本|好口碑|"
    "大市场|百年老桥|智慧农机|社区舞台|青山|家门口的诊室|归来的候鸟|冬日暖阳"
)
_KICKERS = words(
    "一线见闻|民生观察|乡村笔记|城事|走基层看变化|秋收时节|新春走访|河湖故事|百姓身边事|开学之后|从一件小事说起|邻里之间|记者蹲点"
)
_TAILS = words("之后|那天起|以来|的时候|前后|期间|开始时|结束时")
_MONTHS = words("1|2|3|4|5|6|7|8|9|10|11|12")

PAPER = Paper(
    title="青禾日报",
    motto="QINGHE RIBAO",
    date="2031年10月20日　星期一",
    sections=("要闻", "综合", "地方新闻"),
    around=("辛亥年九月初五", "国内统一连续出版物号 CN 00-0000", "第12345期 今日8版"),
    editors="本版责编：{}　{}　版式设计：{}",
    briefs=("简 讯", "要闻速览", "短 波", "各地简讯"),
    continued="（上接第一版）",
)


class Chinese:
    """Copy for one page. chance decides everything."""

    script: Script = "Hans"
    paper = PAPER

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.said: set[str] = set()
        self.month, self.today = chance.choice(_MONTHS), chance.randrange(3, 28)

    def name(self) -> str:
        return self._new(lambda: self.chance.choice(_SURNAMES) + "".join(self.chance.sample(_GIVEN, self.chance.choice((1, 2, 2, 2)))))

    def _of(self, these: tuple[str, ...]) -> str:
        return self.chance.choice(these)

    def _number(self) -> str:
        c = self.chance
        return c.choice(
            (str(c.randrange(3, 99)), str(c.randrange(100, 9900)), f"{c.randrange(1, 60)}.{c.randrange(1, 9)}", f"{c.randrange(2, 40)}万")
        )

    def _sentence(self, place: str) -> str:
        c, of = self.chance, self._of
        body, thing, verb, who = of(_BODIES), of(_THINGS), of(_VERBS), of(_WHO)
        amount = f"{self._number()}{of(_SIZES)}"
        forms = (
            lambda: f"{place}{body}{of(_WAYS)}{verb}{thing}，共计{amount}",
            lambda: f"“{thing}{verb}以后，{of(_FEEL)}。”{body}{who}{self.name()}说",
            lambda: f"在{of(_PLACES)}，{who}{self.name()}每天要走{self._number()}公里，看一看{thing}和{of(_THINGS)}",
            lambda: f"据介绍，今年以来{body}已{verb}{thing}{amount}，比上年同期增加{c.randrange(2, 48)}.{c.randrange(1, 9)}%",
            lambda: f"{of(_ENDS)}，{thing}旁边，{self.name()}正同{of(_WHO)}商量{of(_VERBS)}的事",
            lambda: (
                f"按照安排，{self.month}月{c.randrange(1, 28)}日前，{of(_PLACES)}的{thing}要全部{verb}，{body}派出{c.randrange(2, 30)}人到场"
            ),
            lambda: f"有人问，{thing}到底要不要{verb}？{who}{self.name()}翻开记录本，上面写着{amount}",
            lambda: f"从{of(_PLACES)}到{of(_PLACES)}，{c.randrange(2, 90)}公里的路上，{of(_THINGS)}{of(_TAILS)}，{of(_ENDS)}",
            lambda: f"{body}把{thing}分成{c.randrange(2, 9)}类，{of(_WAYS)}{verb}；{of(_BODIES)}则负责{of(_THINGS)}",
            lambda: f"去年冬天，{self.name()}一家搬到{of(_PLACES)}，门前就是{thing}，{of(_FEEL)}",
        )
        return c.choice(forms)() + "。"

    def _paragraph(self, place: str) -> str:
        made: list[str] = []
        for _ in range(self.chance.choice((1, 2, 2, 3, 3, 4, 5))):
            sentence = self._sentence(place)
            if sentence not in self.said:
                self.said.add(sentence)
                made.append(sentence)
        return "".join(made)

    def _head(self, place: str) -> str:
        c, of = self.chance, self._of
        forms = (
            lambda: f"{place}{of(_HEAD_VERBS)}{of(_HEAD_THINGS)}",
            lambda: f"{of(_BODIES)}{of(_HEAD_VERBS)}{of(_HEAD_THINGS)} {of(_THINGS)}{of(_VERBS)}在即",
            lambda: f"{of(_THINGS)}{of(_VERBS)}记",
            lambda: f"一座{of(_BODIES)}和{c.randrange(2, 60)}个村庄的约定",
            lambda: f"{of(_HEAD_VERBS)}{of(_HEAD_THINGS)} {place}{of(_BODIES)}里的{of(_WHO)}",
            lambda: f"{of(_HEAD_THINGS)}{of(_TAILS)[:2]}",
            lambda: f"{of(_THINGS)}如何{of(_VERBS)}，{of(_WHO)}有话说",
        )
        return c.choice(forms)()

    def _kicker(self, place: str) -> str:
        of = self._of
        return self.chance.choice(
            (f"{of(_KICKERS)}", f"{of(_KICKERS)}·{place}", f"{place}{of(_BODIES)}{of(_WAYS)}{of(_VERBS)}{of(_THINGS)}")
        )

    def _deck(self, place: str) -> str:
        of = self._of
        return self.chance.choice(
            (f"——{place}{of(_THINGS)}{of(_VERBS)}见闻", f"{of(_BODIES)}{of(_VERBS)}{of(_THINGS)}{self._number()}{of(_SIZES)}")
        )

    def _crosshead(self) -> str:
        of = self._of
        return self.chance.choice(
            (f"{of(_THINGS)}要{of(_VERBS)}", f"“{of(_FEEL)}”", f"从{of(_THINGS)}到{of(_THINGS)}", f"{of(_WAYS)}{of(_VERBS)}{of(_THINGS)}")
        )

    def _new(self, make: Callable[[], str]) -> str:
        """What make gives, until it is something that the page does not have yet."""
        for _ in range(500):
            made = make()
            if made not in self.said:
                break
        self.said.add(made)
        return made

    def advertisement(self) -> list[tuple[str, float]]:
        """A shop's name and what it sells; each line with its size in body sizes."""
        offers, c = self.story(300), self.chance
        lines = [
            (f"{offers.caption[-6:-1]}有限公司", 2.0),
            ("秋季特惠 全场八折", 1.6),
            (f"主营：{offers.crossheads[2]}", 1.0),
            ("开业二十周年", 1.3),
        ]
        return [*lines, (f"地址：解放路{c.randrange(1, 300)}号", 1.0), (f"电话：0000-{c.randrange(1000000, 9999999)}", 1.0)]

    def story(self, characters: int) -> Story:
        """Paragraphs of at least so many characters in all."""
        c, of = self.chance, self._of
        place = of(_PLACES)
        paragraphs: list[str] = []
        while sum(map(len, paragraphs)) < characters:
            if text := self._paragraph(place):
                paragraphs.append(text)
        names = tuple(self.name() for _ in range(c.choice((1, 1, 1, 2, 2, 3))))
        photographer, day, blank = self.name(), f"{self.month}月{c.randrange(1, self.today)}日", c.choice(("\u3000", " "))
        role = c.choice(("本报记者", "本报记者", "本报通讯员", "记者", "□ 本报记者", "□本报记者"))
        who = c.choice(("记者", "本报记者", "通讯员")) + c.choice(("", blank)) + "、".join(names)
        return Story(
            main=self._new(lambda: self._head(place)),
            kicker=self._new(lambda: self._kicker(place)),
            deck=self._new(lambda: self._deck(place)),
            lede=f"{of(_THINGS)}要不要{of(_VERBS)}，{of(_WHO)}们怎么看？{place}的{of(_BODIES)}用{self._number()}天给出了答案。记者走访{of(_PLACES)}，听当地人讲{of(_THINGS)}的故事。",
            names=names,
            paragraphs=tuple(paragraphs),
            crossheads=tuple(self._new(self._crosshead) for _ in range(4)),
            caption=c.choice(("图为", ""))
            + f"{self.month}月{c.randrange(1, 28)}日，{of(_PLACES)}{of(_BODIES)}的{of(_WHO)}在{of(_VERBS)}{of(_THINGS)}。",
            photographer=photographer,
            byline=role + blank + blank.join(names),
            signature=f"（{who}）",
            dateline=c.choice((f"本报讯{blank}", f"本报{place}{day}电{blank}", f"本报{place}讯{blank}")),
            run_in=c.choice((f"本报讯（{who}）", f"本报{place}{day}电{blank}（{who}）", f"本报讯{blank}（{who}）")),
            credit=c.choice(
                (f"{photographer}摄", f"本报记者{blank}{photographer}{blank}摄", f"{photographer}{blank}摄影报道", f"（{photographer}摄）")
            ),
            jump=f"（下转第{c.choice('二三四五六')}版）",
        )
