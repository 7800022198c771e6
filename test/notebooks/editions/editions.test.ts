/**
 * Both editions of the course are in step, cell by cell: a change in one fails here until the other follows. The code
 * of the editions is the same program, so what tests find by executing French lessons holds for English ones.
 */
import assert from "node:assert/strict";
import path from "node:path";
import { readNotebook, type Cell, type Notebook } from "../../../grading/notebook-file.js";
import { KERNEL_NAMES, KERNEL_TITLES } from "../../../system/kernel-names.js";
import { studentVersion } from "../../../grading/student-version.js";
import { inEnglish, namesIn, skeleton } from "./code.js";
import { programOf, typeErrors } from "./type-check.js";
import { ENGLISH, FRENCH, lessonsIn, namesOf } from "./editions.js";

const all = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([found]) => found);
const digits = (text: string): string => text.replace(/\D/g, "");

/** R's code in the folds of a text, without comments and strings, each name as the number of its first use. */
function foldsOfR(text: string): string[] {
  return all(text, /```r\n[\s\S]*?```/g).map((fold) => {
    const known = new Map<string, number>();
    return fold
      .replace(/"[^"]*"|#[^\n]*/g, (quoted) => (quoted.startsWith("#") ? "" : '""'))
      .replace(/[\p{L}_.][\p{L}\p{N}_.]*/gu, (name) => {
        if (!known.has(name)) known.set(name, known.size);
        return `n${known.get(name)}`;
      })
      .replace(/\s+/g, " ");
  });
}

/** What a text shares with its translation: headings, links, folds, formulas (their numbers), lists, quoted regions. */
function form(text: string) {
  const prose = text.replace(/```[\s\S]*?```/g, "");
  return {
    headings: all(prose, /^#+ /gm),
    sections: all(prose, /^## \d+\./gm),
    links: all(text, /\]\([^)\s]+\)/g),
    folds: all(text, /<details>/g).length,
    listed: all(prose, /^(?:- |\d+\. )/gm),
    formulas: all(prose, /\$\$[\s\S]*?\$\$|\$[^$\n]+\$/g).map((formula) => digits(formula)),
    marks: all(text, /<!-- [A-Z ]+ -->/g),
    tables: all(prose, /^\|/gm).length,
    r: foldsOfR(text),
  };
}

const variablesOf = ({ cell_type, source }: Cell): Set<string> =>
  cell_type === "code" ? namesIn(source).variables : new Set();

describe("the English edition", () => {
  const files = lessonsIn(ENGLISH);

  it("has lessons of the French one, under the same names", () =>
    assert.deepEqual(
      files.filter((file) => !lessonsIn(FRENCH).includes(file)),
      [],
    ));

  it("passes the type check, with its solutions and as students get it", async () => {
    const programs = new Map<string, string>();
    for (const file of files) {
      const lesson = await readNotebook(path.join(ENGLISH, file));
      programs.set(file, programOf(lesson)).set(`student-${file}`, programOf(studentVersion(lesson)));
    }
    assert.deepEqual(typeErrors(programs), []);
  });

  for (const file of files) {
    describe(file, () => {
      let french: Notebook;
      let english: Notebook;
      /** The cells of both editions side by side. */
      let pairs: readonly (readonly [Cell, Cell])[];
      before(async () => {
        [french, english] = await Promise.all(
          [FRENCH, ENGLISH].map((folder) => readNotebook(path.join(folder, file))),
        );
        pairs = french.cells.map((cell, i) => [cell, english.cells[i]]);
      });

      it("has the same cells: ids, kinds, metadata, points", () => {
        const frames = ({ cells }: Notebook) =>
          cells.map(({ id, cell_type, metadata }) => ({ id, cell_type, metadata }));
        assert.deepEqual(frames(english), frames(french));
      });

      it("asks for the kernel that speaks English, and is saved without outputs", () => {
        const { kernelspec, ...others } = french.metadata as { kernelspec: object };
        assert.deepEqual(english.metadata, {
          ...others,
          kernelspec: {
            ...kernelspec,
            name: KERNEL_NAMES.en,
            display_name: KERNEL_TITLES.en,
          },
        });
        for (const { outputs = [] } of english.cells) assert.deepEqual(outputs, []);
      });

      it("has the same code, but for the names of its table, strings and comments", () => {
        const names = namesOf(file);
        for (const [{ id, cell_type, source }, other] of pairs)
          if (cell_type === "code")
            assert.equal(skeleton(other.source), skeleton(inEnglish(source, names)), id);
      });

      it("has a table of the names in the French code, whose English names mean nothing else there", () => {
        const names = namesOf(file);
        const { used, top } = namesIn(programOf(french));
        for (const [name, translated] of Object.entries(names)) {
          assert.ok(used.has(name), `${name} is not in the French code`);
          assert.notEqual(name, translated);
          assert.match(translated, /^[\x20-\x7e]+$/);
          assert.ok(!top.has(translated) || names[translated] !== undefined, `${translated} is taken`);
        }
        // No two variables of a cell become one, and no two of the whole lesson that its cells share.
        for (const variables of [top, ...pairs.map(([cell]) => variablesOf(cell))]) {
          const seen = new Map([...variables].map((name) => [inEnglish(name, names), name]));
          for (const name of variables) assert.equal(seen.get(inEnglish(name, names)), name);
        }
      });

      it("has texts of the same form: headings, links, lists, tables, formulas, folds of R", () => {
        for (const [{ id, cell_type, source }, other] of pairs)
          if (cell_type === "markdown") assert.deepEqual(form(other.source), form(source), id);
      });

      it("is in English: no text is that of the French edition, and no accented letter is in its code", () => {
        for (const [{ id, cell_type, source }, other] of pairs) {
          if (cell_type === "markdown") assert.notEqual(other.source, source, id);
          // Quotations and foreign words in italics aside.
          const prose = other.source.replace(/«[^»]*»|\*[^*]*\*|```[\s\S]*?```|`[^`]*`/g, "…");
          const french = /[àâçèéêëîïôùûœ]|\b(?:les|des|une|dans|avec|pour)\b/i;
          assert.doesNotMatch(cell_type === "markdown" ? prose : other.source, french, id);
          if (cell_type === "markdown") assert.doesNotMatch(prose, /\p{L} [;:!?](?:\s|$)/u, id);
        }
      });
    });
  }
});
