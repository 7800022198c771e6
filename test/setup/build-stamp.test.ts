import assert from "node:assert/strict";
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { ROOT } from "./clone.js";

type Extent = "learning" | "all";
const { FOLDERS, isCompiled, markCompiled, digestOf } = createRequire(import.meta.url)(
  path.join(ROOT, "kernel-setup", "build-stamp.cjs"),
) as {
  readonly FOLDERS: Readonly<Record<Extent, readonly string[]>>;
  isCompiled(root: string, extent: Extent): boolean;
  markCompiled(root: string, extent: Extent, digest: string): void;
  digestOf(root: string, extent: Extent): string;
};

describe("the stamp of the compiled sources", () => {
  let root: string;
  const at = (...parts: string[]) => path.join(root, ...parts);
  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), "neurones-stamp-"));
    for (const folder of [...FOLDERS.all, "src/tensor", "dist", "node_modules/typescript"])
      mkdirSync(at(...folder.split("/")), { recursive: true });
    writeFileSync(at("tsconfig.json"), "{}");
    writeFileSync(at("node_modules", "typescript", "package.json"), "{}");
    writeFileSync(at("src", "tensor", "tensor.ts"), "export {};\n");
    markCompiled(root, "all", digestOf(root, "all"));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it("is valid after compiling, also in a copy of the folder", () => {
    // A copy has the nearest millisecond: here another hundredth of a second.
    utimesSync(at("src", "tensor", "tensor.ts"), 1234.0046, 1234.0046);
    markCompiled(root, "all", digestOf(root, "all"));
    assert.ok(isCompiled(root, "all"));
    const copy = `${root}-copy`;
    try {
      cpSync(root, copy, { recursive: true, preserveTimestamps: true });
      assert.ok(isCompiled(copy, "all"));
    } finally {
      rmSync(copy, { recursive: true });
    }
  });

  it("is not valid for another extent, nor if nothing was compiled", () => {
    assert.ok(!isCompiled(root, "learning"));
    rmSync(at("dist"), { recursive: true });
    assert.ok(!isCompiled(root, "all"));
  });

  for (const [name, change] of Object.entries({
    "a source has changed": () => appendFileSync(at("src", "tensor", "tensor.ts"), "export const a = 1;\n"),
    "a source was added": () => writeFileSync(at("test", "new.test.ts"), ""),
    "a source was removed": () => rmSync(at("src", "tensor", "tensor.ts")),
    "the compiler's settings have changed": () => writeFileSync(at("tsconfig.json"), '{ "files": [] }'),
    "the compiler has changed": () =>
      writeFileSync(at("node_modules", "typescript", "package.json"), '{ "version": "7" }'),
  })) {
    it(`is not valid if ${name}`, () => {
      change();
      assert.ok(!isCompiled(root, "all"));
    });
  }
});
