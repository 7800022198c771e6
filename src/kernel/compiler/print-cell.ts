/**
 * Transforms and prints a checked cell. `Program.emit` does the same for any file, with a transformer for each kind of syntax
 * that some version of the language lacks, and with what files on a disk need. For a cell of one line that is about a sixth of
 * the time in which it is compiled, so cells without such syntax are printed without it.
 */
import { isJsx } from "./jsx.js";
import ts, { internals, type CheckerInternals, type RawSourceMap } from "./typescript.js";

/** The JavaScript of a file, with the map from it to the source. */
interface Printed {
  readonly javascript: string;
  readonly sourceMap: RawSourceMap;
}

/** Cells are not on a disk: paths in their maps are replaced later. */
const PATHS = { getCurrentDirectory: () => "/", getCanonicalFileName: (name: string) => name };

/**
 * Words and signs in a text whose syntax needs more than TypeScript's first transformer: classes, decorators, `using`, what
 * belongs to modules; also comments to the compiler, such as `@ts-nocheck`.
 */
const NEEDS_ALL = /\b(?:class|using|accessor|enum|namespace|module|import|export)\b|@/;

/** True for a file that `printPlain` prints as `Program.emit` does. */
export function isPlain(file: ts.SourceFile): boolean {
  return !NEEDS_ALL.test(file.text) && !isJsx(file);
}

/** Prints a file that is plain and was checked, after these transformers. */
export function printPlain(
  file: ts.SourceFile,
  checker: ts.TypeChecker,
  options: ts.CompilerOptions,
  transformers: readonly ts.TransformerFactory<ts.SourceFile>[],
): Printed {
  const resolver = (checker as ts.TypeChecker & CheckerInternals).getEmitResolver(file);
  const all = [...transformers, internals.transformTypeScript];
  const result = internals.transformNodes(resolver, undefined, ts.factory, options, [file], all, false);
  const { newLine, module, moduleResolution, target, sourceMap } = options;
  const printer = internals.createPrinter(
    { newLine, module, moduleResolution, target, sourceMap },
    {
      hasGlobalName: resolver.hasGlobalName,
      onEmitNode: result.emitNodeWithNotification,
      isEmitNotificationEnabled: result.isEmitNotificationEnabled,
      substituteNode: result.substituteNode,
    },
  );
  const writer = internals.createTextWriter("\n");
  const map = internals.createSourceMapGenerator(PATHS, "cell.js", "", "/", options);
  printer.writeFile(result.transformed[0]!, writer, map);
  result.dispose();
  if (!writer.isAtStartOfLine()) writer.rawWrite("\n");
  return { javascript: writer.getText(), sourceMap: map.toJSON() };
}

/** Prints any file that was checked: after the transformers of `before`, those of TypeScript and those of `after`. */
export function printWithAll(
  file: ts.SourceFile,
  program: ts.Program,
  before: ts.TransformerFactory<ts.SourceFile>[],
  after: readonly ts.TransformerFactory<ts.SourceFile>[],
): Printed {
  let javascript = "";
  let sourceMap: RawSourceMap = { mappings: "" };
  const write: ts.WriteFileCallback = (fileName, text) => {
    if (fileName.endsWith(".map")) sourceMap = JSON.parse(text) as RawSourceMap;
    else javascript = text;
  };
  program.emit(file, write, undefined, false, { before, after: [withoutEmptyExport, ...after] });
  return { javascript, sourceMap };
}

/** Removes the `export {}` with which TypeScript marks a module: a function's body cannot contain it. */
const withoutEmptyExport: ts.TransformerFactory<ts.SourceFile> = () => (file) =>
  ts.factory.updateSourceFile(
    file,
    file.statements.filter((statement) => !ts.isExportDeclaration(statement)),
  );
