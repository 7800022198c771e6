/** The catalogue: every layer, loss, metric, optimizer and schedule, with its parameters and all their options. */
import { writeFile } from "node:fs/promises";
import path from "node:path";
import ts from "typescript";

/** The namespaces of `src/index.ts` that the catalogue lists, with their headings. */
const CHAPTERS = {
  layers: "Layers",
  losses: "Losses",
  metrics: "Metrics",
  train: "Optimizers",
  schedules: "Learning rate schedules",
  initializers: "Initializers",
  regularizers: "Regularizers",
  callbacks: "Callbacks",
} as const;

/**
 * Writes the catalogue as a Markdown file.
 *
 * @returns the Markdown file
 */
export async function writeCatalogue(root: string, folder: string): Promise<string> {
  const entry = path.join(root, "src", "index.ts");
  const { config } = ts.readConfigFile(path.join(root, "tsconfig.base.json"), ts.sys.readFile) as {
    config: object;
  };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const program = ts.createProgram([entry], { ...options, noEmit: true, composite: false });
  const checker = program.getTypeChecker();
  const api = checker.getSymbolAtLocation(program.getSourceFile(entry)!)!;
  const exported = new Map(checker.getExportsOfModule(api).map((symbol) => [symbol.name, target(symbol)]));
  const chapters = Object.entries(CHAPTERS).map(([namespace, heading]) => {
    const functions = checker
      .getExportsOfModule(exported.get(namespace)!)
      .map((symbol) => [symbol.name, target(symbol)] as const)
      .filter(([, symbol]) =>
        callsOf(symbol).some((call) => !(call.getReturnType().flags & ts.TypeFlags.Void)),
      );
    return `## ${heading}\n\n${functions.map(([name, symbol]) => describe(namespace, name, symbol)).join("\n\n")}`;
  });
  const file = path.join(folder, "catalogue.md");
  await writeFile(
    file,
    `---\ntitle: Catalogue\n---\n\n# Layers, losses, optimizers, …\n\n${chapters.join("\n\n")}\n`,
  );
  return file;

  function target(symbol: ts.Symbol): ts.Symbol {
    return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  }

  function callsOf(symbol: ts.Symbol): readonly ts.Signature[] {
    return symbol.flags & ts.SymbolFlags.Value ? checker.getTypeOfSymbol(symbol).getCallSignatures() : [];
  }

  function describe(namespace: string, name: string, symbol: ts.Symbol): string {
    const description = ts.displayPartsToString(symbol.getDocumentationComment(checker));
    const [call] = callsOf(symbol);
    const rows = call.parameters.filter(({ name: parameter }) => parameter !== "more").flatMap(rowsOf);
    const table =
      rows.length === 0 ? "" : `\n\n| option | type | description |\n| --- | --- | --- |\n${rows.join("\n")}`;
    return `### ${name}\n\n{@link ${namespace}.${name}}. ${description}${table}`;
  }

  /** One row for each option if the parameter is an object of options, else one for the parameter. */
  function rowsOf(parameter: ts.Symbol): string[] {
    const type = checker.getNonNullableType(checker.getTypeOfSymbol(parameter));
    const objects = (type.isUnion() ? type.types : [type]).filter(
      (each) => each.flags & ts.TypeFlags.Object && isOptions(each),
    );
    const options = objects.flatMap((each) => checker.getPropertiesOfType(each));
    if (options.length === 0 || parameter.name.startsWith("y")) return [row(parameter)];
    return type.isUnion() ? [row(parameter), ...options.map(row)] : options.map(row);
  }

  /** Whether the properties of a type are options: those of arrays, tensors and schedules are not. */
  function isOptions(type: ts.Type): boolean {
    if (type.getCallSignatures().length + type.getConstructSignatures().length > 0) return false;
    return checker
      .getPropertiesOfType(type)
      .flatMap(({ declarations = [] }) => declarations)
      .every(
        (declaration) =>
          !ts.isClassElement(declaration) &&
          !ts.isMethodSignature(declaration) &&
          !program.isSourceFileFromExternalLibrary(declaration.getSourceFile()) &&
          !program.isSourceFileDefaultLibrary(declaration.getSourceFile()),
      );
  }

  function row(symbol: ts.Symbol): string {
    const isOptional =
      (symbol.flags & ts.SymbolFlags.Optional) !== 0 ||
      (symbol.valueDeclaration !== undefined &&
        ts.isParameter(symbol.valueDeclaration) &&
        checker.isOptionalParameter(symbol.valueDeclaration));
    const type = checker.typeToString(
      checker.getNonNullableType(checker.getTypeOfSymbol(symbol)),
      undefined,
      ts.TypeFormatFlags.UseAliasDefinedOutsideCurrentScope,
    );
    const text = ts.displayPartsToString(symbol.getDocumentationComment(checker)).replace(/\s+/g, " ");
    return `| \`${symbol.name}${isOptional ? "?" : ""}\` | \`${escapeCell(type)}\` | ${escapeCell(text)} |`;
  }
}

function escapeCell(text: string): string {
  return text.replaceAll("|", "\\|");
}
