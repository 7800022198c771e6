"""Parameters of papermill, written as TypeScript. This file does not import papermill."""

import json
import math
import re

# The numbers that JavaScript holds exactly.
LARGEST_INTEGER = 2**53 - 1

_NAME = re.compile(r"^[A-Za-z_$][\w$]*$", re.ASCII)
_DECLARATION = re.compile(
    r"^\s*(?:export\s+)?(?:const|let|var)\s+(?P<name>[A-Za-z_$][\w$]*)\s*"
    r"(?::\s*(?P<type>[^=]+?)\s*)?=\s*(?P<default>[^;]*?)\s*;?\s*(?://\s*(?P<help>.*))?$",
    re.ASCII,
)


def literal(value):
    """The TypeScript expression of a value of JSON or YAML; of any other value, its text."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value) if abs(value) <= LARGEST_INTEGER else f"{value}n"
    if isinstance(value, float):
        if math.isnan(value):
            return "NaN"
        if math.isinf(value):
            return "Infinity" if value > 0 else "-Infinity"
        return repr(value)
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_key(k)}: {literal(v)}" for k, v in value.items()) + " }" if value else "{}"
    if isinstance(value, (list, tuple, set)):
        return "[" + ", ".join(literal(each) for each in value) + "]"
    return json.dumps(str(value))


def declarations(parameters, comment="Parameters"):
    """The code of the cell that papermill adds below the cell of default values.

    A declaration replaces that of an earlier cell, whose values are `const`, `let` or `var`.
    """
    lines = [f"// {comment}"]
    lines += [f"let {_checked(name)} = {literal(value)};" for name, value in parameters.items()]
    return "\n".join(lines) + "\n"


def defaults(source):
    """The declarations of a cell of default values: name, type, value and comment of each."""
    found = []
    for line in source.splitlines():
        match = _DECLARATION.match(line)
        if match:
            found.append({key: (text or "").strip() for key, text in match.groupdict().items()})
    return found


def _key(name):
    # A key `__proto__` would set the prototype.
    return name if isinstance(name, str) and _NAME.match(name) and name != "__proto__" else f"[{json.dumps(str(name))}]"


def _checked(name):
    if not _NAME.match(name):
        raise ValueError(f"papermill's parameter {name!r} is no name of TypeScript: use letters, digits, _ and $.")
    return name
