/**
 * Counts and times the products of matrices that a training computes: the calls of the kernels for them, whatever model
 * makes the calls.
 */
import { WINDOW_INTEGERS } from "../../src/fast/operations/window.js";
import { processorMilliseconds } from "../measure.js";

/** What has been computed while products are counted. */
export interface ProductTally {
  /** How many multiply-adds the products took; of Winograd's convolutions, those that are left. */
  multiplyAdds: number;
  /** How long they took on the processor, in milliseconds. */
  milliseconds: number;
}

type Memory = Pick<WebAssembly.Memory, "buffer">;
type CountOf = (args: readonly number[], memory: Memory) => number;

const productOf = (args: readonly number[]) => args.reduce((product, each) => product * each, 1);

/** The multiply-adds of a convolution: pictures · positions · places of the window · channels · filters. */
const convolution: CountOf = ([, window, images, , columns], memory) => {
  const numbers = [...new Int32Array(memory.buffer, window, WINDOW_INTEGERS)];
  return productOf([images, numbers[2], numbers[3], numbers[4], numbers[11], numbers[12]]) * columns;
};
/** Those of a product with compressed rows, of which the last begins where all entries end. */
const sparse: CountOf = ([starts, , , rows, width], memory) =>
  new Uint32Array(memory.buffer, starts, rows + 1)[rows] * width;
const sparseTransposed: CountOf = ([starts, entries, dy, rows, , width], memory) =>
  sparse([starts, entries, dy, rows, width], memory);

/** The kernels that compute products, and how many multiply-adds a call with these arguments takes. */
const PRODUCTS: Readonly<Record<string, CountOf>> = {
  gemm: (args) => productOf(args.slice(8, 11)),
  gemmPacked: (args) => productOf(args.slice(5, 8)),
  multiplyPoints: (args) => productOf(args.slice(7, 11)),
  addPointGradients: (args) => productOf(args.slice(8, 12)),
  // Before the number of pictures it has the address of a table.
  convolve: ([pictures, window, , ...others], memory) => convolution([pictures, window, ...others], memory),
  convolveByFilters: convolution,
  sparseProduct: sparse,
  addSparseTransposed: sparseTransposed,
};

/** Counts the products of all kernels that are instantiated while `run` runs. */
export async function countingProducts(run: (tally: ProductTally) => Promise<void>): Promise<void> {
  const { Instance } = WebAssembly;
  const tally: ProductTally = { multiplyAdds: 0, milliseconds: 0 };
  WebAssembly.Instance = class extends Instance {
    override readonly exports: WebAssembly.Exports;
    constructor(module: WebAssembly.Module, imports?: WebAssembly.Imports) {
      super(module, imports);
      const memory = imports?.["env"]["memory"] as Memory;
      this.exports = Object.fromEntries(
        Object.entries(super.exports).map(([name, kernel]) => [
          name,
          typeof kernel === "function" && name in PRODUCTS
            ? counted(kernel as Kernel, PRODUCTS[name], memory, tally)
            : kernel,
        ]),
      );
    }
  };
  try {
    await run(tally);
  } finally {
    WebAssembly.Instance = Instance;
  }
}

type Kernel = (...args: number[]) => unknown;

function counted(kernel: Kernel, countOf: CountOf, memory: Memory, tally: ProductTally): Kernel {
  return (...args) => {
    const started = processorMilliseconds();
    const result = kernel(...args);
    tally.milliseconds += processorMilliseconds() - started;
    tally.multiplyAdds += countOf(args, memory);
    return result;
  };
}
