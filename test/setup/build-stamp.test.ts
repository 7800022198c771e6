import assert from "node:assert/strict";
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { ROOT } from "./clone.js";

type Extent = "learning" | "all";
const { isCompiled, markCompiled, digestOf } = createRequire(import.meta.url)(
  path.join(ROOT, "kernel-setup", "build-stamp.cjs"),
) as {
  isCompiled(root: string, extent: Extent): boolean;
  markCompiled(root: string, extent: Extent, digest: string): void;
  digestOf(root: string, extent: Extent): string;
};

describe("whether the compiled sources are current", () => {
  let root: string;
  const at = (...parts: string[]) => path.join(root, ...parts);
  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), "neurones-stamp-"));
    for (const folder of [
      "src/tensor",
      "system",
      "kernel-setup",
      "commands",
      "grading",
      "training",
      "pages",
      "test",
      "bench",
      "dist",
      "node_modules/typescript",
    ])
      mkdirSync(at(...folder.split("/")), { recursive: true });
    writeFileSync(at("tsconfig.json"), "{}");
    writeFileSync(at("node_modules", "typescript", "package.json"), "{}");
    writeFileSync(at("src", "tensor", "tensor.ts"), "export {};\n");
    markCompiled(root, "all", digestOf(root, "all"));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it("is known without a compiler, also in a copy of the folder", () => {
    assert.ok(isCompiled(root, "all"));
    const copy = `${root}-copy`;
    try {
      cpSync(root, copy, { recursive: true, preserveTimestamps: true });
      assert.ok(isCompiled(copy, "all"));
    } finally {
      rmSync(copy, { recursive: true });
    }
  });

  it("is denied for another extent, and where nothing was ever compiled", () => {
    assert.ok(!isCompiled(root, "learning"));
    rmSync(at("dist"), { recursive: true });
    assert.ok(!isCompiled(root, "all"));
  });

  for (const [name, change] of Object.entries({
    "a source is changed": () => appendFileSync(at("src", "tensor", "tensor.ts"), "export const a = 1;\n"),
    "a source is added": () => writeFileSync(at("test", "new.test.ts"), ""),
    "a source is removed": () => rmSync(at("src", "tensor", "tensor.ts")),
    "the compiler's settings change": () => writeFileSync(at("tsconfig.json"), '{ "files": [] }'),
    "the compiler is another": () =>
      writeFileSync(at("node_modules", "typescript", "package.json"), '{ "version": "7" }'),
  })) {
    it(`is denied when ${name}`, () => {
      change();
      assert.ok(!isCompiled(root, "all"));
    });
  }
});
