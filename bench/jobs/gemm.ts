/**
 * Matrix products: GFLOP/s of the compiled kernels, with and without relaxed SIMD, and of plain TypeScript;
 * one thread.
 *
 * `npm run bench -- gemm`. The shapes are those of the course's networks. The variants run in turn; the
 * fastest of several runs counts.
 */
import { Layout, numbersAt } from "../../src/fast/memory-layout.js";
import { kernelModule, instantiateKernels, type Flavour } from "../../src/fast/kernel-module.js";
import { packedSize } from "../../src/fast/kernels/matrices.js";
import { matMul } from "../../src/tensor/operations/operations.js";
import { Tensor } from "../../src/tensor/tensor.js";
import { formatTable } from "../measure.js";
import type { BenchJob } from "../options.js";

interface Product {
  readonly rows: number;
  readonly columns: number;
  readonly inner: number;
  readonly transposeA?: boolean;
  readonly transposeB?: boolean;
}

const PRODUCTS: readonly Product[] = [
  { rows: 128, inner: 784, columns: 128 },
  { rows: 784, inner: 128, columns: 128, transposeA: true },
  { rows: 128, inner: 128, columns: 784, transposeB: true },
  { rows: 128, inner: 784, columns: 4 },
  { rows: 784, inner: 128, columns: 4, transposeA: true },
  { rows: 512, inner: 512, columns: 512 },
  { rows: 64, inner: 32, columns: 128 },
];
const ROUNDS = 12;
const SECONDS_A_ROUND = 0.03;

/** A call of the compiled product; undefined where the machine cannot run this flavour. */
export function compiled(
  flavour: Flavour,
  { rows, columns, inner, transposeA = false, transposeB = false }: Product,
): (() => void) | undefined {
  const module = kernelModule(flavour);
  if (module === undefined) return undefined;
  const layout = new Layout();
  const [a, b, c, pack] = [
    layout.reserve(rows * inner),
    layout.reserve(inner * columns),
    layout.reserve(rows * columns),
    layout.reserve(packedSize(columns)),
  ];
  const memory = layout.make();
  for (const [address, count] of [
    [a, rows * inner],
    [b, inner * columns],
  ])
    numbersAt(memory, address, count).set(randomNumbers(count));
  const kernels = instantiateKernels(module, memory);
  return () =>
    kernels.gemm(
      a,
      transposeA ? rows : inner,
      transposeA,
      b,
      transposeB ? inner : columns,
      transposeB,
      c,
      columns,
      rows,
      columns,
      inner,
      false,
      pack,
    );
}

function plain({ rows, columns, inner, transposeA = false, transposeB = false }: Product): () => void {
  const a = new Tensor(randomNumbers(rows * inner), transposeA ? [inner, rows] : [rows, inner]);
  const b = new Tensor(randomNumbers(inner * columns), transposeB ? [columns, inner] : [inner, columns]);
  return () => void matMul(a, b, transposeA, transposeB);
}

function randomNumbers(count: number): Float32Array {
  return Float32Array.from({ length: count }, () => Math.random() - 0.5);
}

/** Seconds of a call: the mean of as many calls as fit into a round. */
function secondsOf(run: () => void): number {
  let calls = 0;
  const started = performance.now();
  let passed = 0;
  do {
    run();
    calls++;
    passed = (performance.now() - started) / 1000;
  } while (passed < SECONDS_A_ROUND);
  return passed / calls;
}

const job: BenchJob = () => {
  const rows = PRODUCTS.map((product) => {
    const variants = {
      "wide SIMD": compiled("wide", product),
      "relaxed SIMD": compiled("relaxed", product),
      SIMD: compiled("plain", product),
      plain: plain(product),
    };
    const best: Record<string, number> = {};
    for (let round = 0; round < ROUNDS; round++) {
      for (const [name, run] of Object.entries(variants)) {
        if (run !== undefined) best[name] = Math.min(best[name] ?? Infinity, secondsOf(run));
      }
    }
    const operations = 2 * product.rows * product.columns * product.inner;
    const speed = (name: string) =>
      best[name] === undefined ? "–" : (operations / best[name] / 1e9).toFixed(1);
    const fastest = Math.min(
      best["wide SIMD"] ?? Infinity,
      best["relaxed SIMD"] ?? Infinity,
      best["SIMD"] ?? Infinity,
    );
    const shape = `[${product.rows}, ${product.inner}]${product.transposeA ? "ᵀ" : ""} · [${product.inner}, ${product.columns}]${product.transposeB ? "ᵀ" : ""}`;
    return [
      shape,
      speed("wide SIMD"),
      speed("relaxed SIMD"),
      speed("SIMD"),
      speed("plain"),
      (best["plain"] / fastest).toFixed(1),
    ];
  });
  console.log(
    formatTable(["product", "wide SIMD", "relaxed SIMD", "SIMD", "plain (GFLOP/s)", "ratio"], rows),
  );
  return Promise.resolve();
};

export default job;
