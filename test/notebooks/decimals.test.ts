/**
 * One habit for the decimal sign: texts, titles, tables and figures write numbers as the edition's language does, with a
 * comma in French and a point in English. What `console.log` prints of a number, and code, stay JavaScript's, with a
 * point; lesson 0 says so.
 */
import assert from "node:assert/strict";
import path from "node:path";
import ts from "typescript";
import { readNotebook, type Cell } from "../../grading/notebook-file.js";
import { LANGUAGES, type Language } from "../../src/language/language.js";
import { ROOT } from "../setup/clone.js";
import { lessonsIn } from "./editions/editions.js";

/** A number with the decimal sign of the other language. English writes 1,234 with a comma between thousands. */
const FOREIGN: Readonly<Record<Language, RegExp>> = {
  fr: /\d\.\d/,
  en: /\d,(?!\d{3}(?!\d))\d/,
};
/** A decimal comma; in a line that `console.log` prints it stands beside numbers with a point. */
const COMMA = /\d,\d/;

/** What R prints, quoted as it stands, and versions of programs. */
const QUOTED = /Error: 0\.000146 Steps: 98|R 1\.44\.2|`neuralnet` 1\.44\.2/g;

interface Text {
  readonly text: string;
  /** Whether `console.log` prints it. */
  readonly isPrinted: boolean;
}

/** The strings in the code, and the functions that write a number with a point. */
function textsIn(code: string): { readonly texts: readonly Text[]; readonly pointed: readonly string[] } {
  const texts: Text[] = [];
  const pointed: string[] = [];
  const file = ts.createSourceFile("cell.ts", code, ts.ScriptTarget.Latest, true);
  const visit = (node: ts.Node, isPrinted: boolean): void => {
    const prints = isPrinted || (ts.isCallExpression(node) && node.expression.getText() === "console.log");
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node))
      texts.push({ text: node.text, isPrinted });
    if (ts.isIdentifier(node) && /^(?:toFixed|toPrecision)$/.test(node.text) && !isPrinted)
      pointed.push(node.parent.parent.getText());
    node.forEachChild((child) => visit(child, prints));
  };
  visit(file, false);
  return { texts, pointed };
}

/** The text without code, formulas, links and what is quoted. */
function prose(markdown: string): string {
  return markdown
    .replace(/```[\s\S]*?```|`[^`]*`|\$\$[\s\S]*?\$\$|\$[^$\n]+\$|\]\([^)]*\)/g, "…")
    .replace(QUOTED, "…");
}

describe("decimal signs of the lessons", () => {
  for (const language of LANGUAGES) {
    const folder = path.join(ROOT, "notebooks", language);
    for (const file of lessonsIn(folder)) {
      describe(`${language}/${file}`, () => {
        let cells: readonly Cell[];
        before(async () => ({ cells } = await readNotebook(path.join(folder, file))));
        const ofKind = (kind: Cell["cell_type"]) => cells.filter(({ cell_type }) => cell_type === kind);

        it("are the language's in texts and formulas", () => {
          for (const { id, source } of ofKind("markdown")) {
            assert.doesNotMatch(prose(source.replace(QUOTED, "…")), FOREIGN[language], id);
            const formulas = [...source.matchAll(/\$\$[\s\S]*?\$\$|\$[^$\n]+\$/g)].join("\n");
            assert.doesNotMatch(formulas, language === "fr" ? /\d\.\d/ : /\{,\}/, id);
          }
        });

        it("are the language's in titles, tables and figures, and a point in what is printed", () => {
          for (const { id, source } of ofKind("code")) {
            const { texts, pointed } = textsIn(source);
            for (const { text, isPrinted } of texts)
              assert.doesNotMatch(text.replace(QUOTED, "…"), isPrinted ? COMMA : FOREIGN[language], id);
            assert.deepEqual(pointed, [], `${id}: formatNumber writes the language's decimal sign`);
          }
        });
      });
    }
  }

  it("are explained once, in lesson 0", async () => {
    const { cells } = await readNotebook(path.join(ROOT, "notebooks", "fr", "00-typescript.ipynb"));
    assert.ok(cells.some(({ source }) => /`console\.log` écrit les nombres comme le code/.test(source)));
  });
});
