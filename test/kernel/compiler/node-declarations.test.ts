/** The declarations of Node's modules are all there for a cell that imports one, and most take no memory before. */
import assert from "node:assert/strict";
import { builtinModules } from "node:module";
import { ensureCompilerSnapshot } from "../../../kernel-setup/compiler-snapshot.js";
import { createCellFile } from "../../../src/kernel/compiler/cell-file.js";
import type { Question } from "../../../src/kernel/compiler/messages.js";
import { Library } from "../../../src/kernel/compiler/library.js";
import { NodeDeclarations } from "../../../src/kernel/compiler/node-declarations.js";
import { CellScope } from "../../../src/kernel/compiler/scope.js";
import { CompilerSession } from "../../../src/kernel/compiler/session.js";
import { OWN_PLACE } from "../../../src/kernel/compiler/snapshot/snapshot-file.js";
import ts, { type CheckerInternals } from "../../../src/kernel/compiler/typescript.js";
import { layoutOf } from "../../../system/layout.js";
import { ROOT } from "../../setup/clone.js";
import { answers } from "./answers.js";

describe("the declarations of Node's modules", function () {
  this.timeout(0);
  const whole = new Library();
  const reduced = new Library();
  before(() => reduced.leaveOutOfNode());

  const nodeFiles = ({ program }: Library): ts.SourceFile[] =>
    program.getSourceFiles().filter(({ fileName }) => fileName.includes("/@types/node/"));
  const countOf = (node: ts.Node): number => {
    let count = 1;
    ts.forEachChild(node, (child) => void (count += countOf(child)));
    return count;
  };
  const nodesIn = (library: Library): number =>
    nodeFiles(library).reduce((sum, file) => sum + countOf(file), 0);
  const messages = (session: CompilerSession, code: string): string[] =>
    session.compile({ run: 1, name: "Cell [1]", code }).diagnostics.map(({ message }) => message);
  const reducedSession = (): CompilerSession => {
    const session = new CompilerSession();
    session.leaveOutOfNode();
    return session;
  };

  it("that are read at once are less than half", () => {
    assert.ok(nodesIn(reduced) < nodesIn(whole) / 2, `${nodesIn(reduced)} of ${nodesIn(whole)} syntax nodes`);
  });

  it("give every global the same type, with all of its members", () => {
    const [all, part] = [whole, reduced].map(globalsOf);
    assert.ok(all.length > 3000, String(all.length));
    assert.deepEqual(part.sort(), all.sort());
  });

  it("reach a cell that asks for any module by its name", () => {
    const code = `process["getBuiltinModule"]("http2").connect(3)`;
    const expected = messages(new CompilerSession(), code);
    assert.equal(expected.length, 1);
    assert.deepEqual(messages(reducedSession(), code), expected);
  });

  it("reach a cell that declares something in a module", () => {
    const code = `declare module "dgram" { interface RemoteInfo { own: number } }
const read = ({ own }: import("dgram").RemoteInfo): number => own; read`;
    assert.deepEqual(messages(reducedSession(), code), messages(new CompilerSession(), code));
  });

  it("are proposed by the same names of modules and of what could be imported", () => {
    const [part, all] = [reducedSession(), new CompilerSession()];
    for (const code of [
      'import {} from "node:cr',
      'import {} from "ht',
      "createHa",
      "connec",
      "isMainThre",
    ]) {
      const found = part.complete(code, code.length);
      assert.ok(found.items.length > 0, code);
      assert.deepEqual(found, all.complete(code, code.length), code);
    }
    assert.deepEqual(messages(part, "createHmac"), messages(all, "createHmac"));
  });

  it("keep the meaning of earlier cells, whose types they share", () => {
    const session = reducedSession();
    const run = (serial: number, code: string): void => {
      const { diagnostics } = session.compile({ run: serial, name: `Cell [${serial}]`, code });
      assert.deepEqual(diagnostics, [], code);
      session.settle({ run: serial, defined: "all" });
    };
    run(1, "const key = crypto.getRandomValues(new Uint8Array(4)); const wait = new AbortController();");
    run(2, 'import { createHmac } from "node:crypto"; import { Readable } from "stream";');
    run(
      3,
      'const digest = createHmac("sha256", key).digest(); Readable.from([digest], { signal: wait.signal });',
    );
  });

  it("are read for each module that is imported in any way, but for those that are whole already", () => {
    const node = new NodeDeclarations();
    node.leaveOut(whole.program);
    const modules = whole.checker.getAmbientModules().map(({ name }) => name.slice(1, -1));
    const isRead = (code: string, way: number): boolean =>
      node.modulesNamedIn(createCellFile(`/cell-${way}.ts`, code, CellScope.empty)).length > 0;
    const wholeAlready = modules.filter((name) => {
      const found = waysToImport(name).map(isRead);
      assert.equal(new Set(found).size, 1, name);
      return !found[0];
    });
    assert.ok(wholeAlready.includes("node:fs/promises") && !wholeAlready.includes("http2"));
    const [all, part] = [whole, reduced].map((library) => modulesOf(library, wholeAlready));
    assert.ok(all.length > 5000, String(all.length));
    assert.deepEqual(part.sort(), all.sort());
  });

  it("are read of the module that is imported and of what it needs alone, with the same types", () => {
    const before = nodesIn(reduced);
    const modules = ["node:http", "crypto", "worker_threads", "node:test", "node:dns", "zlib", "tls"];
    for (const [place, name] of modules.entries()) {
      const library = new Library();
      library.leaveOutOfNode();
      library.admit(createCellFile(`/cell-${place}.ts`, `import "${name}";`, CellScope.empty));
      assert.deepEqual(modulesOf(library, [name]).sort(), modulesOf(whole, [name]).sort(), name);
      const share = (nodesIn(library) - before) / (nodesIn(whole) - before);
      assert.ok(share > 0 && share < 0.5, `${name}: ${share}`);
    }
  });

  it("are all read once a cell may ask for any module", () => {
    const file = createCellFile("/cell.ts", "process.getBuiltinModule", CellScope.empty);
    reduced.admit(file);
    assert.equal(nodesIn(reduced), nodesIn(whole));
    for (const name of builtinModules) assert.equal(reduced.resolved(file, name), whole.resolved(file, name));
  });

  describe("in a compiler from the snapshot, whose first cell imports", () => {
    const names = ["inspector", "crypto", "worker_threads", "node:test", "http2", "fs"];
    const expected = new Map<string, unknown[]>();
    before(async () => {
      await ensureCompilerSnapshot(layoutOf(ROOT));
      const found = await answers("", names.flatMap(questions));
      const each = questions("fs", 0).length;
      names.forEach((name, i) => expected.set(name, found.slice(i * each, (i + 1) * each)));
    });
    names.forEach((name, i) => {
      it(`${name}: it is checked, completed and inspected as by a compiler that has read all`, async () => {
        const found = await answers(OWN_PLACE.blob, questions(name, i));
        assert.deepEqual(withoutSignatures(found), withoutSignatures(expected.get(name)!));
      });
    });
  });
});

