/** Answers questions about code that does not run: completions, tooltips, facts, and what the debugger asks. */
import type { CellFacts } from "../cells/facts.js";
import { completionsAt, withImports } from "./completion.js";
import type {
  CompletionAnswer,
  InspectionAnswer,
  SourcePlace,
  Translation,
  TypesAnswer,
} from "./contract.js";
import { catches, localNames } from "./debugging/place.js";
import { translate } from "./debugging/translate.js";
import { typesAt } from "./debugging/types.js";
import { factsOf } from "./facts/cell-facts.js";
import type { Importable } from "./importable.js";
import { inspectionAt } from "./inspection.js";
import type { KnownCells } from "./known-cells.js";
import { isStable } from "./name-syntax.js";
import { typeNameBefore } from "./type-names.js";
import type ts from "./typescript.js";
import type { BoundFile } from "./typescript.js";
import { membersAt, valueAt, type PathContext } from "./value-path.js";

export class Questions {
  constructor(private readonly cells: KnownCells) {}

  complete(code: string, cursor: number): CompletionAnswer {
    const place = Math.min(cursor, code.length);
    if (this.cells.library.hasUnreadTypes(typeNameBefore(this.cells.draftOf(code), place)))
      this.cells.readWholeDom();
    const file = this.cells.draftOf(code);
    const { program, serviceHost } = this.cells.library;
    const found = completionsAt(program, serviceHost, file, place, this.cells.isDeclared(file));
    const members = found.items.length === 0 ? membersAt(file, place, this.pathContext(file)) : undefined;
    if (members === undefined) return withImports(found, file, place, () => this.importable());
    const { path, start, end, isQuoted } = members;
    return { start, end, items: [], members: { ...path, isQuoted } };
  }

  inspect(code: string, cursor: number): InspectionAnswer {
    const file = this.cells.draftOf(code);
    const at = Math.min(cursor, code.length);
    const value = valueAt(file, at, this.pathContext(file));
    return { ...inspectionAt(this.cells.library.program, file, at), ...(value !== undefined && { value }) };
  }

  /** The names that a cell could import. The course's lessons need no packages of its own development. */
  importable(): Importable {
    return this.cells.library.importable(this.cells.checks === "plain");
  }

  private pathContext(file: BoundFile): PathContext {
    const isDeclared = this.cells.isDeclared(file);
    const isLastValue = ({ declarations }: ts.Symbol): boolean =>
      declarations?.some((declaration) => this.cells.library.isPrelude(declaration.getSourceFile())) === true;
    return {
      checker: this.cells.library.checker,
      isVariable: (symbol) => isDeclared(symbol) || isLastValue(symbol),
    };
  }

  /** The facts of a cell that does not run now: its types are known as far as the cells it needs have run. */
  factsOf(code: string): CellFacts {
    return this.facts(this.cells.draftOf(code), false);
  }

  /** Compiles an expression for the debugger. */
  translate(expression: string, place: SourcePlace | undefined): Translation {
    const visible = this.cells.visible();
    return translate(expression, {
      locals: place === undefined ? new Set() : localNames(this.cells.draftOf(place.code), place),
      isSessionName: (name) => visible.has(name),
      isConstant: (name) => {
        const symbol = visible.symbolOf(name);
        return symbol !== undefined && isStable(symbol);
      },
    });
  }

  /** Whether the code around one of these places catches what is thrown there. */
  isCaught(places: readonly SourcePlace[]): boolean {
    return places.some((place) => catches(this.cells.draftOf(place.code), place));
  }

  /** The types of the variables that the code at a place sees. */
  typesIn(place: SourcePlace = { code: "", line: 0, column: 0, isCell: true }): TypesAnswer {
    const file = this.cells.draftOf(place.code);
    return typesAt(this.cells.library.checker, file, place, this.cells.isCell(file));
  }

  /** The facts of a cell; `isChecked` where it has just been checked. */
  facts(file: BoundFile, isChecked: boolean): CellFacts {
    return factsOf(file, {
      checker: this.cells.library.checker,
      isChecked,
      isCell: this.cells.isCell(file),
      moduleVersion: (specifier) => this.cells.library.contentOf(file, specifier),
    });
  }
}
