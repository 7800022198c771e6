/** Tells names of the notebook from names of a block or function in a cell. */
import { declaredName } from "../cell-file.js";
import ts, { type BoundFile, type CheckerInternals } from "../typescript.js";

/** What a name in a cell's code refers to. */
export type Referent =
  /** A name of the notebook: of this cell's top level, of another cell, or that no cell has declared yet. */
  | { readonly kind: "notebook"; readonly name: string; readonly symbol: ts.Symbol | undefined }
  /** A name of a block, a function or a parameter. */
  | { readonly kind: "local"; readonly symbol: ts.Symbol };

export class NamesInCell {
  private readonly resolveName: CheckerInternals["resolveName"];

  constructor(
    readonly file: BoundFile,
    readonly checker: ts.TypeChecker,
    /** True for the file of a cell, this one or an earlier one. */
    readonly isCell: (file: ts.SourceFile) => boolean,
  ) {
    this.resolveName = (checker as ts.TypeChecker & CheckerInternals).resolveName;
  }

  referent(node: ts.Identifier, meaning: ts.SymbolFlags = ts.SymbolFlags.Value): Referent {
    const symbol = this.resolveName(node.text, node, meaning, false);
    const isLocal =
      symbol?.declarations?.some((declaration) => declaration.getSourceFile() === this.file) === true &&
      !this.isOwn(symbol);
    return isLocal ? { kind: "local", symbol } : { kind: "notebook", name: node.text, symbol };
  }

  /** Whether this cell declares the symbol at its top level. */
  isOwn(symbol: ts.Symbol): boolean {
    const own = this.file.locals.get(ts.escapeLeadingUnderscores(declaredName(symbol)));
    return own?.declarations?.some((declaration) => symbol.declarations?.includes(declaration)) ?? false;
  }

  /** Whether the language, Node or the kernel declares the symbol. */
  isBuiltIn(symbol: ts.Symbol | undefined): boolean {
    const file = symbol?.declarations?.[0]?.getSourceFile();
    return file !== undefined && !this.isCell(file);
  }

  /** The symbol of a member in `object.member`; undefined if the type of the object is not known. */
  member(node: ts.Identifier | ts.PrivateIdentifier): ts.Symbol | undefined {
    return this.checker.getSymbolAtLocation(node);
  }

  /** The key under which a cell's facts hold what a method does: `Counter.increment`. */
  methodKey(member: ts.Symbol): string | undefined {
    const declaration = member.declarations?.[0];
    if (declaration === undefined || !this.isCell(declaration.getSourceFile())) return undefined;
    const owner = ownerOf(declaration);
    return owner === undefined ? undefined : `${owner}.${member.name}`;
  }
}

/** The name of the class, or of the variable with the object, in which a member is declared. */
function ownerOf({ parent }: ts.Declaration): string | undefined {
  if (ts.isClassLike(parent)) return parent.name?.text;
  if (!ts.isObjectLiteralExpression(parent)) return undefined;
  const holder = parent.parent;
  return ts.isVariableDeclaration(holder) && ts.isIdentifier(holder.name) ? holder.name.text : undefined;
}
