"""Invented company names in both languages, from rare syllables, for the seeded generator."""

from __future__ import annotations

from random import Random

from kamlib.text import Text

# A first and a second part make a name: 24 × 16 pairs, three Chinese characters each, said alike in both.
_FIRST = (
    ("Aru", "阿"), ("Bry", "卜"), ("Dro", "卓"), ("Ely", "埃"), ("Fyr", "菲"), ("Gal", "迦"), ("Hux", "霍"),
    ("Ixo", "伊"), ("Jor", "约"), ("Kez", "柯"), ("Lum", "鲁"), ("Myr", "弥"), ("Nex", "奈"), ("Ozu", "奥"),
    ("Pel", "佩"), ("Qua", "夸"), ("Ryn", "莱"), ("Syl", "希"), ("Tov", "托"), ("Ulm", "乌"), ("Vor", "沃"),
    ("Wex", "韦"), ("Yri", "尤"), ("Zad", "扎"),
)  # fmt: skip
_SECOND = (
    ("vanth", "梵思"), ("quill", "奎勒"), ("drane", "德阮"), ("morix", "莫瑞"), ("tezza", "特扎"),
    ("lungo", "伦戈"), ("pirrow", "皮若"), ("sathe", "萨瑟"), ("gorran", "戈冉"), ("wickel", "维珂"),
    ("nubis", "努毕"), ("fando", "凡朵"), ("harrow", "哈若"), ("zimmet", "兹默"), ("karsk", "喀斯"),
    ("bandor", "班铎"),
)  # fmt: skip

_BUSINESS: dict[str, tuple[tuple[str, str], ...]] = {
    "packaging": (("Packaging Machinery", "包装机械"), ("Packing Systems", "包装系统")),
    "machine_tools": (("Machine Tools", "机床"), ("Precision Machining", "精密机械")),
    "logistics": (("Conveyor Systems", "输送设备"), ("Warehouse Technology", "仓储设备")),
    "battery": (("Battery Equipment", "锂电设备"), ("Cell Lines", "电芯装备")),
    "food": (("Food Machinery", "食品机械"), ("Filling Lines", "灌装设备")),
    "textile": (("Textile Machinery", "纺织机械"), ("Knitting Machines", "针织机械")),
    "mining": (("Cement Works", "水泥"), ("Mining", "矿业")),
    "robotics": (("Robotics", "机器人"), ("Automation", "自动化")),
    "distribution": (("Industrial Supply", "工业品商贸"), ("Drive Trading", "传动贸易")),
}


class NameMaker:
    """Draws company names without ever giving a stem twice."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._used: set[tuple[int, int]] = set()

    def _stem(self) -> Text:
        while True:
            pair = (int(self._random.random() * len(_FIRST)), int(self._random.random() * len(_SECOND)))
            if pair not in self._used:
                self._used.add(pair)
                (first_en, first_zh), (second_en, second_zh) = _FIRST[pair[0]], _SECOND[pair[1]]
                return Text(en=first_en + second_en, zh=first_zh + second_zh)

    def company(self, industry: str) -> Text:
        """Return a new company name of an industry."""
        stem, business = self._stem(), _BUSINESS[industry]
        en, zh = business[int(self._random.random() * len(business))]
        return Text(en=f"{stem.en} {en}", zh=stem.zh + zh)

    def group(self) -> Text:
        """Return a new name for a group of companies."""
        stem = self._stem()
        return Text(en=f"{stem.en} Group", zh=stem.zh + "集团")
