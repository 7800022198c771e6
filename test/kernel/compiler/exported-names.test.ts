/** The names of values that packages export, read from syntax: the same as the type checker finds. */
import assert from "node:assert/strict";
import path from "node:path";
import { ExportReader } from "../../../src/kernel/compiler/exported-names.js";
import { inPackage } from "../../../src/kernel/compiler/installation.node.js";
import { COMPILER_OPTIONS } from "../../../src/kernel/compiler/options.js";
import { resolveModule } from "../../../src/kernel/compiler/resolution.js";
import ts from "../../../src/kernel/compiler/typescript.js";

/** Installed packages that write their declarations in different ways. */
const INSTALLED = ["typescript", "fast-check", "zeromq", "seedrandom", "rollup"];

/** An internal function of the checker, which also knows the members of what `export =` names. */
interface Properties {
  getExportsAndPropertiesOfModule(module: ts.Symbol): ts.Symbol[];
}

/** The names of the values of a module of files in memory. */
function namesIn(files: Readonly<Record<string, string>>, specifier = "package"): string[] {
  const host: ts.ModuleResolutionHost = {
    fileExists: (file) => path.posix.normalize(file) in files,
    readFile: (file) => files[path.posix.normalize(file)],
  };
  const found = new ExportReader({
    read: (file) => host.readFile(file),
    resolve: (name, from) => resolveModule(name, from, COMPILER_OPTIONS, host).resolvedModule,
  }).namesOf(specifier, "/p/index.d.ts");
  return [...found].sort();
}

describe("compiler: names that packages export", () => {
  it("reads declarations, lists, renamings and whole modules", () => {
    const files = {
      "/p/index.d.ts": `
        export declare function f(): void; export declare const a: number, b: number; export declare class C {}
        export declare enum E { x } export interface I {} export type T = string; declare const hidden: number;
        declare const own: number; interface OnlyType {} export { own as shown, OnlyType };
        export namespace Values { const v: number } export namespace Types { type T = 1 }
        export * from "./part"; export * as whole from "./part"; export { p as q, P } from "./part"; export type { p as no } from "./part";
        import { p as again, P as TypeAgain } from "./part"; import * as all from "./part"; import type { p as onlyType } from "./part";
        export { again, TypeAgain, all, onlyType }; export default f; export { absent } from "not-installed";`,
      "/p/part.d.ts": `export declare const p: number; export interface P {} export * from "./index"; export default 1;`,
    };
    const expected = [
      "C",
      "E",
      "Values",
      "a",
      "absent",
      "again",
      "all",
      "b",
      "f",
      "p",
      "q",
      "shown",
      "whole",
    ];
    assert.deepEqual(namesIn(files), expected);
  });

  it("reads packages that export one value with members", () => {
    const ofNamespace = `declare function g(): void; declare namespace g { const m: number; function n(): void; interface T {} } export = g;`;
    assert.deepEqual(namesIn({ "/p/index.d.ts": ofNamespace }), ["m", "n"]);
    const ofInterface = {
      "/p/index.d.ts": `/// <reference path="./more.d.ts" />\nexport = _; declare const _: _.Static; declare namespace _ { interface Static { one(): void } interface Other { no: 1 } }`,
      "/p/more.d.ts": `declare module "./index" { interface Static { two(): void; "not a name": 1 } }`,
    };
    assert.deepEqual(namesIn(ofInterface), ["one", "two"]);
  });

  it("reads the block that declares the module, and broken files as far as they go", () => {
    const blocks = `declare module "other" { const no: 1 } declare module "package" { function inBlock(): void; type T = 1 }`;
    assert.deepEqual(namesIn({ "/p/index.d.ts": blocks }), ["inBlock"]);
    const referring = { "/p/index.d.ts": '/// <reference path="base.d.ts" />', "/p/base.d.ts": blocks };
    assert.deepEqual(namesIn(referring), ["inBlock"]);
    assert.deepEqual(namesIn({ "/p/index.d.ts": "export declare const fine: 1; export { (( ;;" }), ["fine"]);
    assert.deepEqual(namesIn({}), []);
  });

  for (const specifier of INSTALLED)
    it(`finds what the checker finds in ${specifier}`, function () {
      const host = ts.createCompilerHost(COMPILER_OPTIONS);
      const from = inPackage("cell.ts");
      const file = resolveModule(specifier, from, COMPILER_OPTIONS, host).resolvedModule?.resolvedFileName;
      assert.ok(file !== undefined);
      const names = new ExportReader({
        read: (name) => host.readFile(name),
        resolve: (name, at) => resolveModule(name, at, COMPILER_OPTIONS, host).resolvedModule,
      }).namesOf(specifier, file);
      const program = ts.createProgram([file], { ...COMPILER_OPTIONS, types: [] });
      const checker = program.getTypeChecker();
      const ambient = checker.getAmbientModules().find(({ name }) => name === `"${specifier}"`);
      const module = ambient ?? checker.getSymbolAtLocation(program.getSourceFile(file)!)!;
      const values = (checker as ts.TypeChecker & Properties)
        .getExportsAndPropertiesOfModule(module)
        .filter((symbol) => {
          const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
          return (
            (target.flags & ts.SymbolFlags.Value) !== 0 &&
            /^[\w$]+$/.test(symbol.name) &&
            symbol.name !== "default"
          );
        })
        .map(({ name }) => name);
      assert.deepEqual([...names].sort(), [...new Set(values)].sort());
    });
});
