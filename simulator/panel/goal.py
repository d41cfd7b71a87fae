"""Goals of a lesson: comparisons over KPI keys, such as `profit > 30000 and stockout_rate < 0.05`."""

import ast
import operator
from typing import Any

OPERATORS = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv,
    ast.Gt: operator.gt, ast.GtE: operator.ge, ast.Lt: operator.lt, ast.LtE: operator.le,
    ast.USub: operator.neg, ast.And: all, ast.Or: any,
}  # fmt: skip


class GoalError(ValueError):
    """A goal that is no comparison over KPI keys and numbers."""


def reached(goal: str, values: dict[str, float]) -> bool:
    """Whether the goal holds for the KPI values. Raises `GoalError`."""
    try:
        return bool(_value(ast.parse(goal, mode="eval").body, values))
    except (SyntaxError, KeyError, ZeroDivisionError) as error:
        raise GoalError(f"{goal!r} is no goal: {error}") from None


def _value(node: ast.AST, values: dict[str, float]) -> Any:
    match node:
        case ast.Constant(value=int() | float() as number):
            return number
        case ast.Name(id=key):
            return values[key]
        case ast.UnaryOp(op=sign, operand=inner):
            return OPERATORS[type(sign)](_value(inner, values))
        case ast.BinOp(left=left, op=sign, right=right):
            return OPERATORS[type(sign)](_value(left, values), _value(right, values))
        case ast.BoolOp(op=sign, values=parts):
            return OPERATORS[type(sign)](_value(part, values) for part in parts)
        case ast.Compare(left=left, ops=signs, comparators=rest):
            sides = [_value(side, values) for side in (left, *rest)]
            pairs = zip(signs, sides[:-1], sides[1:], strict=True)
            return all(OPERATORS[type(sign)](one, other) for sign, one, other in pairs)
        case _:
            raise SyntaxError(f"{ast.unparse(node)} is not allowed")
