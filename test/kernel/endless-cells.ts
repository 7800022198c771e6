/** Cells that never end by themselves, and that a press on stop ends wherever the kernel works. */
export const ENDLESS_CELLS: Readonly<Record<string, string>> = {
  "while (true)": "while (true) {}",
  "the same after an await": "await null;\nwhile (true) {}",
  "for (;;) await null": "for (;;) await null;",
  "a promise that never settles": "await new Promise(() => {});",
  "a loop that sleeps": "while (true) await new Promise((resolve) => setTimeout(resolve, 20));",
  "a recursion that takes ages":
    "const fibonacci = (n: number): number => (n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2));\nfibonacci(90)",
  "a loop that catches everything": "while (true) { try { while (true) {} } catch {} }",
  "a loop that catches everything, after an await":
    "await null;\nwhile (true) { try { await new Promise((resolve) => setTimeout(resolve, 5)); } catch {} finally { ticks += 0; } }",
  "a flood of output": 'while (true) console.log("encore et encore et encore");',
  "timers and loops left behind":
    "setInterval(() => ticks++, 5);\nvoid (async () => { for (;;) { ticks++; await new Promise((resolve) => setTimeout(resolve, 5)); } })();\nawait new Promise(() => {});",
  "a generator without end":
    "function* endless() { while (true) yield 1; }\nfor (const one of endless()) ticks += 0 * one;",
  "a display that is never ready": '({ [Symbol.for("Jupyter.display")]: () => new Promise(() => {}) })',
  "a value that never ends being written": '({ [Symbol.for("nodejs.util.inspect.custom")]() { for (;;); } })',
  "a value whose JSON never ends": '({ "application/json": { toJSON() { for (;;); } } })',
  "a question": "await input('Qui ?');",
  "model.fit": `import { layers, randomNormal, sequential } from "neurones";
const model = sequential({ layers: [layers.dense({ units: 64, activation: "relu", inputShape: [64] }), layers.dense({ units: 1 })] });
model.compile({ optimizer: "sgd", loss: "meanSquaredError" });
await model.fit(randomNormal([4096, 64]), randomNormal([4096, 1]), { epochs: 100000 });`,
  neuralnet: `import { datasets, neuralnet } from "neurones";
await neuralnet({ ...datasets.xor(), hidden: [10, 10], threshold: 1e-9, stepmax: 1e9 });`,
};
