/** The code that the playground prints: it compiles, and trains the same model to the same weights. */
import assert from "node:assert/strict";
import fc from "fast-check";
import ts from "typescript";
import * as neurones from "../../src/index.js";
import { setLanguage } from "../../src/language/language.js";
import { ownExamples } from "../../src/playground/examples.js";
import { DATA_NAMES, DEFAULTS, type Settings } from "../../src/playground/protocol/settings.js";
import { Trainer } from "../../src/playground/trainer.js";
import { startCompiler } from "../../src/kernel/compiler/client.js";
import { ROOT } from "../setup/clone.js";
import { someSettings } from "./some-settings.js";

const AsyncFunction = (async () => undefined).constructor as new (
  ...parts: string[]
) => (...values: unknown[]) => Promise<unknown>;

/** Runs the code with the names that it imports, and returns the model. */
async function run(code: string, names: Readonly<Record<string, unknown>> = {}): Promise<neurones.Model> {
  const body = code.replace(/^import .*$/m, "");
  const script = ts.transpileModule(body, { compilerOptions: { target: ts.ScriptTarget.ES2022 } }).outputText;
  const all = { ...neurones, ...names };
  const made = new AsyncFunction(
    ...Object.keys(all),
    `${script}\nreturn typeof modele === "undefined" ? model : modele;`,
  );
  return (await made(...Object.values(all))) as neurones.Model;
}

const numbers = (model: neurones.Model) => model.getWeights().map((weight) => [...weight.data]);

describe("playground: the code", () => {
  it("trains the same model to the same weights", async function () {
    this.timeout(120_000);
    await fc.assert(
      fc.asyncProperty(someSettings, async (given) => {
        const settings: Settings =
          given.data === "points" && given.points.length < 4 ? { ...given, data: "xor" } : given;
        const trainer = new Trainer({ ...DEFAULTS, ...settings });
        await trainer.advance(2);
        trainer.change({ learningRate: 0.02, batchSize: 7 });
        await trainer.advance(1);
        assert.deepEqual(numbers(await run(trainer.code)), numbers(trainer.model), trainer.code);
      }),
      { numRuns: 40 },
    );
  });

  it("compiles in the kernel for every data set, in both languages", async function () {
    this.timeout(120_000);
    const codes = DATA_NAMES.filter((name) => name !== "own").flatMap((data) =>
      (["fr", "en"] as const).map((language) => {
        setLanguage(language);
        const points = [
          [0, 0, 0],
          [1, 1, 1],
          [0.5, 0, 2],
        ];
        const trainer = new Trainer({ ...DEFAULTS, data, points, regularization: "l2" });
        return trainer.code;
      }),
    );
    setLanguage("fr");
    const compiler = startCompiler({ directory: ROOT });
    try {
      for (const [run, code] of codes.entries()) {
        const answer = await compiler.compile({ run: run + 1, name: `Cell [${run}]`, code });
        assert.deepEqual(answer.diagnostics, [], code);
      }
    } finally {
      await compiler.close();
    }
  });

  it("takes the learner's data and model by their names", async () => {
    const x = Array.from({ length: 20 }, (_, i) => [Math.sin(i), Math.cos(2 * i)]);
    const y = x.map(([a]) => (a > 0 ? 1 : -1));
    const own = new Trainer({ ...DEFAULTS, data: "own" }, { examples: ownExamples(x, y, undefined) });
    await own.advance(2);
    assert.deepEqual(numbers(await run(own.code, { x, y })), numbers(own.model), own.code);
    const make = () => {
      const model = neurones.sequential({
        layers: [neurones.layers.dense({ units: 1, activation: "tanh", inputShape: [2] })],
      });
      model.compile({ optimizer: "sgd", loss: "meanSquaredError" });
      return model;
    };
    const [trained, again] = [make(), make()];
    const trainer = new Trainer(
      { ...DEFAULTS, learningRate: 0.01 },
      { examples: ownExamples(x, y, undefined), trained: { model: trained, x, y } },
    );
    await trainer.advance(3);
    await run(trainer.code, { x, y, model: again });
    assert.deepEqual(numbers(again), numbers(trained), trainer.code);
  });
});
