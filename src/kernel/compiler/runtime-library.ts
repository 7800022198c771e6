/**
 * The language's library as far as the running Node has it.
 *
 * TypeScript's libraries follow the years of the standard; engines take up one function after the other. A cell may use
 * exactly what is there: of the libraries after ES2023, which every supported Node has whole, each member of an interface
 * and each variable is looked for in this very process, and left out where it is missing.
 */
import { readdirSync } from "node:fs";
import { dirname } from "node:path";
import ts from "./typescript.js";

/** The parts of the library that are newer than ES2023: `lib.es2024.object.d.ts`, `lib.esnext.array.d.ts`. */
const NEWER_PART = /(?:^|\/)lib\.(?:es202[4-9]|es20[3-9]\d|esnext)\.\w+\.d\.ts$/;
/** Bundles of parts with the DOM. */
const WHOLE = /\.full\.d\.ts$/;

/** The interfaces of what a runtime has under another name. */
const PROTOTYPES: Readonly<Record<string, () => unknown>> = {
  ReadonlyArray: () => Array.prototype,
  ReadonlySet: () => Set.prototype,
  ReadonlyMap: () => Map.prototype,
  IteratorObject: () => Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]())) as unknown,
  AsyncIteratorObject: () =>
    Object.getPrototypeOf(Object.getPrototypeOf(Object.getPrototypeOf((async function* () {})()))) as unknown,
};

/** The file names of the libraries that cells are checked against. */
export function runtimeLibraries(): string[] {
  const parts = readdirSync(dirname(ts.getDefaultLibFilePath({}))).filter(
    (name) => NEWER_PART.test(name) && !WHOLE.test(name),
  );
  // By far the largest, and nothing but the one object.
  const present = parts.filter((name) => !name.includes(".temporal.") || "Temporal" in globalThis);
  return ["lib.es2023.d.ts", ...present];
}

/** The text of a library's file, without what the running Node does not have. */
export function presentOnly(fileName: string, text: string): string {
  if (!NEWER_PART.test(fileName)) return text;
  const file = ts.createSourceFile(fileName, text, ts.ScriptTarget.Latest, true);
  let present = text;
  for (const node of missingIn(file.statements, globalThis).reverse()) {
    // Blanks, so that nothing else changes its place.
    const gap = text.slice(node.getStart(file), node.end).replaceAll(/[^\n]/g, " ");
    present = present.slice(0, node.getStart(file)) + gap + present.slice(node.end);
  }
  return present;
}

/** The declarations that stand for nothing in this process, in the order of the text. */
function missingIn(statements: readonly ts.Statement[], scope: object): ts.Node[] {
  return statements.flatMap((node): ts.Node[] => {
    if (ts.isVariableStatement(node)) {
      return node.declarationList.declarations.every(
        ({ name }) => ts.isIdentifier(name) && !(name.text in scope),
      )
        ? [node]
        : [];
    }
    if (ts.isFunctionDeclaration(node) && node.name !== undefined)
      return node.name.text in scope ? [] : [node];
    if (ts.isInterfaceDeclaration(node)) {
      const holder = holderOf(node.name.text, scope);
      return holder === undefined ? [] : node.members.filter((member) => isMissing(member, holder));
    }
    if (!ts.isModuleDeclaration(node) || node.body === undefined || !ts.isModuleBlock(node.body)) return [];
    const inner =
      (node.flags & ts.NodeFlags.GlobalAugmentation) === 0 ? propertyOf(scope, node.name.text) : scope;
    // Of a namespace that is not there the types stay: others may refer to them.
    return missingIn(node.body.statements, isObject(inner) ? inner : {});
  });
}

/** The object that has an interface's members; nothing where the interface describes none of the runtime's own. */
function holderOf(name: string, scope: object): object | undefined {
  const known = scope === globalThis ? PROTOTYPES[name]?.() : undefined;
  const constructed = name.endsWith("Constructor")
    ? propertyOf(scope, name.slice(0, -"Constructor".length))
    : undefined;
  const value = propertyOf(scope, name);
  const holder = known ?? constructed ?? (typeof value === "function" ? (value.prototype as unknown) : value);
  return isObject(holder) ? holder : undefined;
}

function isMissing(member: ts.TypeElement, holder: object): boolean {
  const { name } = member;
  if (name === undefined) return false;
  if (ts.isIdentifier(name) || ts.isStringLiteral(name)) return !(name.text in holder);
  const isSymbol = ts.isComputedPropertyName(name) && ts.isPropertyAccessExpression(name.expression);
  if (!isSymbol) return false;
  const symbol = propertyOf(Symbol, name.expression.name.text);
  return typeof symbol !== "symbol" || !(symbol in holder);
}

function propertyOf(holder: object, name: string): unknown {
  return (holder as Record<string, unknown>)[name];
}

function isObject(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}
