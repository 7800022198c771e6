"""Jupyter's own conformance suite for kernels (jupyter_kernel_test), run on ours; each test's outcome is one line of JSON."""

import json
import sys
import unittest

import jupyter_kernel_test


class NeuronesKernel(jupyter_kernel_test.KernelTests):
    kernel_name = "neurones"
    language_name = "typescript"
    file_extension = ".ts"
    code_hello_world = 'console.log("hello, world")'
    code_stderr = 'console.error("an error")'
    completion_samples = [
        {"text": "Math.cb", "matches": {"cbrt"}},
        {"text": "const nombres = [1, 2]; nombres.rev", "matches": {"reverse"}},
    ]
    complete_code_samples = ["1 + 1", "const f = (x: number) => x * x;", "await Promise.resolve(3)", "class Point {\n  x = 1;\n}"]
    incomplete_code_samples = ["function f() {", "const a = [1,", "if (true) {\n  1", "`un texte"]
    invalid_code_samples = ["const 1a = 2", "let x = )", "function () }"]
    code_generate_error = 'throw new RangeError("trop loin")'
    code_execute_result = [
        {"code": "1+2+3", "result": "6"},
        {"code": '"bon" + "jour"', "result": "'bonjour'"},
        {"code": "[1, 2, 3].map((n) => n * n)", "result": "[ 1, 4, 9 ]"},
    ]
    code_display_data = [
        {"code": 'import { display } from "tslab";\ndisplay.html("<b>gras</b>");', "mime": "text/html"},
        {"code": 'import { plots } from "neurones";\nplots.curves({ functions: { f: (x) => x } }).show();', "mime": "image/svg+xml"},
    ]
    code_history_pattern = "1?2*"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "Math.hypot"
    code_clear_output = "display(1);\nclearOutput();"


class Lines(unittest.TestResult):
    def tell(self, test, outcome, detail=""):
        print(json.dumps({"test": test.id().rsplit(".", 1)[-1], "outcome": outcome, "detail": detail}), flush=True)

    def addSuccess(self, test):
        self.tell(test, "passed")

    def addFailure(self, test, err):
        self.tell(test, "failed", self._exc_info_to_string(err, test))

    addError = addFailure

    def addSkip(self, test, reason):
        self.tell(test, "skipped", reason)

    def addSubTest(self, test, subtest, err):
        if err is not None:
            self.tell(test, "failed", self._exc_info_to_string(err, test))


if __name__ == "__main__":
    suite = unittest.defaultTestLoader.loadTestsFromTestCase(NeuronesKernel)
    sys.exit(0 if suite.run(Lines()).wasSuccessful() else 1)
