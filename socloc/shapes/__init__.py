"""Shapes: one declarative table says what a YAML file may hold; findings and the JSON Schema both come from it."""

from socloc.shapes.containers import ByKind, List, Map, Named, Record
from socloc.shapes.document import document
from socloc.shapes.scalars import MAX_TEXT, Choice, Flag, Number, Text
from socloc.shapes.shape import CHECKS, WRONG_VALUE, Key, Shape, suggest, wrong

__all__ = [
    "CHECKS",
    "MAX_TEXT",
    "WRONG_VALUE",
    "ByKind",
    "Choice",
    "Flag",
    "Key",
    "List",
    "Map",
    "Named",
    "Number",
    "Record",
    "Shape",
    "Text",
    "document",
    "suggest",
    "wrong",
]
