/** The interface of engines: which engine a model gets, and when weights are written back. */
import assert from "node:assert/strict";
import "../../../src/autograd/methods.js";
import * as layers from "../../../src/layers/layers.js";
import { AutogradEngine } from "../../../src/model/training/autograd-engine.js";
import { sequential } from "../../../src/model/models.js";
import {
  registerEngine,
  type RunnableModel,
  type TrainingEngine,
} from "../../../src/model/training/training-engine.js";
import { tensor } from "../../../src/tensor/create.js";
import { plane } from "../sets.js";

/** Computes like the reference, but writes weights back only on `synchronize`, and records the calls. */
class LateEngine implements TrainingEngine {
  readonly name = "late";
  readonly calls: string[] = [];
  private readonly reference: AutogradEngine;
  private readonly model: RunnableModel;
  /** The numbers that have not been written back to the variables yet. */
  private ahead: readonly Float32Array[] | undefined;

  constructor(model: RunnableModel) {
    this.model = model;
    this.reference = new AutogradEngine(model);
  }

  private inside<Result>(call: string, compute: () => Result): Result {
    if (this.calls.at(-1) !== call) this.calls.push(call);
    const variables = this.model.graph.layers.flatMap(({ weights }) => weights);
    const outside = variables.map(({ data }) => data);
    if (this.ahead !== undefined) variables.forEach((variable, i) => (variable.storage = this.ahead![i]));
    const result = compute();
    this.ahead = variables.map(({ data }) => data as Float32Array);
    variables.forEach((variable, i) => (variable.storage = outside[i]));
    return result;
  }

  trainBatch: TrainingEngine["trainBatch"] = (batch, seed) =>
    this.inside("train", () => this.reference.trainBatch(batch, seed));
  evaluateBatch: TrainingEngine["evaluateBatch"] = (batch) =>
    this.inside("evaluate", () => this.reference.evaluateBatch(batch));
  predictBatch: TrainingEngine["predictBatch"] = (inputs) =>
    this.inside("predict", () => this.reference.predictBatch(inputs));

  /** This engine has no memory of its own to lend. */
  lend(): void {
    this.synchronize();
  }

  synchronize(): void {
    if (this.calls.at(-1) !== "synchronize") this.calls.push("synchronize");
    this.model.graph.layers
      .flatMap(({ weights }) => weights)
      .forEach((variable, i) => this.ahead !== undefined && (variable.storage = this.ahead[i]));
    this.ahead = undefined;
  }
}

describe("training engines", () => {
  const { x, y } = plane();
  const line = () => {
    const model = sequential({
      layers: [
        layers.dense({ units: 3, inputShape: [2], activation: "tanh" }),
        layers.dropout({ rate: 0.2 }),
        layers.dense({ units: 1 }),
      ],
    });
    model.compile({ optimizer: "adam", loss: "meanSquaredError" });
    return model;
  };
  let withdraw: () => void = () => undefined;
  afterEach(() => withdraw());

  it("are asked for each model, the newest first, until one can run it", async () => {
    const asked: string[] = [];
    const first = registerEngine(() => void asked.push("first") as undefined);
    const second = registerEngine((given) => {
      asked.push("second");
      return given.graph.layers.length > 3 ? new LateEngine(given) : undefined;
    });
    withdraw = () => [first, second].forEach((each) => each());
    const model = line();
    await model.fit(x, y, { verbose: 0 });
    assert.deepEqual(asked, ["second", "first"]);
  });

  it("write weights back for callbacks, at the end, and after a failure", async () => {
    withdraw = registerEngine((given) => new AutogradEngine(given));
    const expected = line();
    withdraw();
    await expected.fit(x, y, { epochs: 2, validationSplit: 0.25, verbose: 0 });
    let engine: LateEngine | undefined;
    withdraw = registerEngine((given) => (engine = new LateEngine(given)));
    const model = line();
    const seen: number[] = [];
    await model.fit(x, y, {
      epochs: 2,
      validationSplit: 0.25,
      verbose: 0,
      callbacks: { onEpochEnd: () => void seen.push(model.layers[0].weights[0].data[0]) },
    });
    assert.deepEqual(model.getWeights(), expected.getWeights());
    assert.equal(new Set(seen).size, 2);
    assert.deepEqual(model.predict(x).data, expected.predict(x).data);
    assert.deepEqual(engine!.calls, [
      "train",
      "synchronize",
      "evaluate",
      "train",
      "synchronize",
      "evaluate",
      "synchronize",
      "predict",
    ]);

    const before = model.layers[0].weights[0].data[0];
    const failing = {
      onBatchEnd: (batch: number) => {
        if (batch === 1) throw new Error("enough");
      },
    };
    await assert.rejects(model.fit(x, y, { batchSize: 10, verbose: 0, callbacks: failing }), /enough/);
    assert.notEqual(model.layers[0].weights[0].data[0], before);
  });

  it("predict for a model that was never compiled", () => {
    let engine: LateEngine | undefined;
    withdraw = registerEngine((given) => (engine = new LateEngine(given)));
    const model = sequential({ layers: [layers.dense({ units: 1, inputShape: [2] })] });
    assert.deepEqual(model.predict(tensor([[0, 0]])).arraySync(), [[0]]);
    assert.deepEqual(engine!.calls, ["predict"]);
  });
});
