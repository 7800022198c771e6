/** The cells that train a network of the comparison, the same in a page and in Node. */
import type { Network } from "../networks/networks.js";

/** A cell that makes the model and its examples, which are random numbers. */
export function preparingCell({ layers, shape, classes, examples }: Network): string {
  const units = classes === 2 ? 1 : classes;
  const made = layers.map(
    ([name, options], i) =>
      `layers.${name}(${JSON.stringify({ ...options, ...(i === 0 && { inputShape: shape }) })} as const)`,
  );
  return `import { layers, randomUniform, sequential, Tensor, train } from "neurones";
let model = sequential({ layers: [${made.join(", ")}] });
model.compile({ optimizer: train.adam(), loss: "${classes === 2 ? "binaryCrossentropy" : "categoricalCrossentropy"}", metrics: ["accuracy"] });
let x = randomUniform(${JSON.stringify([examples, ...shape])}, 0, 1, "float32", 5);
const targets = new Float32Array(${examples * units});
for (let i = 0; i < ${examples}; i++) targets[${units === 1 ? "i" : `i * ${units} + (i * 7) % ${units}`}] = ${units === 1 ? "i % 2" : "1"};
let y = new Tensor(targets, [${examples}, ${units}]);`;
}

/** A cell that trains one epoch with so many threads, and writes its time and loss. */
export function epochCell({ batchSize }: Network, threads: number): string {
  return `${setThreads(threads)}
const started = performance.now();
const { history } = await model.fit(x, y, { batchSize: ${batchSize}, epochs: 1, verbose: 0 });
console.log("ms", performance.now() - started, "loss", history["loss"][0]);`;
}

/** In Node the engine reads a variable of the environment, in a browser the number of processors. */
function setThreads(threads: number): string {
  return `{
  const { navigator, process } = globalThis as unknown as { navigator: object; process?: { env: Record<string, string> } };
  if (process !== undefined) process.env["NEURONES_THREADS"] = "${threads}";
  else Object.defineProperty(navigator, "hardwareConcurrency", { value: ${threads}, configurable: true });
}`;
}

/** What an epoch's cell has written. */
export function timeIn(text: string): number {
  const found = /^ms ([\d.]+) loss [\d.]+/m.exec(text)?.[1];
  if (found === undefined) throw new Error(`an epoch wrote ${text}`);
  return Number(found);
}
