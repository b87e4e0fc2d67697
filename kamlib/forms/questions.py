"""What the data lack and a person must say: the question, its stated default, and how an answer is read."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from kamlib.classroom.messages import EXAMPLES, READING_PROBLEMS
from kamlib.classroom.reading import read_number
from kamlib.forms.columns import normalise
from kamlib.forms.problems import Findings, shown
from kamlib.text import Text, money, number, percent

Source = Literal["default", "computed", "stated", "file"]

SOURCES: dict[str, Text] = {
    "default": Text(en="default of the workbook", zh="练习册默认值"),
    "computed": Text(en="computed from your file", zh="根据您的文件计算"),
    "stated": Text(en="stated by you", zh="由您填写"),
    "file": Text(en="in your file", zh="来自您的文件"),
}


@dataclass(frozen=True, slots=True)
class Assumption:
    """Something the file does not say, with the value that counts unless a person says otherwise.

    Attributes
    ----------
    id : str
        Key of the answer, as in ``--set retention=80%``.
    label, help : Text
        The question and what it means.
    kind : "percent", "money", "years", "choice" or "text"
        How the answer is written. Percentages are fractions inside.
    default : float or str or None
        None: there is none, an answer is needed.
    why : Text
        Where the default comes from; `values` fill it.
    origin : "default" or "computed"
        Whether the default is the workbook's or was computed from the file.
    options : tuple of (id, Text)
        The choices of a ``"choice"``.
    least, most : float or None
        Allowed range of a number, both ends included.
    """

    id: str
    label: Text
    help: Text
    kind: Literal["percent", "money", "years", "choice", "text"]
    default: Any
    why: Text
    origin: Literal["default", "computed"] = "default"
    options: tuple[tuple[str, Text], ...] = ()
    least: float | None = None
    most: float | None = None
    values: Mapping[str, Any] = field(default_factory=dict)

    def reason(self, lang: str) -> str:
        """Return where the default comes from, as a sentence."""
        return self.why.fill(lang, self.values)


@dataclass(frozen=True, slots=True)
class Used:
    """An assumption with the value that was used and where that came from."""

    assumption: Assumption
    value: Any
    source: Source

    @property
    def id(self) -> str:
        """The assumption's id."""
        return self.assumption.id

    def written(self, lang: str, currency: str = "CNY") -> str:
        """Return the value as a person writes it."""
        return write_value(self.assumption, self.value, lang, currency)


def write_value(assumption: Assumption, value: Any, lang: str, currency: str = "CNY") -> str:
    """Return a value of an assumption as a person writes it."""
    if value is None:
        return "–"
    if assumption.kind == "percent":
        return percent(value, lang)
    if assumption.kind == "money":
        return amount(value, lang, currency)
    if assumption.kind == "years":
        return number(value, lang)
    if assumption.kind == "choice":
        return dict(assumption.options)[value].pick(lang)
    return str(value)


def amount(value: float, lang: str, currency: str = "CNY") -> str:
    """Return an amount in the currency of the file.

    Examples
    --------
    >>> amount(12500, "zh"), amount(12500, "en", "USD")
    ('12,500 元', 'USD 12,500')
    """
    if currency == "CNY":
        return money(value, lang)
    written = money(value, "en").removeprefix("CNY ")
    return f"{currency} {written}" if lang == "en" else f"{written} {currency}"


# Short ways to write a key on a command line, besides the ids and the labels.
_ALIASES = {
    "discount": "discount_rate", "margin": "contribution_margin", "毛利率": "contribution_margin",
    "cost to serve": "service_cost_share", "service cost": "service_cost_share",
    "服务成本": "service_cost_share", "floor strategic": "strategic_floor", "floor value": "value_floor",
    "floor standard": "standard_floor", "horizon": "years", "编码": "encoding", "工作表": "sheet",
    "方法": "method", "期间": "period", "列": "columns",
}  # fmt: skip


def known_keys(assumptions: Mapping[str, Assumption]) -> dict[str, str]:
    """Return every way to write a key -> its id."""
    keys = {normalise(alias): key for alias, key in _ALIASES.items()}
    for key, assumption in assumptions.items():
        for written in (key, assumption.label.en, assumption.label.zh):
            keys[normalise(written)] = key
    return keys


