/**
 * Reduces TypeScript's declarations of the standard library to what the running JavaScript engine has.
 *
 * TypeScript's libraries follow the yearly editions of the standard, but engines add functions one by one. A
 * cell may use exactly the functions that exist. Every supported Node and browser has all of ES2023. Of the later
 * libraries, each member of an interface and each variable is looked up in this process, and its declaration
 * is removed if it is missing.
 */
import { filesIn } from "#kernel/compiler/installation";
import ts from "./typescript.js";

/** Library files newer than ES2023, such as `lib.es2024.object.d.ts` and `lib.esnext.array.d.ts`. */
const NEWER_PART = /(?:^|\/)lib\.(?:es202[4-9]|es20[3-9]\d|esnext)\.\w+\.d\.ts$/;
/** Files that combine a whole edition with the DOM. */
const WHOLE = /\.full\.d\.ts$/;

/** The objects that have the members of an interface, for interfaces that have another name at run time. */
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
  const parts = filesIn(ts.getDefaultLibFilePath({}).replace(/[\\/][^\\/]*$/, "")).filter(
    (name) => NEWER_PART.test(name) && !WHOLE.test(name),
  );
  // By far the largest file, and it declares only this object.
  const present = parts.filter((name) => !name.includes(".temporal.") || "Temporal" in globalThis);
  return ["lib.es2023.d.ts", ...present];
}

/** The names that were left out so far. */
const absent = new Set<string>();

/** True for a name that a library declares and that the running Node does not have. */
export function isAbsent(name: string): boolean {
  return absent.has(name);
}

/** The text of a library file without the declarations of names that the running Node does not have. */
export function presentOnly(fileName: string, text: string): string {
  if (!NEWER_PART.test(fileName)) return text;
  const file = ts.createSourceFile(fileName, text, ts.ScriptTarget.Latest, true);
  let present = text;
  for (const node of missingIn(file.statements, globalThis).reverse()) {
    const name = "name" in node ? (node.name as ts.Node) : undefined;
    if (name !== undefined && ts.isIdentifier(name)) absent.add(name.text);
    // Blanks preserve the positions of all other declarations.
    const gap = text.slice(node.getStart(file), node.end).replaceAll(/[^\n]/g, " ");
    present = present.slice(0, node.getStart(file)) + gap + present.slice(node.end);
  }
  return present;
}

/** The declarations of names that do not exist in this process, in the order of the text. */
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
    // The types of a namespace that does not exist remain: other declarations may refer to them.
    return missingIn(node.body.statements, isObject(inner) ? inner : {});
  });
}

/** The object of this process that has an interface's members; undefined if there is none. */
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
