"""Every sentence the engine says, in both languages."""

from __future__ import annotations

from enum import StrEnum

from kamlib.text import Text


class State(StrEnum):
    """What an answer is. The first six are verdicts; `RECORDED` awaits one."""

    BLANK = "blank"
    UNREADABLE = "unreadable"
    RIGHT = "right"
    CARRIED = "carried"
    PARTLY = "partly"
    NOT_YET = "not_yet"
    RECORDED = "recorded"


STATE_WORDS = {
    State.BLANK: Text(en="Not answered", zh="未作答"),
    State.UNREADABLE: Text(en="Cannot read this", zh="无法识别"),
    State.RIGHT: Text(en="Correct", zh="正确"),
    State.CARRIED: Text(en="Right method", zh="方法正确"),
    State.PARTLY: Text(en="Partly right", zh="部分正确"),
    State.NOT_YET: Text(en="Not yet", zh="还不对"),
    State.RECORDED: Text(en="Recorded", zh="已记录"),
}

STATE_ICONS = {
    State.BLANK: "○",
    State.UNREADABLE: "?",
    State.RIGHT: "✓",
    State.CARRIED: "↪",
    State.PARTLY: "◐",
    State.NOT_YET: "✗",
    State.RECORDED: "●",
}

CARRIED = Text(
    en="Marked with your own earlier answer: the method is right, so the earlier slip costs nothing here.",
    zh="按您前面的答案推算：方法正确，前面的差错在此不再扣分。",
)
TAKEN_OVER = Text(en="Taken over from your earlier steps", zh="取自您前面的步骤")
TAKEN_OVER_LINE = Text(en="{label}: **{value}** – {whose} · {step}", zh="{label}：**{value}**——{whose} · {step}")
WHOSE = {
    "own": Text(en="your own answer", zh="您自己的答案"),
    "missing": Text(en="the model’s, because yours is not there yet", zh="采用参考解答，因为您还没有作答"),
    "wrong": Text(en="the model’s, because yours was not right yet", zh="采用参考解答，因为您的答案还不对"),
    "model": Text(en="the model’s answer", zh="采用参考解答"),
}
NOT_YET = Text(
    en="Read the case once more, or ask for a hint.", zh="请再读一遍案例，或查看提示。"
)
NOT_YET_PARTS = Text(
    en="{right} of {all} are right. Look again at the ones marked ✗.",
    zh="{all} 项中有 {right} 项正确，请再看标有 ✗ 的几项。",
)
SOME_BLANK = Text(
    en="{right} of {all} are right, {blank} still to do.",
    zh="{all} 项中有 {right} 项正确，还有 {blank} 项未完成。",
)
RECORDED = Text(en="Recorded. It is judged after you hand in.", zh="已记录，提交作业后评分。")
RECORDED_SOME = Text(
    en="Recorded so far: {right} of {all}; {blank} still to do.",
    zh="已记录 {all} 项中的 {right} 项，还有 {blank} 项未完成。",
)
TEXT_TOO_SHORT = Text(
    en="You wrote {words} words; write at least {least}.",
    zh="您写了 {words} 字，请至少写 {least} 字。",
)
TEXT_MISSING = Text(en="Your text does not yet speak of: {missing}.", zh="您的文字中还没有提到：{missing}。")
TEXT_DONE = Text(
    en="Everything asked for is named. A person will mark it.", zh="要点均已提到，由评分人评分。"
)
OUT_OF_RANGE_LOW = Text(en="This cannot be less than {bound:number}.", zh="此处不能小于 {bound:number}。")
OUT_OF_RANGE_HIGH = Text(en="This cannot be more than {bound:number}.", zh="此处不能大于 {bound:number}。")
OUT_OF_REACH = Text(en="This lies outside the range given in the case.", zh="超出了题目给定的范围。")
UNKNOWN_OPTION = Text(
    en="This is not one of the choices on the card; choose again.", zh="这不是卡片上的选项，请重新选择。"
)
RANK_MOVE = Text(
    en="{right} of {all} already stand in the right order. Move: {move}.",
    zh="{all} 项中有 {right} 项顺序已正确，请移动：{move}。",
)
TICKED_WRONG = Text(en="This one does not belong.", zh="这一项不应选。")
TICK_MISSING = Text(
    en="{right} of {all} right ones found, {extra} too many ticked.",
    zh="{all} 个正确项中选对 {right} 个，多选 {extra} 个。",
)

SLIPS = {
    "sign": Text(
        en="The size is right, the sign is not: check whether it is a gain or a loss.",
        zh="数值正确，正负号反了：请确认是增加还是减少。",
    ),
    "percent": Text(
        en="You are out by a factor of 100: percent or fraction?", zh="差了 100 倍：请确认是百分数还是小数。"
    ),
    "unit": Text(
        en="The digits are right, the unit is not: check thousands (k), 万 and single CNY.",
        zh="数字正确，单位不对：请确认是元、千元还是万元。",
    ),
    "period": Text(en="You are out by a factor of 12: month or year?", zh="差了 12 倍：请确认是按月还是按年。"),
}

READING_PROBLEMS = {
    "no_number": Text(
        en="No number found in “{raw}”. Write it like {example}.", zh="“{raw}”中没有数字，请写成 {example} 这样。"
    ),
    "other_signs": Text(
        en="“{raw}” holds more than a number. Write it like {example}.", zh="“{raw}”中除数字外还有其他字符，请写成 {example} 这样。"
    ),
    "mixed_marks": Text(
        en="The commas and points in “{raw}” do not fit together. Write it like {example}.",
        zh="“{raw}”中逗号和小数点的用法有矛盾，请写成 {example} 这样。",
    ),
    "odd_groups": Text(
        en="The digits in “{raw}” are not grouped in threes. Write it like {example}.",
        zh="“{raw}”中的数字没有按三位分组，请写成 {example} 这样。",
    ),
    "two_signs": Text(
        en="“{raw}” has two signs. Write it like {example}.", zh="“{raw}”有两个正负号，请写成 {example} 这样。"
    ),
    "two_readings": Text(
        en="“{raw}” can mean {one} or {other}. Write the one you mean.",
        zh="“{raw}”可以理解为 {one}，也可以理解为 {other}，请写明是哪一个。",
    ),
    "percent_for_money": Text(
        en="An amount is asked for, “{raw}” is a percentage. Write it like {example}.",
        zh="此处应填金额，“{raw}”是百分数，请写成 {example} 这样。",
    ),
    "money_for_percent": Text(
        en="A percentage is asked for, “{raw}” is an amount. Write it like {example}.",
        zh="此处应填百分数，“{raw}”是金额，请写成 {example} 这样。",
    ),
    "scaled_percent": Text(
        en="A percentage has no thousands: “{raw}”. Write it like {example}.",
        zh="百分数不能带“千”“万”：“{raw}”，请写成 {example} 这样。",
    ),
    "too_large": Text(en="“{raw}” is too large to be meant. Write it like {example}.", zh="“{raw}”数值过大，不像实际数值，请写成 {example} 这样。"),
    "too_long": Text(en="This is too long for a number. Write it like {example}.", zh="这个数字太长，请写成 {example} 这样。"),
}  # fmt: skip

EXAMPLES = {
    "money": Text(en="12,500 or 12.5k", zh="12,500 或 1.25万"),
    "percent": Text(en="12.5%", zh="12.5%"),
    "number": Text(en="1,250.5", zh="1,250.5"),
}
WHOLE_EXAMPLE = Text(en="1,250", zh="1,250")
WE_READ = Text(en="We read: {value}", zh="识别为：{value}")
