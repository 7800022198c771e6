/** The types of the DOM are all there for a cell that names one, and take no memory before. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { DomTypes, isDomLibrary } from "../../../src/kernel/compiler/dom-types.js";
import { NEEDED_TYPES } from "../../../src/kernel/compiler/installation.node.js";
import { Library } from "../../../src/kernel/compiler/library.js";
import { neededTypes } from "../../../src/kernel/compiler/needed-types.js";
import { CompilerSession } from "../../../src/kernel/compiler/session.js";
import ts from "../../../src/kernel/compiler/typescript.js";

describe("the types of the DOM", () => {
  const library = new Library();
  const isUnread = (name: string) => library.hasUnreadTypes(name);
  const compile = (session: CompilerSession, code: string) =>
    session.compile({ run: 1, name: "Cell [1]", code });
  const problems = (code: string, session = new CompilerSession()): string[] =>
    compile(session, code).diagnostics.map(({ message }) => message);

  it("that are read at once are few", () => {
    const file = library.program.getSourceFiles().find(({ fileName }) => isDomLibrary(fileName));
    const whole = new DomTypes();
    whole.readWhole();
    const text = readFileSync(file!.fileName, "utf8");
    assert.ok(file!.text.length < whole.read(text).length / 10, String(file!.text.length));
    assert.ok(isUnread("HTMLCanvasElement") && isUnread("WebGL") && !isUnread("AbortSignal"));
  });

  it("are all that other declarations name", () => {
    for (const file of library.program.getSourceFiles()) {
      const visit = (node: ts.Node): void => {
        ts.forEachChild(node, visit);
        if (!ts.isIdentifier(node) || !ts.isTypeReferenceNode(node.parent)) return;
        const symbol = library.checker.getSymbolAtLocation(node);
        const isKnown = symbol !== undefined && (symbol.declarations ?? []).length > 0;
        assert.ok(isKnown || !isUnread(node.text), `${node.text} in ${path.basename(file.fileName)}`);
      };
      visit(file);
    }
  });

  it("reach a cell that names one, at once and as before", () => {
    const session = new CompilerSession();
    assert.deepEqual(
      problems("const width = (canvas: HTMLCanvasElement): number => canvas.width; width", session),
      [],
    );
    assert.match(
      problems("const text = (node: Text): number => node.data; text", session)[0],
      /string.*number/,
    );
    assert.match(problems("new Text()", session)[0], /Text/);
  });

  it("stay for the cells after it, and earlier cells keep their meaning", () => {
    const session = new CompilerSession();
    const cell = (run: number, code: string) => {
      const answer = session.compile({ run, name: `Cell [${run}]`, code });
      assert.deepEqual(
        answer.diagnostics.map(({ message }) => message),
        [],
      );
      session.settle({ run, defined: "all" });
    };
    cell(1, "const controller = new AbortController(); interface Point { x: number }");
    cell(
      2,
      "const listen = (node: Element, { signal }: AbortController) => node.addEventListener('a', () => {}, { signal });",
    );
    cell(3, "const use = (node: Element, point: Point) => listen(node, controller) ?? point.x; use");
  });

  it("are proposed after the beginning of a type's name, and for one that is misspelt", () => {
    const begun = "const canvas: HTMLCan";
    const { items } = new CompilerSession().complete(begun, begun.length);
    assert.ok(items.some(({ text }) => text === "HTMLCanvasElement"));
    assert.match(problems("let canvas: HTMLCanvasElemnt;")[0], /HTMLCanvasElement/);
  });

  it("are left out with what names them, never a part of what is read", () => {
    const declarations = `interface Node {\n    owner: Window;\n}
interface Window {\n}
interface AbortSignal extends EventTarget {\n    aborted: boolean;\n}
interface EventTarget {\n}
interface AbortNode {\n    node: Node;\n}
`;
    const { text, left } = neededTypes(declarations, NEEDED_TYPES!);
    assert.deepEqual([...left].sort(), ["AbortNode", "Node", "Window"]);
    assert.deepEqual(text.match(/(?<=^interface )\w+/gm), ["AbortSignal", "EventTarget"]);
  });
});
