/**
 * Weights that stay in a program's memory until somebody reads them: models that train the same layers in turn, and
 * everything that other code may do between two steps, with the same results as on autograd.
 */
import assert from "node:assert/strict";
import { setTimeout } from "node:timers/promises";
import { collectGarbage } from "../../src/host/threads.node.js";
import {
  input,
  layers,
  model,
  ones,
  sequential,
  Tensor,
  train,
  variable,
  zeros,
  type Model,
} from "../../src/index.js";
import { AutogradEngine } from "../../src/model/training/autograd-engine.js";
import { registerEngine } from "../../src/model/training/training-engine.js";
import { assertNear } from "./close.js";
import { numbers } from "./workbench.js";

const ROWS = 6;
const rows = (size: number, seed: number, count = ROWS) =>
  new Tensor(numbers(count * size, seed), [count, size]);

/** A generator, a judge of what it makes, and both together, in which the judge is frozen. */
function adversaries(): { readonly generator: Model; readonly judge: Model; readonly both: Model } {
  const generator = sequential({
    layers: [
      layers.dense({ units: 5, activation: "tanh", inputShape: [3] }),
      layers.batchNormalization({}),
      layers.dense({ units: 4 }),
    ],
    seed: 1,
  });
  const judge = sequential({
    layers: [
      layers.dense({ units: 6, activation: "relu", inputShape: [4] }),
      layers.dense({ units: 1, activation: "sigmoid" }),
    ],
    seed: 2,
  });
  const settings = () => ({ optimizer: train.adam(0.01), loss: "binaryCrossentropy" }) as const;
  judge.compile(settings());
  judge.trainable = false;
  const noise = input({ shape: [3] });
  const both = model({ inputs: noise, outputs: judge.apply(generator.apply(noise)) });
  both.compile(settings());
  return { generator, judge, both };
}

type Adversaries = ReturnType<typeof adversaries>;

/** One round of a generative network's training, as users write it; returns the losses. */
async function round({ generator, judge, both }: Adversaries, seed: number): Promise<number[]> {
  const [real, made] = [ones([ROWS, 1]), zeros([ROWS, 1])];
  const losses = [await judge.trainOnBatch(rows(4, seed), real)];
  losses.push(await judge.trainOnBatch(generator.predictOnBatch(rows(3, seed + 1)) as Tensor, made));
  losses.push(await both.trainOnBatch(rows(3, seed + 2), real));
  return losses.flat();
}

const weightsOf = (...models: readonly Model[]) =>
  models.flatMap(({ weights }) => weights.flatMap(({ data }) => [...data]));

/** What happens between rounds; the numbers that it returns must agree, too. */
const BETWEEN: Readonly<
  Record<string, (models: Adversaries, round: number) => number[] | undefined | Promise<number[] | undefined>>
> = {
  nothing: () => undefined,
  "weights are read": ({ generator, judge }) => weightsOf(generator, judge),
  "a weight is written": ({ generator, judge }, i) => {
    judge.weights[0].assign(new Tensor(numbers(24, i), [4, 6]));
    generator.weights[0].assign(generator.weights[0].mul(0.5));
    return undefined;
  },
  "all weights of a model are set": ({ judge }) => {
    judge.setWeights(judge.getWeights().map((weight) => weight.mul(0.9)));
    return undefined;
  },
  "models are evaluated and asked": ({ generator, judge, both }, i) => [
    ...judge.evaluate(rows(4, i), ones([ROWS, 1])).map((each) => each.item()),
    ...(generator.predict(rows(3, i)) as Tensor).data,
    ...(both.predict(rows(3, i), { batchSize: 4 }) as Tensor).data,
  ],
  "autograd changes a weight": ({ judge }) => {
    const [kernel] = judge.weights;
    train.sgd(0.1).minimize(() => kernel.square().sum(), false, [kernel]);
    return undefined;
  },
  "a larger batch needs another memory": async ({ judge }, i) => {
    const count = 10 + i;
    return [await judge.trainOnBatch(rows(4, i, count), ones([count, 1]))].flat();
  },
  "a whole training": async ({ judge }, i) => {
    judge.trainable = true;
    const { history } = await judge.fit(rows(4, i, 9), ones([9, 1]), { epochs: 2, batchSize: 4, verbose: 0 });
    judge.trainable = false;
    return history["loss"];
  },
  "a step that cannot be made": async ({ judge, both }) => {
    for (const each of [judge, both]) {
      const broken = new Tensor(new Float32Array(ROWS * each.inputs[0].shape[1]!).fill(NaN), [
        ROWS,
        each.inputs[0].shape[1]!,
      ]);
      await assert.rejects(each.trainOnBatch(broken, ones([ROWS, 1])));
    }
    return undefined;
  },
  "the judge is compiled again": ({ judge }) => {
    judge.trainable = true;
    judge.compile({ optimizer: train.rmsprop(0.01), loss: "binaryCrossentropy" });
    judge.trainable = false;
    return undefined;
  },
  "slots are read and written": ({ judge, both }) => {
    const slots = judge.weights.flatMap((each) => [...judge.optimizer.slotsOf(each)]);
    slots[0].fill(0.25);
    return [slots, both.optimizer.slotVariables.flatMap((each) => both.optimizer.slotTensors(each))]
      .flat()
      .flatMap((each) => [...(each instanceof Tensor ? each.data : each)]);
  },
};

