/** What a cell declares: each name with its form, and with the text that decides its meaning. */
import type { Declaration } from "../../cells/facts.js";
import { declaredSymbols } from "../cell-file.js";
import { digest } from "../../digest.js";
import { innerExpression } from "../name-syntax.js";
import ts, { type BoundFile } from "../typescript.js";
import { isStatic } from "./effects.js";

/** What is asked of the compiler about declarations. */
export interface DeclarationServices {
  readonly checker: ts.TypeChecker;
  /** Whether the cell has been checked, so that its types are known. */
  readonly isChecked: boolean;
  /** A text that changes with the content of a module that is imported. */
  readonly moduleVersion: (specifier: string) => string;
}

export function declarationsOf(file: BoundFile, services: DeclarationServices): Declaration[] {
  return declaredSymbols(file).map(([key, symbol]) => {
    const name = ts.unescapeLeadingUnderscores(key);
    const nodes = symbol.declarations ?? [];
    const imported = nodes.map((node) => importOf(node, services)).find((text) => text !== undefined);
    if (imported !== undefined) return { name, form: "import", text: imported, type: imported };
    const text = digest(nodes.map((node) => node.getText()).join("\n"));
    const isType = !(symbol.flags & ts.SymbolFlags.Value);
    if (isType) return { name, form: "type", text, type: nodes.map((node) => node.getText()).join(" ") };
    const isFixed = nodes.every(isFunctionOrType);
    const kinds = nodes.map(
      ({ kind, parent }) =>
        `${kind} ${kind === ts.SyntaxKind.VariableDeclaration ? parent.flags & ts.NodeFlags.BlockScoped : ""}`,
    );
    const members = nodes.some((node) => !ts.isVariableDeclaration(node) && !ts.isFunctionDeclaration(node))
      ? text
      : "";
    const type = services.isChecked ? writtenType(symbol, services.checker) : "";
    return {
      ...{ name, form: isFixed ? "function" : "value", text: isFixed ? text : "" },
      type: `${kinds.join(",")} ${members} ${type}`,
    };
  });
}

/** A constant with another number is of the same type: `1` is written `number`. */
function writtenType(symbol: ts.Symbol, checker: ts.TypeChecker): string {
  const type = checker.getTypeOfSymbol(symbol);
  const isNumber =
    (type.flags & (ts.TypeFlags.NumberLike | ts.TypeFlags.BooleanLike | ts.TypeFlags.BigIntLike)) !== 0;
  return checker.typeToString(isNumber ? checker.getBaseTypeOfLiteralType(type) : type);
}

/** The function or class that a declaration gives its name, if it is written there. */
export function literalOf(node: ts.Node): ts.FunctionLikeDeclaration | ts.ClassLikeDeclaration | undefined {
  if (ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node)) return node;
  if (!ts.isVariableDeclaration(node) || !ts.isIdentifier(node.name) || node.initializer === undefined)
    return undefined;
  const value = innerExpression(node.initializer);
  return ts.isArrowFunction(value) || ts.isFunctionExpression(value) || ts.isClassExpression(value)
    ? value
    : undefined;
}

/** Whether a declaration means the same whenever it runs with the same text. */
function isFunctionOrType(node: ts.Node): boolean {
  if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return true;
  const literal = literalOf(node);
  if (literal === undefined) return false;
  return !ts.isClassLike(literal) || isStateless(literal);
}

/** A class that nothing but its text decides. */
function isStateless(node: ts.ClassLikeDeclaration): boolean {
  const hasBase = node.heritageClauses?.some(({ token }) => token === ts.SyntaxKind.ExtendsKeyword) === true;
  const hasDecorators = (ts.canHaveDecorators(node) ? ts.getDecorators(node)?.length : 0) ?? 0;
  return (
    !hasBase &&
    hasDecorators === 0 &&
    node.members.every(
      (member) =>
        !ts.isClassStaticBlockDeclaration(member) &&
        !(ts.isPropertyDeclaration(member) && isStatic(member)) &&
        !(member.name !== undefined && ts.isComputedPropertyName(member.name)),
    )
  );
}

function importOf(node: ts.Node, { moduleVersion }: DeclarationServices): string | undefined {
  const statement = ts.findAncestor(
    node,
    (one) => ts.isImportDeclaration(one) || ts.isImportEqualsDeclaration(one),
  );
  if (statement === undefined) return undefined;
  const specifier = ts.isImportDeclaration(statement)
    ? statement.moduleSpecifier
    : ts.isExternalModuleReference(statement.moduleReference)
      ? statement.moduleReference.expression
      : undefined;
  if (specifier === undefined || !ts.isStringLiteralLike(specifier)) return statement.getText();
  const exported = ts.isImportSpecifier(node)
    ? (node.propertyName ?? node.name).text
    : ts.isNamespaceImport(node)
      ? "*"
      : "default";
  return `import ${exported} from ${specifier.text} ${moduleVersion(specifier.text)}`;
}
