"""Teaches papermill to write parameters in TypeScript.

papermill finds translators by the name or the language of a kernel, in a table that has no entry points. It does load
the entry points of its engines when it starts, so this module is one: papermill's own engine under another name.
"""

from papermill.engines import NBClientEngine
from papermill.models import Parameter
from papermill.translators import Translator, papermill_translators

from typescript_parameters import declarations, defaults, literal


class TypeScriptTranslator(Translator):
    @classmethod
    def translate(cls, val):
        return literal(val)

    @classmethod
    def comment(cls, cmt_str):
        return f"// {cmt_str}".strip()

    @classmethod
    def codify(cls, parameters, comment="Parameters"):
        return declarations(parameters, comment)

    @classmethod
    def inspect(cls, parameters_cell):
        return [
            Parameter(
                name=each["name"],
                inferred_type_name=each["type"] or "None",
                default=each["default"],
                help=each["help"],
            )
            for each in defaults(parameters_cell["source"])
        ]


class Engine(NBClientEngine):
    """papermill's own engine."""


papermill_translators.register("typescript", TypeScriptTranslator)
