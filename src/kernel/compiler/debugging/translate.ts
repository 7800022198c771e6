/**
 * Compiles an expression that a person writes in the debugger: its types are removed, and the variables of the session
 * are read and assigned where they live. Names that are declared around the place where the code is held stay as they
 * are: the inspector finds them. The types are not checked.
 */
import { say } from "../../../language/language.js";
import { sessionVariable } from "../../debug-support.js";
import type { Translation } from "../contract.js";
import { isAssignmentTarget, isDeclarationName } from "../name-syntax.js";
import ts, { type Scope } from "../typescript.js";

export interface Surroundings {
  /** The names that are declared around the place. */
  readonly locals: ReadonlySet<string>;
  /** Whether the session has a variable of this name. */
  isSessionName(name: string): boolean;
  /** Whether that variable is a constant. */
  isConstant(name: string): boolean;
}

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2024,
  module: ts.ModuleKind.ESNext,
  moduleDetection: ts.ModuleDetectionKind.Legacy,
  newLine: ts.NewLineKind.LineFeed,
};

const { factory } = ts;

export function translate(expression: string, surroundings: Surroundings): Translation {
  const asValue = compile(`(${expression}\n)`, surroundings);
  // What is no expression may still be statements.
  const found = asValue.problem === undefined ? asValue : compile(expression, surroundings);
  if (found.problem !== undefined) return { ok: false, message: found.problem };
  if (found.constant !== undefined) return { ok: false, message: constantMessage(found.constant) };
  return { ok: true, javascript: found.javascript };
}

interface Compiled {
  readonly javascript: string;
  readonly problem?: string;
  /** The constant of the session that the expression assigns to. */
  readonly constant?: string;
}

function compile(text: string, surroundings: Surroundings): Compiled {
  let constant: string | undefined;
  const onConstant = (name: string): void => void (constant ??= name);
  const { outputText, diagnostics = [] } = ts.transpileModule(text, {
    fileName: "expression.ts",
    reportDiagnostics: true,
    compilerOptions: OPTIONS,
    transformers: { before: [sessionReads(surroundings, onConstant)] },
  });
  const javascript = outputText.replace(/^"use strict";\s*/, "").replace(/;\s*$/, "");
  const [first] = diagnostics;
  return {
    javascript,
    ...(first !== undefined && { problem: ts.flattenDiagnosticMessageText(first.messageText, "\n") }),
    ...(constant !== undefined && { constant }),
  };
}

function sessionReads(
  { locals, isSessionName, isConstant }: Surroundings,
  onConstant: (name: string) => void,
): ts.TransformerFactory<ts.SourceFile> {
  return (context) => (file) => {
    const isOfSession = (node: ts.Identifier): boolean =>
      !locals.has(node.text) && isSessionName(node.text) && !isDeclaredWithin(node);
    const variable = (node: ts.Identifier): ts.Expression => {
      if (isAssignmentTarget(node) && isConstant(node.text)) onConstant(node.text);
      return factory.createIdentifier(sessionVariable(node.text));
    };
    const visit = (node: ts.Node): ts.Node => {
      if (ts.isTypeNode(node)) return node;
      if (ts.isShorthandPropertyAssignment(node) && isOfSession(node.name))
        return factory.createPropertyAssignment(node.name.text, variable(node.name));
      if (ts.isIdentifier(node) && isUse(node) && isOfSession(node)) return variable(node);
      return ts.visitEachChild(node, visit, context);
    };
    return ts.visitEachChild(file, visit, context);
  };
}

/** Whether an identifier reads or assigns a variable. */
function isUse(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isBindingElement(parent) && parent.propertyName === node) return false;
  return !isDeclarationName(node) && !ts.isLabeledStatement(parent) && !ts.isBreakOrContinueStatement(parent);
}

/** Whether the expression itself declares the name: a parameter of an arrow, or a variable of its statements. */
function isDeclaredWithin(name: ts.Identifier): boolean {
  const key = ts.escapeLeadingUnderscores(name.text);
  for (let node: ts.Node | undefined = name.parent; node !== undefined; node = node.parent)
    if ((node as Scope).locals?.has(key) === true) return true;
  return false;
}

function constantMessage(name: string): string {
  return say({
    fr: `« ${name} » est une constante : déclarez-la par let dans sa cellule pour pouvoir la changer`,
    en: `"${name}" is a constant: declare it by let in its cell to be able to change it`,
  });
}
