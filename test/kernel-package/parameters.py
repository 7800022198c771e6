"""Prints the declarations that papermill's parameters become; the names of a cell of default values in a comment."""

from typescript_parameters import declarations, defaults

found = defaults('const rate = 0.1; // how fast\nlet name: string = "x";\nconsole.log(name);\n')
assert [(each["name"], each["type"], each["default"], each["help"]) for each in found] == [
    ("rate", "", "0.1", "how fast"),
    ("name", "string", '"x"', ""),
], found
try:
    declarations({"not a name": 1})
    raise AssertionError("a name with spaces was taken")
except ValueError:
    pass
print(
    declarations(
        {
            "a": 1,
            "b": "it's \"é\"\n",
            "c": [True, None, {"a b": 0.5}],
            "d": {},
            "e": {"__proto__": 1},
            "f": float("nan"),
        }
    )
)
print(declarations({"big": 2**53 + 1}).replace("// Parameters", ""))
print("const g = String(big);")