def read_answer(assumption: Assumption, raw: Any, findings: Findings) -> Any:
    """Return the answer's value, or None after adding a problem that says how to write it.

    A bare percentage counts as a fraction below 1 and in percent above; 1 itself is asked about.

    Examples
    --------
    >>> retention = Assumption("retention", Text(en="Retention", zh="保留率"), Text(en="?", zh="?"),
    ...                        "percent", 0.8, Text(en="?", zh="?"), least=0, most=1)
    >>> [read_answer(retention, raw, Findings()) for raw in ("80%", "0.8", "80", 0.8)]
    [0.8, 0.8, 0.8, 0.8]
    """
    if assumption.kind == "choice":
        return _chosen(assumption, raw, findings)
    if assumption.kind == "text":
        return str(raw).strip() or None
    if isinstance(raw, (int, float)) and not isinstance(raw, bool):
        value: float | None = float(raw)
    else:
        value = _number(assumption, str(raw), findings)
    if value is None:
        return None
    if not _allowed(assumption, value):
        findings.problem(
            _OUT_OF_RANGE, kind="out_of_range", role=assumption.id, label=assumption.label, raw=shown(raw),
            least=_limit(assumption, assumption.least), most=_limit(assumption, assumption.most),
        )  # fmt: skip
        return None
    return int(value) if assumption.kind == "years" else value


def _limit(assumption: Assumption, value: float | None) -> Text:
    if value is None:
        return Text(en="any figure", zh="不限")
    return Text(en=write_value(assumption, value, "en"), zh=write_value(assumption, value, "zh"))


def _allowed(assumption: Assumption, value: float) -> bool:
    if value != value or value in (float("inf"), float("-inf")):
        return False
    if assumption.kind == "years" and value != int(value):
        return False
    if assumption.least is not None and value < assumption.least:
        return False
    return assumption.most is None or value <= assumption.most


def _number(assumption: Assumption, raw: str, findings: Findings) -> float | None:
    text = unicodedata.normalize("NFKC", raw).strip()
    has_percent = "%" in text or text.startswith("百分之")
    is_percent = assumption.kind == "percent"
    read_as = "percent" if is_percent and has_percent else "money" if assumption.kind == "money" else "number"
    reading = read_number(text, read_as, "ask", ("years", "year", "年"))
    if is_percent and not has_percent and reading.value is not None:
        if abs(reading.value) == 1:
            findings.problem(
                _ONE_PERCENT, kind="ambiguous", role=assumption.id, label=assumption.label, raw=shown(raw)
            )
            return None
        return reading.value / 100 if abs(reading.value) > 1 else reading.value
    if reading.value is not None:
        return reading.value
    example = EXAMPLES["percent" if is_percent else "money" if assumption.kind == "money" else "number"]
    one, other = reading.alternatives or (0.0, 0.0)
    problem = READING_PROBLEMS[reading.problem or "no_number"]
    findings.problem(
        Text(en="{label}: " + problem.en, zh="{label}：" + problem.zh),
        kind="answer", role=assumption.id, label=assumption.label, raw=shown(raw), example=example, one=one, other=other,
    )  # fmt: skip
    return None


def _chosen(assumption: Assumption, raw: Any, findings: Findings) -> str | None:
    wanted = normalise(str(raw))
    for option, label in assumption.options:
        if wanted in (normalise(option), normalise(label.en), normalise(label.zh)):
            return option
    options = Text(
        en=", ".join(f"“{option}”" for option, _ in assumption.options),
        zh="、".join(f"“{label.zh}”" for _, label in assumption.options),
    )
    findings.problem(
        _NO_OPTION, kind="answer", role=assumption.id, label=assumption.label, raw=shown(raw), options=options
    )
    return None


_OUT_OF_RANGE = Text(
    en="{label}: “{raw}” is out of range; it goes from {least} to {most}.",
    zh="{label}：“{raw}”超出范围，应在 {least} 至 {most} 之间。",
)
_ONE_PERCENT = Text(
    en="{label}: “{raw}” can be 1% or 100%. Write the percent sign.",
    zh="{label}：“{raw}”可能是 1% 或 100%，请写上百分号。",
)
_NO_OPTION = Text(
    en="{label}: “{raw}” is not one of the choices {options}.",
    zh="{label}：“{raw}”不在可选项 {options} 之中。",
)
