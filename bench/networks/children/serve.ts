/**
 * The program of a contender, whichever library trains in it: it trains one step at once, then as many
 * batches as each line of its standard input says, and finally reports its peak of memory. It writes its
 * messages as lines of JSON (`ChildMessage`).
 */
import { closeSync, openSync, readFileSync, readSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { processMegabytes } from "../../measure.js";
import type { Network } from "../networks.js";

/** A line of a child's standard output. */
export type ChildMessage =
  /** The first training step is done. */
  | { readonly step: true }
  /** All examples are read. */
  | { readonly ready: true }
  /** The time of training some batches, the processor time of all threads meanwhile, and the mean loss over them. */
  | { readonly seconds: number; readonly processorSeconds: number; readonly loss: number }
  | { readonly peakMemoryMB: number }
  | { readonly error: string };

/** Examples as typed arrays, row after row. */
export interface Examples {
  readonly x: Float32Array | Int32Array;
  /** The class of each. */
  readonly y: Uint8Array;
}

/** The network as a model of one library. */
export interface ContenderModel {
  /** Converts examples into the form that training needs. */
  take(examples: Examples): void;
  /** Trains one epoch over these examples, in batches; resolves to the mean loss. */
  train(): Promise<number>;
}

/** Serves until standard input ends. */
export async function serve(make: (network: Network) => Promise<ContenderModel>): Promise<void> {
  const folder = process.argv[2];
  try {
    const network = JSON.parse(readFileSync(path.join(folder, "network.json"), "utf8")) as Network;
    const model = await make(network);
    model.take(readExamples(network, folder, network.batchSize));
    await model.train();
    send({ step: true });
    const all = readExamples(network, folder, network.examples);
    let taken = 0;
    const take = (count: number) => {
      if (count === taken) return;
      model.take({
        x: all.x.subarray(0, (count * all.x.length) / all.y.length),
        y: all.y.subarray(0, count),
      });
      taken = count;
    };
    take(network.examples);
    send({ ready: true });
    for await (const line of createInterface({ input: process.stdin })) {
      take(Number(line) * network.batchSize);
      const started = performance.now();
      const before = process.cpuUsage();
      const loss = await model.train();
      const { user, system } = process.cpuUsage(before);
      send({
        seconds: (performance.now() - started) / 1000,
        processorSeconds: (user + system) / 1e6,
        loss,
      });
    }
    // Linux records the peak of the program since its start; elsewhere the peak of the process is used.
    send({ peakMemoryMB: processMegabytes("VmHWM", "self") || process.resourceUsage().maxRSS / 1024 });
  } catch (error) {
    send({ error: error instanceof Error ? error.message : String(error) });
  }
}

function send(message: ChildMessage): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}

/** Reads the first examples from the files of `write-data.ts`. */
function readExamples({ shape, data }: Network, folder: string, count: number): Examples {
  const size = shape.reduce((product, extent) => product * extent, 1);
  const y = readStart(path.join(folder, "y.bin"), count);
  if (data.kind !== "bag") {
    const { buffer } = readStart(path.join(folder, "x.bin"), 4 * count * size);
    return { x: data.kind === "words" ? new Int32Array(buffer) : new Float32Array(buffer), y };
  }
  const starts = new Int32Array(readStart(path.join(folder, "starts.bin"), 4 * (count + 1)).buffer);
  const columns = new Int32Array(readStart(path.join(folder, "columns.bin"), 4 * starts[count]).buffer);
  const x = new Float32Array(count * size);
  for (let row = 0; row < count; row++) {
    for (let i = starts[row]; i < starts[row + 1]; i++) x[row * size + columns[i]] = 1;
  }
  return { x, y };
}

function readStart(file: string, bytes: number): Uint8Array<ArrayBuffer> {
  const descriptor = openSync(file, "r");
  try {
    const read = new Uint8Array(bytes);
    for (let at = 0; at < bytes;) {
      const count = readSync(descriptor, read, at, Math.min(bytes - at, 1 << 30), null);
      if (count === 0) throw new Error(`${file} is shorter than ${bytes} bytes`);
      at += count;
    }
    return read;
  } finally {
    closeSync(descriptor);
  }
}

/** The targets: one column for two classes, else one column for each class. */
export function targetsOf(y: Uint8Array, classes: number): Float32Array {
  if (classes === 2) return Float32Array.from(y);
  const targets = new Float32Array(y.length * classes);
  y.forEach((label, i) => (targets[i * classes + label] = 1));
  return targets;
}
