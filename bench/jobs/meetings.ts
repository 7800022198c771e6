/**
 * What more threads would bring: `npm run bench -- meetings` measures the work of each part of a training step in one
 * thread, and the cost of a meeting of two threads, and computes from them how long a step takes with more.
 *
 * In a stage, each thread takes the next part until none is left; the stage ends with the last of them. What lies
 * between stages, such as placing the batch, meetings and the optimizer's step, one thread does alone. A meeting of
 * n threads is assumed to cost n − 1 times as much as one of two, which is the most that waking them one after the
 * other takes. Memory that more threads share, and clocks that many busy cores lower, are left out.
 */
import { availableParallelism } from "node:os";
import { setTimeout } from "node:timers/promises";
import * as engine from "../../src/index.js";
import { sourcesOf } from "../../src/fast/fetch-batch.js";
import { fastestFlavour, kernelModule } from "../../src/fast/kernel-module.js";
import { ProgramInstance } from "../../src/fast/program/instance.js";
import { lowerModel } from "../../src/fast/program/lower.js";
import { fastOptimizer } from "../../src/fast/program/optimizers.js";
import { workOf } from "../../src/fast/program/work.js";
import { RunningProgram } from "../../src/fast/running-program.js";
import { TASKS } from "../../src/fast/threads/commands.js";
import { SharedProgram, threadsUp } from "../../src/fast/threads/workers.js";
import { lossFrom } from "../../src/losses/losses.js";
import { sizeOf } from "../../src/tensor/shape.js";
import { formatTable, median, processorMilliseconds } from "../measure.js";
import { modelOf } from "../networks/children/model-of.js";
import { networkNamed } from "../networks/network-named.js";
import type { BenchJob } from "../options.js";

const { Tensor, train, input, layers, model } = engine;

const NETWORKS = [
  "mnist-dense",
  "cifar10-conv",
  "rnn",
  "lstm",
  "chain-dense",
  "residual-dense",
  "residual-conv",
  "autoencoder",
  "strided-conv",
];
const THREADS = [1, 2, 4, 8];
const STEPS = 12;
/** The extents of a product of which each of two parts takes some tenths of a millisecond. */
const SIZE = 256;

/** The milliseconds of processor time of a training step in one thread. */
interface Step {
  /** Of each part in each stage. */
  readonly stages: readonly (readonly number[])[];
  /** Of everything else. */
  readonly alone: number;
  /** How many bytes of gradients are added to those of the first part, which is a part of `alone`. */
  readonly addedBytes: number;
}

/** How long a step takes with so many threads, whose meetings cost so much. */
function simulated({ stages, alone }: Omit<Step, "addedBytes">, threads: number, meeting: number): number {
  return stages.reduce((sum, parts) => {
    const taken = Math.min(threads, parts.length);
    const until = Array.from({ length: taken }, () => 0);
    for (const part of parts) until[until.indexOf(Math.min(...until))] += part;
    return sum + Math.max(...until) + (taken - 1) * meeting;
  }, alone);
}

/** Trains a network in this thread, and measures the medians. */
function measured(name: string): Step {
  const { layers: specs, shape, classes, inputs: inputCount, batchSize } = networkNamed(name);
  const { graph, trainableWeights } = modelOf(engine, specs, shape, inputCount);
  const optimizer = train.adam();
  const loss =
    classes === 0 ? "meanSquaredError" : classes === 2 ? "binaryCrossentropy" : "categoricalCrossentropy";
  const training = { optimizer, losses: [lossFrom(loss, "bench")], trainable: trainableWeights };
  const trained = { graph, training };
  const numbers = (extents: readonly number[]) =>
    new Tensor(
      Float32Array.from({ length: sizeOf(extents) }, () => Math.random()),
      [...extents],
    );
  const inputs = Array.from({ length: inputCount ?? 1 }, () => numbers([batchSize, ...shape]));
  const output = graph.outputs[0].shape.slice(1) as number[];
  const batch = { inputs, targets: [numbers([batchSize, ...output])] };
  const lowered = lowerModel(
    trained,
    inputs.map(({ shape: [, ...example] }) => example),
  )!;
  const running = new RunningProgram(fastestFlavour()!, trained, lowered, {
    rows: batchSize,
    rule: fastOptimizer(optimizer),
  });
  const { instance } = running;
  const stages = instance.schedules.learn;
  let spent: number[][] = [];
  instance.parts.forEach((part, index) => {
    const run = part.run.bind(part);
    part.run = (stage, work) => {
      const started = processorMilliseconds();
      run(stage, work);
      (spent[stages.indexOf(stage)] ??= [])[index] = processorMilliseconds() - started;
    };
  });
  const steps: { readonly spent: number[][]; readonly whole: number }[] = [];
  for (let step = 0; step < STEPS; step++) {
    spent = [];
    const started = processorMilliseconds();
    running.place(sourcesOf(batch), batch);
    running.compute("learn", batch, step);
    steps.push({ spent, whole: processorMilliseconds() - started });
  }
  const ofParts = steps[0].spent.map((parts, stage) =>
    parts.map((_, part) => median(steps.map((each) => each.spent[stage][part]))),
  );
  const whole = median(steps.map((each) => each.whole));
  return {
    stages: ofParts,
    alone: Math.max(0, whole - ofParts.flat().reduce((sum, each) => sum + each, 0)),
    addedBytes: 4 * (ofParts[0].length - 1) * instance.weights.trainedCount,
  };
}

