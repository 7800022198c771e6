/**
 * The names whose defining cell has failed in its newest version. If such a name still exists, it has the
 * value that an older version of the cell assigned, which a learner who has just changed the cell does not
 * expect.
 */
import { say } from "../../language/language.js";
import { declaredSymbols } from "./cell-file.js";
import type { CellDiagnostic, RunSettled } from "./contract.js";
import { excerptOf, positionOf } from "./diagnostics.js";
import { everyNode } from "./hints/nodes.js";
import { namesGivenInR } from "./hints/unknown-names.js";
import ts, { type BoundFile } from "./typescript.js";

/**
 * A cell that calls `exercises.check` needs no warning: the check itself reports that an answer is outdated.
 */
const CHECK = /\bexercises\.check\s*\(/;

export class FailedNames {
  /** For each name, the cell that failed. */
  readonly cells = new Map<string, string>();

  /** A cell did not compile: none of its names has a new value. */
  failed(cell: string, file: BoundFile): void {
    for (const name of [...namesOf(file), ...namesGivenInR(file.text)]) this.cells.set(name, cell);
  }

  /** A cell ran, and gave a value to the names in `defined`. */
  settled(cell: string, file: BoundFile, defined: RunSettled["defined"]): void {
    for (const name of namesOf(file)) {
      if (defined === "all" || defined.includes(name)) this.cells.delete(name);
      else this.cells.set(name, cell);
    }
  }

  forget(): void {
    this.cells.clear();
  }

  /** The outdated names that a cell uses, each with the first place where it is used. */
  usedIn(file: BoundFile, exists: (name: string) => boolean): Map<string, ts.Identifier> {
    const used = new Map<string, ts.Identifier>();
    if (this.cells.size === 0) return used;
    everyNode(file, (node) => {
      if (!ts.isIdentifier(node) || !this.cells.has(node.text) || used.has(node.text)) return;
      const isProperty =
        (node.parent as Partial<ts.PropertyAccessExpression>).name === node &&
        !ts.isShorthandPropertyAssignment(node.parent);
      if (!isProperty && !file.locals.has(node.escapedText) && exists(node.text)) used.set(node.text, node);
    });
    return used;
  }

  warnings(file: BoundFile, outdated: ReadonlyMap<string, ts.Identifier>): CellDiagnostic[] {
    if (CHECK.test(file.text)) return [];
    return [...outdated].map(([name, node]) => {
      const [start, cell] = [node.getStart(file), this.cells.get(name)];
      return {
        severity: "warning",
        code: 0,
        message: say({
          fr: `la dernière cellule qui définit \`${name}\` (${cell}) a échoué : c’est sa version précédente qui sert ici.`,
          en: `the last cell that defines \`${name}\` (${cell}) failed: its previous version is used here.`,
        }),
        start: positionOf(file, start),
        end: positionOf(file, node.end),
        excerpt: excerptOf(file.text, start, node.end),
      };
    });
  }
}

/** The names that a cell declares. */
function namesOf(file: BoundFile): string[] {
  return declaredSymbols(file).flatMap(([name, { declarations }]) => {
    const statement =
      declarations?.[0] === undefined
        ? undefined
        : ts.findAncestor(declarations[0], (node) => node.parent === file);
    const text = ts.unescapeLeadingUnderscores(name);
    // In a cell that does not parse, the parser may report declarations that the learner did not write.
    if (
      file.parseDiagnostics.length > 0 &&
      !new RegExp(
        `\\b(?:const|let|var|function|class|enum)\\s+${text.replaceAll("$", "\\$")}(?![\\p{L}\\p{N}_$-])`,
        "u",
      ).test(file.text)
    )
      return [];
    const isDeclaration =
      statement !== undefined &&
      /^(?:export\s+)?(?:const|let|var|(?:async\s+)?function|class|enum|interface|type)\b/.test(
        statement.getText(file),
      );
    return isDeclaration ? [text] : [];
  });
}
