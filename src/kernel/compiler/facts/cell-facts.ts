/** Finds the facts of a cell: what it declares, what it does when it runs, and what naming its functions can do. */
import {
  RANDOM_DRAWS,
  type CellFacts,
  type Declaration,
  type Effects,
  type Latent,
} from "../../cells/facts.js";
import { declaredSymbols } from "../cell-file.js";
import { endsInExpression } from "../last-expression.js";
import { boundNames, innerExpression } from "../name-syntax.js";
import ts, { type BoundFile } from "../typescript.js";
import { isAsync, type FunctionNode } from "./calls.js";
import { declarationsOf, literalOf, type DeclarationServices } from "./declarations.js";
import { EffectsReader } from "./effects.js";
import { NamesInCell } from "./names-in-cell.js";
import { parameterRoot, Roots, THIS } from "./roots.js";

export interface FactServices extends DeclarationServices {
  /** True for the file of a cell, this one or an earlier one. */
  readonly isCell: (file: ts.SourceFile) => boolean;
}

/** The facts of a cell; of one that has not been checked, without types where they are not known. */
export function factsOf(file: BoundFile, services: FactServices): CellFacts {
  const names = new NamesInCell(file, services.checker, services.isCell);
  const latent: Record<string, Latent> = Object.create(null) as Record<string, Latent>;
  const leftOut = new Set<ts.Node>();
  for (const [key, symbol] of declaredSymbols(file))
    for (const node of symbol.declarations ?? []) {
      const name = ts.unescapeLeadingUnderscores(key);
      const literal = literalOf(node);
      if (literal !== undefined) {
        leftOut.add(literal);
        addLatent(latent, name, literal, names);
      } else if (ts.isVariableDeclaration(node) && node.initializer !== undefined)
        addKept(name, node.initializer, { names, latent, leftOut, services });
    }
  const body = new EffectsReader(names, (node) => leftOut.has(node));
  body.visitList(file.statements);
  if (endsInExpression(file) && !file.locals.has("_" as ts.__String))
    body.collector.assign("_", file.end + 1);
  return {
    declares: [...declarationsOf(file, services), ...drawsOf(body)],
    mentions: mentionsOf(file, names),
    body: body.effects,
    latent,
    links: linksOf(file, names, services),
  };
}

/** What the functions that a name holds do: they are written in its value, or the value is one by its type. */
function addKept(
  name: string,
  value: ts.Expression,
  {
    names,
    latent,
    leftOut,
    services,
  }: {
    readonly names: NamesInCell;
    readonly latent: Record<string, Latent>;
    readonly leftOut: Set<ts.Node>;
    readonly services: FactServices;
  },
): void {
  const functions = functionsIn(value);
  const reader = new EffectsReader(names);
  for (const [node, member] of functions) {
    leftOut.add(node);
    reader.collector.perhaps(() => reader.readFunction(node, () => [], [THIS]));
    if (member !== undefined) addLatent(latent, `${name}.${member}`, node, names);
  }
  const type = services.isChecked ? services.checker.getTypeAtLocation(value) : undefined;
  const isCallable = type !== undefined && type.getCallSignatures().length > 0;
  if (isCallable) reader.collector.perhaps(() => reader.visit(value));
  if (functions.length > 0 || isCallable) latent[name] = { ...reader.effects, runsToEnd: false };
}

/** The functions in a value that only come into play when someone takes them out of it, with their member names. */
function functionsIn(value: ts.Expression): [FunctionNode, string | undefined][] {
  const node = innerExpression(value);
  if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) return [[node, undefined]];
  if (ts.isArrayLiteralExpression(node)) return node.elements.flatMap((element) => functionsIn(element));
  if (!ts.isObjectLiteralExpression(node)) return [];
  return node.properties.flatMap((property): [FunctionNode, string | undefined][] => {
    const name =
      property.name !== undefined && ts.isIdentifier(property.name) ? property.name.text : undefined;
    if (ts.isMethodDeclaration(property) || ts.isAccessor(property)) return [[property, name]];
    if (!ts.isPropertyAssignment(property)) return [];
    return functionsIn(property.initializer).map(([inner, deeper]) => [
      inner,
      deeper === undefined ? name : undefined,
    ]);
  });
}

function addLatent(
  latent: Record<string, Latent>,
  name: string,
  node: FunctionNode | ts.ClassLikeDeclaration,
  names: NamesInCell,
): void {
  const reader = new EffectsReader(names);
  if (!ts.isClassLike(node)) {
    reader.readFunction(node, (index) => [parameterRoot(index)], [THIS]);
    const runsToEnd = !isAsync(node) && node.asteriskToken === undefined;
    latent[name] = joined(latent[name], { ...reader.effects, runsToEnd });
    return;
  }
  reader.collector.perhaps(() => {
    for (const member of node.members) {
      if (ts.isConstructorDeclaration(member)) addLatent(latent, `${name}.constructor`, member, names);
      else if (isFunctionMember(member) && ts.isIdentifier(member.name))
        addLatent(latent, `${name}.${member.name.text}`, member, names);
      if (ts.isFunctionLike(member)) reader.readFunction(member as FunctionNode, () => [], [THIS]);
      else if (ts.isPropertyDeclaration(member) && member.initializer !== undefined)
        reader.visit(member.initializer);
    }
  });
  latent[name] = { ...reader.effects, runsToEnd: false };
}

