/**
 * What the public API declares: every function, class and method that `src/index.ts` exports, with the types
 * of its parameters, read from the declarations that the compiler wrote, so that a new export is included
 * automatically.
 */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";

/** A function, class or method. */
export interface Callable {
  /** Its path in the API: `layers.dense`, `new Tensor`, `Tensor.matMul`. */
  readonly path: string;
  /** A function, a class to be made an instance of, or a method of a class's instances. */
  readonly kind: "function" | "class" | "method";
  /** The declared ways to call it. */
  readonly signatures: readonly ts.Signature[];
}

export interface Declarations {
  readonly checker: ts.TypeChecker;
  readonly callables: readonly Callable[];
  /** The names of all exports that are values, those of namespaces as `layers.dense`. */
  readonly exports: readonly string[];
  /** A node of the source, which the compiler needs to resolve types. */
  readonly place: ts.Node;
}

const ENTRY = fileURLToPath(new URL("../../src/index.d.ts", import.meta.url));

/** Reads the declarations; takes some seconds, so do it once. */
export function readDeclarations(): Declarations {
  if (!existsSync(ENTRY)) throw new Error(`${ENTRY} is missing: build first`);
  const program = ts.createProgram([ENTRY], {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    lib: ["lib.es2023.d.ts"],
    types: [],
    skipLibCheck: true,
    strict: true,
    noEmit: true,
  });
  const checker = program.getTypeChecker();
  const place = program.getSourceFile(ENTRY)!;
  const callables: Callable[] = [];
  const exports: string[] = [];
  visitModule(checker.getSymbolAtLocation(place)!, "");
  return { checker, callables, exports, place };

  function visitModule(module: ts.Symbol, prefix: string): void {
    for (const exported of checker.getExportsOfModule(module)) {
      const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
      const path = prefix + exported.name;
      if (symbol.flags & ts.SymbolFlags.ValueModule) visitModule(symbol, `${path}.`);
      else if (symbol.flags & ts.SymbolFlags.Value) visitValue(symbol, path, isTypeOnly(exported));
    }
  }

  function visitValue(symbol: ts.Symbol, path: string, typeOnly: boolean): void {
    if (!typeOnly) exports.push(path);
    const type = checker.getTypeOfSymbol(symbol);
    const calls = type.getCallSignatures();
    if (calls.length > 0) callables.push({ path, kind: "function", signatures: calls });
    const makes = type.getConstructSignatures();
    if (makes.length === 0) return;
    if (!typeOnly && !isAbstract(symbol))
      callables.push({ path: `new ${path}`, kind: "class", signatures: makes });
    const instance = checker.getDeclaredTypeOfSymbol(symbol);
    for (const member of checker.getPropertiesOfType(instance)) {
      if (
        member.name.startsWith("__@") ||
        (member.valueDeclaration === undefined && member.declarations === undefined)
      )
        continue;
      const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
      if (
        (member.declarations ?? []).some((declaration) => ts.getCombinedModifierFlags(declaration) & hidden)
      )
        continue;
      if (
        (member.declarations ?? []).every((declaration) =>
          /[\\/]node_modules[\\/]/.test(declaration.getSourceFile().fileName),
        )
      )
        continue;
      const signatures = checker.getTypeOfSymbolAtLocation(member, place).getCallSignatures();
      if (signatures.length > 0)
        callables.push({ path: `${path}.${member.name}`, kind: "method", signatures });
    }
  }
}

/** Whether only the type is exported: users cannot make instances of such a class themselves. */
function isTypeOnly(exported: ts.Symbol): boolean {
  return (exported.declarations ?? []).some((declaration) =>
    ts.isTypeOnlyImportOrExportDeclaration(declaration),
  );
}

function isAbstract(symbol: ts.Symbol): boolean {
  return (symbol.declarations ?? []).some(
    (declaration) => ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Abstract,
  );
}
