"""Which changes `bench/mutants.py` makes: cosmic-ray's own without those that say nothing, and one that it lacks."""

import ast

from cosmic_ray.operators.operator import Example, Operator
from parso.python.tree import Keyword
from parso.tree import search_ancestor

ONE_OF_EACH = {"Add_Sub", "Sub_Add", "Mul_Div", "Div_Mul", "FloorDiv_Mul", "Mod_Mul", "Pow_Mul", "BitOr_BitAnd", "BitAnd_BitOr"}
"""Of eleven ways to replace an operator all but one fail in the same way: the types do not have it."""


def is_wanted(name: str) -> bool:
    kind, _, swap = name.rpartition("Operator_")
    if kind.endswith("ReplaceBinary"):
        return swap in ONE_OF_EACH
    # Whether two equal texts are one object is an accident; None and an enum's member are equal to themselves alone.
    return swap not in {"Eq_Is", "NotEq_IsNot", "Eq_IsNot", "NotEq_Is", "Is_Eq", "IsNot_NotEq"}


def without_notes(text: str) -> str:
    """The code alone: no annotations, which are never evaluated, and no docstrings."""
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            node.returns = None
        elif isinstance(node, ast.arg):
            node.annotation = None
        elif isinstance(node, ast.AnnAssign):
            node.annotation = ast.Constant(None)
    return ast.dump(tree)


class RemoveStatement(Operator):
    """Leaves one statement of a function out: the line that a hurried change would lose."""

    def mutation_positions(self, node):
        if node.type == "simple_stmt" and search_ancestor(node, "funcdef"):
            first = node.children[0]
            if first.type not in {"string", "strings", "operator"} and getattr(first, "value", "") != "pass":
                yield node.start_pos, node.end_pos

    def mutate(self, node, index):  # noqa: ARG002
        first = node.children[0]
        node.children[0] = Keyword("pass", first.start_pos, first.get_first_leaf().prefix)
        return node

    @classmethod
    def examples(cls):
        return (Example("def bar():\n    foo()\n", "def bar():\n    pass\n"),)


class Own:
    """Where cosmic-ray looks for operators."""

    def __iter__(self):
        return iter(["RemoveStatement"])

    def __getitem__(self, name):
        return {"RemoveStatement": RemoveStatement}[name]