function isFunctionMember(node: ts.ClassElement): node is ts.MethodDeclaration | ts.AccessorDeclaration {
  return ts.isMethodDeclaration(node) || ts.isAccessor(node);
}

/** A function with several declarations, or the reading and writing accessor of one name. */
function joined(one: Latent | undefined, other: Latent): Latent {
  if (one === undefined) return other;
  return {
    uses: [...one.uses, ...other.uses],
    assigns: [...one.assigns, ...other.assigns],
    changes: [...one.changes, ...other.changes],
    passes: [...one.passes, ...other.passes],
    runsToEnd: one.runsToEnd && other.runsToEnd,
  };
}

/** The stream of free draws, if the cell certainly begins it at a seed that is written in its text. */
function drawsOf({ seed, effects }: EffectsReader): Declaration[] {
  const isBegun = effects.assigns.some(({ name, always }) => name === RANDOM_DRAWS && always);
  if (!isBegun || seed === undefined || isDrawnBefore(effects)) return [];
  return [{ name: RANDOM_DRAWS, form: "value", text: `seed ${seed}`, type: "" }];
}

function isDrawnBefore({ uses, assigns }: Effects): boolean {
  const begun = Math.min(...assigns.filter(({ name }) => name === RANDOM_DRAWS).map(({ at }) => at));
  return uses.some(({ name, at }) => name === RANDOM_DRAWS && at < begun);
}

/** The names of other cells anywhere in a cell's text. */
function mentionsOf(file: BoundFile, names: NamesInCell): string[] {
  const found = new Set<string>();
  const meaning = ts.SymbolFlags.Value | ts.SymbolFlags.Type | ts.SymbolFlags.Namespace;
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && !found.has(node.text) && !isMemberName(node)) {
      const referent = names.referent(node, meaning);
      const isElsewhere = referent.kind === "notebook" && !file.locals.has(node.escapedText);
      if (isElsewhere && !names.isBuiltIn(referent.symbol)) found.add(node.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return [...found];
}

/** True for a name that belongs to an object, a module or a declaration. */
function isMemberName(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  if (ts.isQualifiedName(parent)) return parent.right === node;
  if (ts.isShorthandPropertyAssignment(parent)) return false;
  if (ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent) || ts.isBindingElement(parent))
    return parent.propertyName === node || ts.isImportSpecifier(parent);
  if (ts.isBreakOrContinueStatement(parent) || ts.isLabeledStatement(parent)) return true;
  return ts.isObjectLiteralElement(parent) || ts.isTypeElement(parent) || ts.isClassElement(parent)
    ? parent.name === node
    : ts.isNamedTupleMember(parent) || ts.isJsxAttribute(parent);
}

/** The names that may stand for the object of another name, or for a part of it. */
function linksOf(
  file: BoundFile,
  names: NamesInCell,
  { checker, isChecked }: FactServices,
): [string, string][] {
  const roots = new Roots(names);
  const found: [string, string][] = [];
  const add = (targets: readonly ts.Identifier[], value: ts.Expression, isInside: boolean): void => {
    const held = roots.of(value, isInside);
    if (held.length === 0) return;
    for (const target of targets) {
      if (names.referent(target).kind !== "notebook") continue;
      if (isChecked && isPrimitive(checker.getTypeAtLocation(target))) continue;
      for (const root of held) if (root !== target.text) found.push([target.text, root]);
    }
  };
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) || ts.isClassLike(node)) return;
    if (ts.isVariableDeclaration(node) && node.initializer !== undefined)
      add(boundNames(node.name), node.initializer, !ts.isIdentifier(node.name));
    if (
      ts.isBinaryExpression(node) &&
      node.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
      ts.isIdentifier(node.left)
    )
      add([node.left], node.right, false);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

const PRIMITIVE =
  ts.TypeFlags.NumberLike |
  ts.TypeFlags.StringLike |
  ts.TypeFlags.BooleanLike |
  ts.TypeFlags.BigIntLike |
  ts.TypeFlags.ESSymbolLike |
  ts.TypeFlags.VoidLike |
  ts.TypeFlags.Null;

function isPrimitive(type: ts.Type): boolean {
  if (type.isUnion()) return type.types.every(isPrimitive);
  return (type.flags & PRIMITIVE) !== 0;
}