/** The cells that import a module in all ways. */
function waysToImport(module: string): string[] {
  return [
    `import * as m from "${module}";`,
    `const m = await import("${module}");`,
    `const m = require("${module}");`,
    `import m from "${module}";`,
    `import m = require("${module}");`,
    `export * from "${module}"; const m = 1;`,
    `const m = 1; type M = typeof import("${module}");`,
  ];
}

/** Questions about a module. */
function questions(name: string, place: number): Question[] {
  const ways = waysToImport(name).map((code) => code.replaceAll(/\bm\b/g, `m${place}`));
  const begun = `${ways[place % 4]!} m${place}.`;
  const code = `${ways[place % 4]!} const wrong: string = m${place};`;
  return [
    { kind: "compile", cell: { run: place + 1, name: `Cell [${place + 1}]`, code } },
    { kind: "complete", code: begun, cursor: begun.length },
    { kind: "inspect", code: begun, cursor: begun.length - 2 },
  ];
}

/** A busy compiler leaves signatures of completions out, to answer in time. */
function withoutSignatures(found: readonly unknown[]): string[] {
  return found.map((answer) =>
    JSON.stringify(answer, (key, value: unknown) => (key === "signature" ? undefined : value)),
  );
}

/** What modules export, and the members of all of Node's types that this leads to. */
function modulesOf({ checker }: Library, names: readonly string[]): string[] {
  const modules = checker.getAmbientModules().filter(({ name }) => names.includes(name.slice(1, -1)));
  const symbols = modules.flatMap((module) => checker.getExportsOfModule(module));
  return outline(symbols, checker);
}

/** The types of global variables, and the members of all of Node's types that they lead to. */
function globalsOf({ checker }: Library): string[] {
  const { resolveName } = checker as ts.TypeChecker & CheckerInternals;
  const symbols = Object.getOwnPropertyNames(globalThis).flatMap(
    (name) => resolveName(name, undefined, ts.SymbolFlags.Value, false) ?? [],
  );
  return outline(symbols, checker);
}

function outline(symbols: readonly ts.Symbol[], checker: ts.TypeChecker): string[] {
  const lines: string[] = [];
  const seen = new Set<ts.Symbol>();
  const waiting: ts.Type[] = [];
  const add = (symbol: ts.Symbol): void => {
    const type = checker.getTypeOfSymbol(symbol);
    waiting.push(type);
    const text = checker.typeToString(type, undefined, ts.TypeFormatFlags.NoTruncation);
    // A checker writes the parts of a union in the order in which it has first met them.
    const words = text
      .split(/[^\w.]+/)
      .filter((word) => word !== "")
      .sort();
    lines.push(`${symbol.name.replace(/@\d+$/, "")}: ${words.join(" ")}`);
  };
  for (const symbol of symbols) add(symbol);
  for (let type = waiting.pop(); type !== undefined; type = waiting.pop()) {
    if (type.isUnionOrIntersection()) waiting.push(...type.types);
    const { symbol } = type as { symbol?: ts.Symbol };
    if (symbol === undefined || seen.has(symbol) || !isOfNode(symbol)) continue;
    seen.add(symbol);
    for (const member of checker.getPropertiesOfType(type)) add(member);
    for (const signature of [...type.getCallSignatures(), ...type.getConstructSignatures()]) {
      waiting.push(signature.getReturnType());
      for (const parameter of signature.getParameters()) add(parameter);
    }
  }
  return lines;
}

function isOfNode({ declarations = [] }: ts.Symbol): boolean {
  return declarations.some((one) => /@types\/node\/|undici-types/.test(one.getSourceFile().fileName));
}
