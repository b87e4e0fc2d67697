"""The formulas of a form: written once with names, put into Excel with addresses, and calculated here.

A template reads like an Excel formula in which cells are named: ``IF({plan}>0,{actual}/{plan},"")``.

=====================  =========================================================================
``{plan}``             the cell of this row (in a table), or the input field of that name
``{m1..m12}``          the cells of this row from column m1 to column m12
``{plan:to_here}``     the column from the first row down to this row
``{lines.sales}``      a whole column of a table (its rows, not its total), from anywhere
``{plan.m1..m12}``     several whole columns
``{lines.sales:row}``  the cell of the row of the other table that this row belongs to
``{lines.sales:total}``  the cell of the total row
``'behind'``           the word of a choice, in the language of the form
``[1,2,3]``            fixed numbers in a row
=====================  =========================================================================

Everything else is Excel's: operators, ``"texts"`` and the functions of `functions.FUNCTIONS`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from kamlib.forms.form.functions import FUNCTIONS, OPERATORS, CellError, each, truth

_TOKENS = re.compile(
    r"""\s*(?:(?P<number>\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)|(?P<string>"[^"]*")|'(?P<choice>\w+)'|\{(?P<ref>[^{}]+)\}
    |\[(?P<array>[-\d.,\s]+)\]|(?P<call>[A-Z][A-Z.]*)\(|(?P<truth>TRUE|FALSE)|(?P<sign><=|>=|<>|[-+*/^&=<>%(),]))""",
    re.VERBOSE,
)
_REF = re.compile(
    r"(?:(?P<table>\w+)\.)?(?P<first>\w+?)(?:\.\.(?P<last>\w+))?(?::(?P<at>row|to_here|total))?"
)
_LEVELS = (("=", "<>", "<=", ">=", "<", ">"), ("&",), ("+", "-"), ("*", "/"), ("^",))


@dataclass(frozen=True, slots=True)
class Ref:
    """Which cells a template means; `table` is empty for a cell of the own row or a field."""

    table: str
    first: str
    last: str
    at: str


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a template: what it is, and what it says (a `Ref` for a reference)."""

    kind: str
    value: Any


@cache
def tokens(template: str) -> tuple[Token, ...]:
    """Return the pieces of a template.

    Raises
    ------
    ValueError
        Where the template holds something that no formula has.
    """
    found, place = [], 0
    while template[place:].strip():
        match = _TOKENS.match(template, place)
        if match is None:
            raise ValueError(f"formula {template!r}: {template[place:place + 20]!r} cannot be read")
        kind, value = match.lastgroup or "", match[match.lastgroup or 0]
        found.append(Token(kind, _reference(value, template) if kind == "ref" else value))
        place = match.end()
    return tuple(found)


def _reference(written: str, template: str) -> Ref:
    match = _REF.fullmatch(written)
    if match is None:
        raise ValueError(f"formula {template!r}: {{{written}}} is no reference")
    return Ref(match["table"] or "", match["first"], match["last"] or match["first"], match["at"] or "")


def references(template: str) -> tuple[Ref, ...]:
    """Return the references of a template."""
    return tuple(token.value for token in tokens(template) if token.kind == "ref")


def choices(template: str) -> tuple[str, ...]:
    """Return the choices that a template names in single quotes."""
    return tuple(token.value for token in tokens(template) if token.kind == "choice")


def excel(template: str, address: Callable[[Ref], str], word: Callable[[str], str]) -> str:
    """Return a template as Excel writes it, without the equals sign.

    Examples
    --------
    >>> excel("SUM({m1..m3})*2", lambda ref: "D5:F5", str)
    'SUM(D5:F5)*2'
    """
    return "".join(_written(token, address, word) for token in tokens(template))


def _written(token: Token, address: Callable[[Ref], str], word: Callable[[str], str]) -> str:
    if token.kind == "ref":
        return address(token.value)
    if token.kind == "choice":
        return quoted(word(token.value))
    if token.kind == "array":
        return "{" + token.value.replace(" ", "") + "}"
    return token.value + "(" if token.kind == "call" else token.value


def quoted(text: str) -> str:
    """Return a text as a formula writes it."""
    return '"' + text.replace('"', '""') + '"'


# --- calculating --------------------------------------------------------------------------------------


def evaluate(template: str, lookup: Callable[[Ref], Any], word: Callable[[str], str]) -> Any:
    """Return what a template gives: a number, text, truth value or None; areas are object arrays.

    Parameters
    ----------
    template
        See the top of this module.
    lookup
        Gives the value of a reference: a single value, or a two-dimensional object array.
    word
        Gives the word of a choice.

    Raises
    ------
    CellError
        When the cell would show an error.
    ValueError
        When the template is no formula.

    Examples
    --------
    >>> cells = {"plan": 200, "actual": 50}
    >>> evaluate('IF({plan}>0,{actual}/{plan},"")', lambda ref: cells[ref.first], str)
    0.25
    """
    return _value(parse(template), lookup, word)


@cache
def parse(template: str) -> tuple:
    """Return a template as nested tuples: what to do, and with what.

    Raises
    ------
    ValueError
        When it is no formula, or calls a function that is not in `FUNCTIONS`.
    """
    reader = _Reader(template)
    tree = reader.level(0)
    if reader.place != len(reader.tokens):
        raise reader.wrong()
    return tree


class _Reader:
    """Reads a template from left to right; one method a kind of expression."""

    def __init__(self, template: str) -> None:
        self.template, self.tokens, self.place = template, tokens(template), 0

    def wrong(self) -> ValueError:
        return ValueError(f"formula {self.template!r} is not complete or has a sign too many")

    def take(self, *signs: str) -> str:
        """Return the sign that stands here and go on, or nothing."""
        if self.place < len(self.tokens):
            token = self.tokens[self.place]
            if token.kind == "sign" and token.value in signs:
                self.place += 1
                return token.value
        return ""

    def level(self, depth: int) -> tuple:
        if depth == len(_LEVELS):
            return self.signed()
        left = self.level(depth + 1)
        while sign := self.take(*_LEVELS[depth]):
            left = ("sign", sign, left, self.level(depth + 1))
        return left

    def signed(self) -> tuple:
        if sign := self.take("-", "+"):
            return ("sign", sign, ("value", 0.0), self.signed())
        value = self.single()
        while self.take("%"):
            value = ("sign", "/", value, ("value", 100.0))
        return value

    def single(self) -> tuple:
        if self.take("("):
            inside = self.level(0)
            if not self.take(")"):
                raise self.wrong()
            return inside
        if self.place == len(self.tokens) or self.tokens[self.place].kind == "sign":
            raise self.wrong()
        token = self.tokens[self.place]
        self.place += 1
        if token.kind == "call":
            return self.call(token.value)
        if token.kind in ("ref", "choice"):
            return (token.kind, token.value)
        return ("value", _CONSTANTS[token.kind](token.value))

    def call(self, name: str) -> tuple:
        if name not in FUNCTIONS and name not in ("IF", "IFERROR"):
            raise ValueError(f"formula {self.template!r}: the function {name} is not known")
        arguments: list[tuple] = []
        if self.take(")"):
            return ("call", name, ())
        while True:
            # An argument left out counts as nothing, as in INDEX(area,,2).
            empty = self.place < len(self.tokens) and self.tokens[self.place] in _ENDS
            arguments.append(("value", None) if empty else self.level(0))
            if self.take(")"):
                return ("call", name, tuple(arguments))
            if not self.take(","):
                raise self.wrong()


_ENDS = (Token("sign", ","), Token("sign", ")"))
_CONSTANTS: dict[str, Callable[[str], Any]] = {
    "number": float,
    "string": lambda text: text[1:-1],
    "truth": lambda text: text == "TRUE",
    "array": lambda text: np.array([[float(part) for part in text.split(",")]], dtype=object),
}


def _value(tree: tuple, lookup: Callable[[Ref], Any], word: Callable[[str], str]) -> Any:
    kind = tree[0]
    if kind == "value":
        return tree[1]
    if kind == "ref":
        return lookup(tree[1])
    if kind == "choice":
        return word(tree[1])
    if kind == "sign":
        return each(OPERATORS[tree[1]], _value(tree[2], lookup, word), _value(tree[3], lookup, word))
    name, arguments = tree[1], tree[2]
    if name == "IF":
        if truth(_value(arguments[0], lookup, word)):
            return _value(arguments[1], lookup, word)
        return _value(arguments[2], lookup, word) if len(arguments) > 2 else False
    if name == "IFERROR":
        try:
            return _value(arguments[0], lookup, word)
        except CellError:
            return _value(arguments[1], lookup, word)
    return FUNCTIONS[name](*(_value(argument, lookup, word) for argument in arguments))
