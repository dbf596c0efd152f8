"""Places of the world that newspapers name and CLDR's lists of territories and time zones lack, or should lack; gathered by us, facts only."""

from __future__ import annotations

# Not places (a union of states, a currency, test entries), or divisions of another list (Hong Kong, Macao, Taiwan are in GB/T 2260).
LEFT_OUT = frozenset(("001", "EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", "HK", "MO", "TW"))

# States that are no more: ISO 3166-3 code, name, the last year in which the state was one.
FORMER_STATES = (
    ("SUHH", "苏联", 1991),
    ("YUCS", "南斯拉夫", 2003),
    ("CSHH", "捷克斯洛伐克", 1992),
    ("DDDE", "民主德国", 1990),
    ("ZRCD", "扎伊尔", 1997),
)

# Seats of government and other cities by which newspapers date their telegrams and that give no time zone its name.
# Those of Taiwan stand under its code in GB/T 2260, which has no divisions for it.
CITIES = {
    "710000": "台北 高雄 台中 台南 基隆 新竹",
    "AE": "阿布扎比",
    "AU": "堪培拉 墨尔本 布里斯班",
    "BE": "安特卫普",
    "BJ": "科托努",
    "BO": "苏克雷",
    "BR": "巴西利亚 里约热内卢",
    "CA": "渥太华 蒙特利尔 魁北克",
    "CH": "日内瓦 伯尔尼 洛桑",
    "CI": "亚穆苏克罗",
    "DE": "法兰克福 慕尼黑 汉堡 科隆 波恩 莱比锡 德累斯顿",
    "ES": "巴塞罗那 塞维利亚",
    "FR": "里昂 马赛 斯特拉斯堡 波尔多",
    "GB": "曼彻斯特 利物浦 爱丁堡 格拉斯哥 伯明翰",
    "IL": "特拉维夫",
    "IN": "新德里 孟买 班加罗尔 金奈",
    "IR": "伊斯法罕",
    "IT": "米兰 都灵 威尼斯 佛罗伦萨 那不勒斯",
    "JP": "大阪 京都 广岛 长崎 神户 名古屋 横滨 札幌",
    "KR": "釜山 仁川 光州",
    "KZ": "阿斯塔纳",
    "LK": "科伦坡",
    "MA": "拉巴特",
    "MM": "内比都 曼德勒",
    "NG": "阿布贾",
    "NL": "海牙 鹿特丹",
    "NZ": "惠灵顿",
    "PK": "伊斯兰堡 拉合尔 白沙瓦",
    "RU": "圣彼得堡 列宁格勒",
    "SA": "麦加 吉达",
    "TR": "安卡拉",
    "TZ": "多多马",
    "US": "华盛顿 旧金山 波士顿 休斯敦 费城 西雅图 亚特兰大 达拉斯",
    "VN": "河内",
    "ZA": "比勒陀利亚 开普敦",
}

# What newspapers call what CLDR calls otherwise.
RENAMED = {"PS": "巴勒斯坦"}

# Capitals that have the name of their state: telegrams are dated from the city.
CAPITALS_LIKE_STATES = ("TN", "SG", "PA", "GT", "LU", "DJ", "KW", "SM")