/**
 * The milliseconds that a meeting of two threads costs: how much longer two threads take for two parts than one of
 * them for one part. The least of many, since other programs interrupt the threads; NaN where the other thread never
 * got a processor in time to take a part.
 */
async function meetingOfTwo(): Promise<number> {
  const x = input({ shape: [SIZE] });
  const { graph } = model({ inputs: x, outputs: layers.dense({ units: SIZE }).apply(x) });
  const { program } = lowerModel({ graph, training: undefined }, [[SIZE]])!;
  const options = { program, division: [2], rows: SIZE, training: false, slots: 0, inTurn: false };
  const module = kernelModule(fastestFlavour()!, true)!;
  const instance = new ProgramInstance(module, options, "shared");
  const shared = new SharedProgram(instance, module, options);
  const work = { task: "predict", examples: SIZE, division: options.division, seed: 0, step: 0 } as const;
  let own = 0;
  const compute = (part: number) => {
    own++;
    instance.parts[part].run(instance.schedules.predict[0], workOf(work, part, 0));
  };
  const meet = () => shared.run({ ...work, task: TASKS.indexOf("predict"), stage: 0, sparse: 0 }, 2, compute);
  /** The least time in which this thread has computed one part. */
  const milliseconds = (run: () => void) => {
    let least = NaN;
    for (let tries = 0; tries < 4000; tries++) {
      own = 0;
      const started = performance.now();
      run();
      const time = performance.now() - started;
      if (own === 1 && !(time >= least)) least = time;
    }
    return least;
  };
  for (let tries = 0; tries < 200 && threadsUp() === 0; tries++) {
    meet();
    await setTimeout(10);
  }
  const alone = Math.max(...[0, 1].map((part) => milliseconds(() => compute(part))));
  return Math.max(0, milliseconds(meet) - alone);
}

const job: BenchJob = async () => {
  process.env["NEURONES_THREADS"] = "1";
  const steps = NETWORKS.map((name) => ({ name, step: measured(name) }));
  process.env["NEURONES_THREADS"] = "2";
  const meeting = await meetingOfTwo();
  console.log(
    `a meeting of two threads: ${(1000 * meeting).toFixed(1)} µs (${availableParallelism()} processors)`,
  );
  const rows = steps.map(({ name, step }) => {
    const times = THREADS.map((threads) => simulated(step, threads, meeting));
    return [
      name,
      String(step.stages.length),
      String(step.stages[0].length),
      (step.addedBytes / 1e6).toFixed(2),
      `${((100 * step.alone) / times[0]).toFixed(0)}%`,
      ...times.map((time) => time.toFixed(2)),
      ...times.slice(1).map((time) => (times[0] / time).toFixed(2)),
    ];
  });
  const head = [
    "ms a step, computed",
    "stages",
    "parts",
    "MB added up",
    "alone",
    ...THREADS.map((count) => `${count} threads`),
  ];
  console.log(formatTable([...head, ...THREADS.slice(1).map((count) => `× with ${count}`)], rows));
};

export default job;
