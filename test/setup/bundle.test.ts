/** The bundle of the engine: it offers exactly what the modules in `src` offer, under the same names. */
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { inspect } from "node:util";
import { bundle } from "../../kernel-setup/bundle.js";
import * as modules from "../../src/index.js";
import { language, setLanguage } from "../../src/language/language.js";
import { EXERCISES } from "../../src/exercises/catalogue.js";
import { ROOT } from "./clone.js";

describe("the bundle of the engine", () => {
  it("exports what the modules export; functions, classes and methods have their own names", async () => {
    const joined = await import("neurones");
    assert.notEqual(Reflect.get(joined, "sequential"), modules.sequential);
    const differences: string[] = [];
    const compare = (here: unknown, there: unknown, place: string, depth: number): void => {
      const compared = [here, there].map((value) =>
        typeof value === "function" ? value.name : typeof value === "object" ? "object" : value,
      );
      if (!Object.is(compared[0], compared[1])) differences.push(`${place}: ${String(compared)}`);
      if (depth === 4 || here === null || (typeof here !== "object" && typeof here !== "function")) return;
      const keys = Reflect.ownKeys(here);
      assert.deepEqual(Reflect.ownKeys(there as object), keys, place);
      for (const key of keys) {
        const [mine, theirs] = [here, there].map((value) => Object.getOwnPropertyDescriptor(value, key));
        if (mine !== undefined && "value" in mine && key !== "constructor")
          compare(mine.value, theirs?.value, `${place}.${String(key)}`, depth + 1);
      }
    };
    compare(modules, joined, "neurones", 0);
    assert.match(inspect(joined.layers), /^[^{]*\[Module\] \{[^]* add: \[Function: add\]/);
    assert.deepEqual(differences, []);
  });

  it("throws its own errors, all of one set of classes, and shares the language with the kernel", async () => {
    const joined = await import("neurones");
    const multiply = () => joined.tensor2d([[1], [2]]).matMul(joined.eye(3));
    assert.throws(multiply, joined.ShapeError);
    await assert.rejects(joined.loadLayersModel("nowhere"), joined.DataError);
    await assert.rejects(joined.datasets.mnist({ directory: "nowhere" }), joined.DataError);
    const before = language();
    try {
      joined.setLanguage("en");
      assert.equal(language(), "en");
      assert.throws(multiply, /received/);
    } finally {
      setLanguage(before);
    }
  });

  it("trains as the modules do, on the compiled kernels", async () => {
    const joined = await import("neurones");
    const losses = [modules, joined].map(async ({ sequential, layers, tensor2d }) => {
      const model = sequential({ layers: [layers.dense({ units: 2, inputShape: [2] })] });
      model.compile({ optimizer: "adam", loss: "meanSquaredError" });
      const x = tensor2d([
        [1, 2],
        [3, 4],
      ]);
      return (await model.fit(x, x, { epochs: 5, verbose: 0 })).history["loss"];
    });
    assert.deepEqual(await losses[1], await losses[0]);
  });

  it("keeps the exercises in a file of their own, which a sandbox can replace", () => {
    const folder = path.join(ROOT, "dist", "bundle");
    const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
      (name) => /\.c?js$/.test(name) && !/^exercises\.c?js$/.test(path.basename(name)),
    );
    const text = names.map((name) => readFileSync(path.join(folder, name), "utf8")).join("\n");
    assert.ok(names.includes(path.join("node", "neurones.cjs")) && EXERCISES.size > 40);
    assert.deepEqual(
      [...EXERCISES.keys()].filter((id) => text.includes(`"${id}"`)),
      [],
    );
  });

  it("replaces the files of an earlier bundle", async () => {
    const compiled = mkdtempSync(path.join(tmpdir(), "neurones-bundle-"));
    try {
      for (const folder of ["src", "system", "lab-extension"])
        cpSync(path.join(ROOT, "dist", folder), path.join(compiled, folder), { recursive: true });
      cpSync(path.join(ROOT, "package.json"), path.join(compiled, "package.json"));
      await bundle(compiled);
      for (const folder of ["", "node"])
        for (const name of ["chunk-OLD.js", "neurones.js"])
          writeFileSync(path.join(compiled, "bundle", folder, name), "");
      await bundle(compiled);
      const [made, ours] = [compiled, path.join(ROOT, "dist")].map((folder) => path.join(folder, "bundle"));
      const filesIn = (folder: string) => readdirSync(folder, { recursive: true }).sort();
      assert.deepEqual(filesIn(made), filesIn(ours));
      for (const name of ["neurones.js", path.join("node", "neurones.js"), path.join("node", "neurones.cjs")])
        assert.equal(
          readFileSync(path.join(made, name), "utf8"),
          readFileSync(path.join(ours, name), "utf8"),
        );
    } finally {
      rmSync(compiled, { recursive: true, force: true });
    }
  });
});