/** Runs something with all models on autograd. */
async function onAutograd<Result>(run: () => Promise<Result>): Promise<Result> {
  const withdraw = registerEngine((each) => new AutogradEngine(each));
  try {
    return await run();
  } finally {
    withdraw();
  }
}

async function assertSame(run: () => Promise<readonly number[]>): Promise<void> {
  const expected = await onAutograd(run);
  const actual = await run();
  assert.equal(actual.length, expected.length);
  assertNear(actual, expected, 1e-4, "numbers");
}

describe("models that train the same layers in turn give the same numbers as on autograd, where between rounds there is", () => {
  for (const [name, between] of Object.entries(BETWEEN))
    it(name, () =>
      assertSame(async () => {
        const models = adversaries();
        const found: number[] = [];
        for (let i = 0; i < 4; i++) {
          found.push(...(await round(models, 10 * i)), ...((await between(models, i)) ?? []));
        }
        return [...found, ...weightsOf(models.generator, models.judge)];
      }),
    );
});

describe("weights in a program's memory", () => {
  const line = (...shared: readonly ReturnType<typeof layers.dense>[]) => {
    const made = sequential({ layers: [...shared, layers.dense({ units: 1 })], seed: 5 });
    return made;
  };
  const shared = () => layers.dense({ units: 3, inputShape: [4], activation: "tanh" });
  const step = (each: Model, seed: number) => each.trainOnBatch(rows(4, seed), rows(1, seed + 1));

  it("an optimizer that two models share keeps its slots", () =>
    assertSame(async () => {
      const first = shared();
      const models = [line(first), line(first)];
      const optimizer = train.adam(0.05);
      for (const each of models) each.compile({ optimizer, loss: "meanSquaredError" });
      for (let i = 0; i < 6; i++) await step(models[i % 2], i);
      const slots = optimizer.slotVariables.flatMap((each) => optimizer.slotTensors(each));
      return [...weightsOf(...models), ...slots.flatMap(({ data }) => [...data])];
    }));

  it("a rule, a constraint and a layer that run on autograd see the present weights", () =>
    assertSame(async () => {
      const first = layers.dense({ units: 3, inputShape: [4], kernelConstraint: "maxNorm" });
      const models = [line(first), line(first)];
      const halved = train.sgd(0.1);
      Object.assign(halved, { update: Reflect.get(halved, "update") as unknown });
      models[0].compile({ optimizer: halved, loss: "meanSquaredError" });
      models[1].compile({ optimizer: train.adam(0.05), loss: "meanSquaredError" });
      for (let i = 0; i < 6; i++) await step(models[i % 2], i);
      return weightsOf(...models);
    }));

  it("what was read is a copy, which later steps do not change, and a step copies nothing that nobody reads", async () => {
    const made = line(shared());
    made.compile({ optimizer: "adam", loss: "meanSquaredError" });
    await step(made, 1);
    const [kernel] = made.weights;
    const inside = () => Reflect.get(kernel, "numbers") as unknown;
    const before = inside();
    await step(made, 2);
    await step(made, 3);
    assert.equal(inside(), before, "copied");
    const { data } = kernel;
    const read = [...data];
    assert.notEqual(inside(), before);
    await step(made, 4);
    assert.deepEqual([...data], read);
    assert.notDeepEqual([...kernel.data], read);
  });

  it("layers keep what they learned in a model that is gone", () =>
    assertSame(async () => {
      const first = shared();
      await (async () => {
        const gone = line(first);
        gone.compile({ optimizer: "adam", loss: "meanSquaredError" });
        await step(gone, 1);
        await step(gone, 2);
      })();
      await setTimeout(10);
      collectGarbage();
      const next = line(first);
      next.compile({ optimizer: "sgd", loss: "meanSquaredError" });
      await step(next, 3);
      return weightsOf(next);
    }));

  it("a saved form has the present weights and slots", () =>
    assertSame(async () => {
      const made = line(shared());
      made.compile({ optimizer: "adam", loss: "meanSquaredError" });
      const found: number[] = [];
      for (let i = 0; i < 3; i++) {
        await step(made, i);
        found.push(...made.getWeights().flatMap(({ data }) => [...data]));
        const { optimizer } = made;
        found.push(
          ...optimizer.slotVariables
            .flatMap((each) => optimizer.slotTensors(each))
            .flatMap(({ data }) => [...data]),
        );
      }
      return found;
    }));

  it("a variable that is written forgets what it was lent", () => {
    const made = variable([1, 2]);
    const memory = Float32Array.of(3, 4);
    made.lend(memory);
    made.assign(made.add(1));
    memory.fill(9);
    assert.deepEqual([...made.data], [4, 5]);
    made.lend(memory);
    const target = new Float32Array(2);
    made.copyTo(target);
    assert.deepEqual([...target], [9, 9]);
    memory.fill(8);
    assert.deepEqual([...made.data], [8, 8]);
  });
});
