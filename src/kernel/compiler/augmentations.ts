/**
 * The declarations that cells make inside other modules or the global scope (`declare global { … }`).
 *
 * TypeScript merges such declarations only if they are part of the program, so those of each cell become a
 * file of the program. TypeScript does not allow a second declaration of the same property or variable with
 * another type; in a notebook it is the edited version of the first. So the newest declaration of a name, or
 * of a member of an interface, replaces the older one.
 */
import ts, { type BoundFile } from "./typescript.js";

/** One declaration, or one member of an interface. */
interface Piece {
  /** `global`, or `module "name"`. */
  readonly place: string;
  /** The names that it declares: `value x`, `type T`, or `type T#member`. */
  readonly claims: readonly string[];
  readonly text: string;
  /** For a member of an interface: the interface's text up to the brace. */
  readonly interfaceHead?: string;
}

interface CellAugmentations {
  readonly fileName: string;
  /** The cell's imports: the declarations may need them. */
  readonly imports: string;
  readonly pieces: readonly Piece[];
}

export class Augmentations {
  static readonly none = new Augmentations([]);

  private constructor(private readonly cells: readonly CellAugmentations[]) {}

  /** These declarations together with those of a file; this same object if the file has none. */
  with(file: BoundFile): Augmentations {
    const own = augmentationsOf(file);
    if (own.length === 0) return this;
    const isSuperseded = (piece: Piece): boolean =>
      own.some((newer) => newer.place === piece.place && conflict(newer, piece));
    const older = this.cells
      .map((cell) => ({ ...cell, pieces: cell.pieces.filter((piece) => !isSuperseded(piece)) }))
      .filter(({ pieces }) => pieces.length > 0);
    const imports = file.statements.filter(ts.isImportDeclaration).map((node) => node.getText(file));
    return new Augmentations([
      ...older,
      { fileName: file.fileName, imports: imports.join("\n"), pieces: own },
    ]);
  }

  /** True if a declaration of the cell with this file name is still in use. */
  holds(fileName: string): boolean {
    return this.cells.some((cell) => cell.fileName === fileName);
  }

  /** The files for the program: the text of each by its name. */
  files(): Map<string, string> {
    return new Map(
      this.cells.map((cell) => [cell.fileName.replace(/\.ts$/, ".augmentations.ts"), textOf(cell)]),
    );
  }
}

function textOf({ imports, pieces }: CellAugmentations): string {
  const blocks = pieces.map(({ place, text, interfaceHead }) => {
    const inside = interfaceHead === undefined ? text : `${interfaceHead} {\n${text}\n}`;
    return `declare ${place} {\n${inside}\n}`;
  });
  return [imports, ...blocks, "export {};"].join("\n");
}

function conflict(a: Piece, b: Piece): boolean {
  return a.claims.some((one) =>
    b.claims.some((other) => one === other || one.startsWith(`${other}#`) || other.startsWith(`${one}#`)),
  );
}

function augmentationsOf(file: BoundFile): Piece[] {
  return file.statements.flatMap((node) => {
    if (!ts.isModuleDeclaration(node) || node.body === undefined || !ts.isModuleBlock(node.body)) return [];
    const isGlobal = (node.flags & ts.NodeFlags.GlobalAugmentation) !== 0;
    if (!isGlobal && !ts.isStringLiteral(node.name)) return [];
    const place = isGlobal ? "global" : `module ${node.name.getText(file)}`;
    return node.body.statements.flatMap((statement) =>
      piecesOf(statement, file).map((piece) => ({ place, ...piece })),
    );
  });
}

function piecesOf(node: ts.Statement, file: ts.SourceFile): Omit<Piece, "place">[] {
  const text = node.getText(file);
  if (ts.isInterfaceDeclaration(node)) return interfacePieces(node, file);
  if (ts.isVariableStatement(node)) {
    const { declarations, flags } = node.declarationList;
    const words = [
      ...(node.modifiers ?? []).map((modifier) => modifier.getText(file)),
      keywordOf(flags),
    ].join(" ");
    return declarations.map((one) => ({
      claims: [`value ${one.name.getText(file)}`],
      text: `${words} ${one.getText(file)};`,
    }));
  }
  if (ts.isTypeAliasDeclaration(node)) return [{ claims: [`type ${node.name.text}`], text }];
  if (ts.isClassDeclaration(node) || ts.isEnumDeclaration(node)) {
    return [{ claims: [`value ${node.name?.text ?? ""}`, `type ${node.name?.text ?? ""}`], text }];
  }
  if (ts.isFunctionDeclaration(node)) return [{ claims: [`value ${node.name?.text ?? ""}`], text }];
  if (ts.isModuleDeclaration(node)) return [{ claims: [`namespace ${node.name.text}`], text }];
  return [{ claims: [text], text }];
}

function keywordOf(flags: ts.NodeFlags): string {
  if (flags & ts.NodeFlags.Const) return "const";
  return flags & ts.NodeFlags.Let ? "let" : "var";
}

/** One piece for each member of an interface: members that are not declared again remain. */
function interfacePieces(node: ts.InterfaceDeclaration, file: ts.SourceFile): Omit<Piece, "place">[] {
  const head = file.text.slice(node.getStart(file), node.members.pos).replace(/\{\s*$/, "");
  if (node.members.length === 0)
    return [{ claims: [`type ${node.name.text}#`], text: "", interfaceHead: head }];
  return node.members.map((member) => {
    const text = member.getFullText(file);
    const name =
      member.name === undefined ? text.trim() : member.name.getText(file).replaceAll(/^["']|["']$/g, "");
    return { claims: [`type ${node.name.text}#${name}`], text, interfaceHead: head };
  });
}
