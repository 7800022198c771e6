/** Kernels on a memory of their own, for tests that copy arrays in and out. */
import { Layout, numbersAt } from "../../src/fast/memory-layout.js";
import { kernelModule, instantiateKernels, type Flavour } from "../../src/fast/kernel-module.js";
import type { Kernels } from "../../src/fast/kernels.js";
import { RandomStream } from "../../src/random/stream.js";

/** The flavours that this machine runs. */
export const FLAVOURS = (["wide", "relaxed", "plain"] as const).filter(
  (flavour) => kernelModule(flavour) !== undefined,
);
const NUMBERS = 1 << 20;

export class Workbench {
  readonly kernels: Kernels;
  readonly memory: WebAssembly.Memory;
  private readonly layout: Layout;

  constructor(flavour: Flavour) {
    const module = kernelModule(flavour);
    if (module === undefined) throw new Error(`no ${flavour} kernels: npm run build makes them`);
    const whole = new Layout();
    whole.reserve(NUMBERS);
    this.memory = whole.make();
    this.layout = new Layout();
    this.kernels = instantiateKernels(module, this.memory);
  }

  /** Reserves memory for numbers, followed by a word that no kernel may write to. */
  reserve(count: number): number {
    const address = this.layout.reserve(count);
    const fence = this.layout.reserve(1);
    if (this.layout.bytes > NUMBERS * 4) throw new Error("the workbench is full");
    numbersAt(this.memory, fence, 1)[0] = FENCE;
    return address;
  }

  put(values: ArrayLike<number>): number {
    const address = this.reserve(values.length);
    numbersAt(this.memory, address, values.length).set(values);
    return address;
  }

  get(address: number, count: number): Float32Array {
    const rounded = Math.ceil(count / 16) * 16;
    if (count > 0 && numbersAt(this.memory, address + rounded * 4, 1)[0] !== FENCE)
      throw new Error("a kernel wrote beyond its array");
    return numbersAt(this.memory, address, count).slice();
  }
}

const FENCE = 12345;

/** Numbers between −scale and scale, the same for each seed. */
export function numbers(count: number, seed: number, scale = 1): Float32Array {
  const random = new RandomStream(seed);
  return Float32Array.from({ length: count }, () => scale * (2 * random.uniform() - 1));
}
