/** One network on one set of examples: what a trainer builds from settings, and builds anew when they change. */
import { trainTestSplit } from "../data/train-test-split.js";
import { StateError } from "../errors/errors.js";
import type { Model } from "../model/model.js";
import type { Logs } from "../model/training/logs.js";
import { asTensor } from "../tensor/as-tensor.js";
import { Tensor, type TensorLike } from "../tensor/tensor.js";
import { buildModel, taskFor, type Task } from "./build-model.js";
import { Chain } from "./chain.js";
import type { Recipe } from "./code.js";
import { examplesOf, splitExamples, type Examples, type SplitExamples } from "./examples.js";
import { domainOf, draw, gridOf } from "./picture.js";
import type { Drawing } from "./protocol/frames.js";
import type { Pick, Picked, Scene } from "./protocol/messages.js";
import type { Settings } from "./protocol/settings.js";
import { rememberStart } from "./start.js";

/** What the learner gave instead of settings. */
export interface Own {
  readonly examples: Examples;
  /** A compiled model with its data as they were given: its targets may be one-hot. */
  readonly trained?: { readonly model: Model; readonly x: TensorLike; readonly y: TensorLike };
}

interface Rows {
  readonly x: Tensor;
  readonly y: Tensor;
}

export class Laboratory {
  readonly model: Model;
  readonly examples: SplitExamples;
  private readonly chain: Chain;
  private readonly task: Task;
  private readonly own: Own | undefined;
  private readonly built: Settings;
  private readonly train: Rows;
  private readonly test: Rows | undefined;
  private readonly domain: ReturnType<typeof domainOf>;
  private readonly grid: Float32Array;
  private readonly backToStart: () => void;

  /** @throws StateError for a model that is not compiled; ArgumentError for one that cannot be drawn */
  constructor(settings: Settings, own?: Own) {
    this.built = settings;
    this.own = own;
    this.examples = splitExamples(own?.examples ?? examplesOf(settings), settings);
    const { x, problem, labels } = this.examples;
    const inputs = x[0]?.length ?? (problem === "regression" ? 1 : 2);
    this.task = taskFor(problem === "regression" ? 0 : labels.length);
    this.model = own?.trained?.model ?? buildModel(settings, inputs, this.task);
    if (this.model.compiledSettings === undefined) throw notCompiled(this.model.label);
    const { train, test } =
      own?.trained === undefined ? this.examples : splitGiven(own.trained, this.examples, settings);
    this.train = rowsOf(train, inputs);
    this.test = this.examples.test.x.length === 0 ? undefined : rowsOf(test, inputs);
    this.chain = new Chain(this.model);
    this.domain = domainOf(this.examples, inputs, own === undefined && settings.data === "points");
    this.grid = gridOf(this.domain, inputs);
    this.backToStart = rememberStart(this.model);
  }

  /** Goes back to the initial weights if nothing but them must change for these settings. */
  resetFor(settings: Settings): boolean {
    const fixed = (each: Settings) => JSON.stringify({ ...each, learningRate: 0, batchSize: 0, speed: 0 });
    if (fixed(this.built) !== fixed(settings)) return false;
    this.backToStart();
    if (this.own?.trained === undefined) this.model.optimizer.learningRate = settings.learningRate;
    return true;
  }

  /** One epoch of training; loss and metrics as `fit` gives them. */
  async trainEpoch(learningRate: number, batchSize: number): Promise<Logs> {
    if (this.train.x.shape[0] === 0) return this.evaluate();
    const { optimizer } = this.model;
    if (typeof optimizer.learningRate === "number") optimizer.learningRate = learningRate;
    const { history } = await this.model.fit(this.train.x, this.train.y, {
      epochs: 1,
      batchSize,
      verbose: 0,
      ...(this.test === undefined ? {} : { validationData: [this.test.x, this.test.y] }),
    });
    return Object.fromEntries(Object.entries(history).map(([name, values]) => [name, values[0]]));
  }

  /** Loss and metrics of the present weights, as in the history of a training. */
  evaluate(): Logs {
    if (this.train.x.shape[0] === 0) return {};
    const { logs } = this.model.evaluate(this.train.x, this.train.y);
    const tested = this.test === undefined ? {} : this.model.evaluate(this.test.x, this.test.y).logs;
    return {
      ...logs,
      ...Object.fromEntries(Object.entries(tested).map(([name, value]) => [`val_${name}`, value])),
    };
  }

  draw(): Drawing {
    const { problem } = this.examples;
    const targets = problem === "regression" ? this.targets : undefined;
    return draw(this.chain, this.grid, targets);
  }

  /** The interval of the targets of a regression. */
  private get targets(): readonly [number, number] {
    const [low, high] = [Math.min(...this.examples.y), Math.max(...this.examples.y)];
    return high > low ? [low, high] : [low - 1, low + 1];
  }

  inspect(pick: Pick): Picked | null {
    return this.train.x.shape[0] === 0 ? null : this.chain.inspect(pick, this.train.x, this.train.y);
  }

  scene(settings: Settings): Scene {
    const { problem, labels, train, test } = this.examples;
    const { inputs, shape } = this.chain;
    return {
      type: "scene",
      settings,
      hasOwnModel: this.own?.trained !== undefined,
      hasOwnData: this.own !== undefined,
      problem,
      inputs: inputs === 1 ? ["x"] : ["x₁", "x₂"],
      columns: shape,
      classes: problem === "regression" ? 1 : labels.length,
      domain: this.domain,
      examples: { train: train.x.length, test: test.x.length },
      parameters: this.chain.weights().length,
    };
  }

  /** The points for the view: those of the training, then those of the test. */
  pointBuffers(): ArrayBuffer[] {
    const { train, test } = this.examples;
    const x = Float32Array.from([...train.x, ...test.x].flat());
    const y = Float32Array.from([...train.y, ...test.y]);
    const isTest = Uint8Array.from(y, (_, i) => (i < train.x.length ? 0 : 1));
    return [x, y, isTest].map(({ buffer }) => buffer);
  }

  get recipe(): Omit<Recipe, "phases" | "settings"> {
    return {
      examples: this.examples,
      inputs: this.chain.inputs,
      task: this.task,
      hasOwnModel: this.own?.trained !== undefined,
      hasOwnData: this.own !== undefined,
    };
  }
}

type GivenRows = { readonly x: TensorLike; readonly y: TensorLike };

/** Splits the learner's own data as they were given, in the order of the examples. */
function splitGiven(
  { x, y }: GivenRows,
  { test }: SplitExamples,
  { seed }: Settings,
): { readonly train: GivenRows; readonly test: GivenRows } {
  const all = { x: asTensor(x), y: asTensor(y) };
  if (test.x.length === 0) return { train: all, test: all };
  return trainTestSplit(all, { testSize: test.x.length, seed });
}

function rowsOf({ x, y }: GivenRows, inputs: number): Rows {
  const isEmpty = Array.isArray(x) && x.length === 0;
  return {
    x: isEmpty ? new Tensor(new Float32Array(0), [0, inputs]) : asTensor(x),
    y: isEmpty ? new Tensor(new Float32Array(0), [0]) : asTensor(y),
  };
}

function notCompiled(label: string): StateError {
  return new StateError({
    where: "playground",
    argument: "model",
    received: { fr: `${label}, un modèle non compilé`, en: `${label}, a model that is not compiled` },
    expected: { fr: "un modèle compilé", en: "a compiled model" },
    mend: {
      fr: "Appelez d’abord model.compile({ optimizer, loss, metrics }).",
      en: "Call model.compile({ optimizer, loss, metrics }) first.",
    },
  });
}
