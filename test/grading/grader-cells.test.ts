/** What the formgrader's page, which has the grader's rights, shows of a student's texts. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import path from "node:path";
import { harmlessMarkdown } from "../../grading/reports/grader-cells.js";
import { ROOT } from "../setup/clone.js";

const HOSTILE: readonly string[] = [
  "![](/logout)",
  "![image][a]\n\n[a]: /logout",
  "[lien](/logout) [lien][a] [a]\n\n[a]: http://exemple.fr/x",
  "[a]:\n/logout\n\n![a]",
  "<img src=/logout>",
  "<http://exemple.fr/x> http://exemple.fr/x www.exemple.fr qui@exemple.fr",
  "[![](/logout)](/logout)",
  "&#33;&#91;&#93;(/logout)",
  "<script>alert(1)</script>\n\n<div style='background:url(/logout)'>x</div>",
  "> ![](/logout)\n\n- ![](/logout)\n\n| ![](/logout) |\n|---|\n| ![](/logout) |",
  "$\\style{background:url(/logout)}{x}$ $\\href{/logout}{x}$ $\\require{html}$",
];
const HARMLESS = "**gras** et `v[0]`, $a_{[1]} < b$ ; a < b & c";

describe("a student's text for the grader", () => {
  it("shows its words, and makes no request, link or element of its own", function () {
    const python = path.join(
      ROOT,
      ".venv",
      process.platform === "win32" ? "Scripts/python.exe" : "bin/python",
    );
    const program = `
import json, sys
from nbconvert.filters import markdown2html_mistune
print(json.dumps([markdown2html_mistune(text) for text in json.load(sys.stdin)]))`;
    const { stdout, stderr, status } = spawnSync(python, ["-c", program], {
      input: JSON.stringify([...HOSTILE, HARMLESS].map(harmlessMarkdown)),
      encoding: "utf8",
    });
    assert.equal(status, 0, stderr);
    const pages = JSON.parse(stdout) as string[];
    for (const [i, hostile] of HOSTILE.entries()) {
      assert.doesNotMatch(
        pages[i],
        /<(?:img|a|script|div|style|link|iframe)\b|\\(?:style|href|require)\b/i,
        hostile,
      );
      assert.match(pages[i].replaceAll("\u2060", ""), /logout|exemple/);
    }
    const shown = pages.at(-1)!.replaceAll("\u2060", "");
    assert.match(shown, /<strong>gras<\/strong> et <code>v\[0\]<\/code>/);
    assert.match(shown, /\$a_\{\[1\]\} &lt; b\$/);
  });
});
