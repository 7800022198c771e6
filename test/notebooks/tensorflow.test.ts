/**
 * The model code of the lessons runs unchanged with TensorFlow.js instead of the engine. The cells that
 * create and compile models have the tag `model`.
 */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import * as tf from "@tensorflow/tfjs";
import * as neurones from "neurones";
import ts from "typescript";
import { ROOT } from "../setup/clone.js";

interface Cell {
  readonly cell_type: string;
  readonly source: readonly string[];
  readonly metadata: { readonly tags?: readonly string[] };
}

/** The common part of both libraries' models. */
interface AnyModel {
  readonly layers: readonly unknown[];
  countParams(): number;
  predict(x: unknown): unknown;
}

const LESSONS = path.join(ROOT, "notebooks", "fr");

function modelCode(lesson: string): string {
  const { cells } = JSON.parse(readFileSync(path.join(LESSONS, lesson), "utf8")) as {
    cells: readonly Cell[];
  };
  return cells
    .filter(({ metadata }) => metadata.tags?.includes("model"))
    .map(({ source }) => source.join(""))
    .join("\n");
}

/**
 * Runs a lesson's model code with the functions of a library; returns the models by the names of their
 * variables.
 */
function run(code: string, library: object): Readonly<Record<string, AnyModel>> {
  const script = ts.transpileModule(code, { compilerOptions: { target: ts.ScriptTarget.ES2022 } }).outputText;
  const names = [...script.matchAll(/^(?:const|let) ([\p{L}\w]+)/gmu)].map(([, name]) => name);
  const make = new Function(
    "library",
    `const { ${Object.keys(library)
      .filter((name) => new RegExp(`\\b${name}\\b`).test(script))
      .join(", ")} } = library;\n${script}\nreturn { ${names.join(", ")} };`,
  ) as (library: object) => Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(make(library)).filter(
      (entry): entry is [string, AnyModel] =>
        typeof (entry[1] as Partial<AnyModel> | undefined)?.countParams === "function",
    ),
  );
}

describe("the lessons' models in TensorFlow.js", () => {
  for (const lesson of readdirSync(LESSONS).filter((name) => name.endsWith(".ipynb"))) {
    const code = modelCode(lesson);
    if (code === "") continue;
    it(lesson, () => {
      // What a lesson does less in a quick run is no matter of a library.
      const [ours, theirs] = [run(code, neurones), run(code, { ...tf, quick: neurones.quick })];
      assert.ok(Object.keys(ours).length > 0, "no cell tagged `model` makes a model");
      assert.deepEqual(Object.keys(theirs), Object.keys(ours));
      for (const [name, model] of Object.entries(ours)) {
        assert.equal(theirs[name].countParams(), model.countParams(), name);
        assert.equal(theirs[name].layers.length, model.layers.length, name);
      }
    });
  }

  it("have the tag in every cell that creates one", () => {
    for (const lesson of readdirSync(LESSONS).filter((name) => name.endsWith(".ipynb"))) {
      const { cells } = JSON.parse(readFileSync(path.join(LESSONS, lesson), "utf8")) as {
        cells: readonly Cell[];
      };
      const untagged = cells.filter(
        ({ cell_type, source, metadata }) =>
          cell_type === "code" && /\bsequential\(/.test(source.join("")) && !metadata.tags?.includes("model"),
      );
      assert.deepEqual(
        untagged.map(({ source }) => source[0]),
        [],
        lesson,
      );
    }
  });
});
