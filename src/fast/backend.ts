/**
 * The operations of `tensor/backend.ts` on compiled kernels, for models that cannot be lowered to a program,
 * such as those with several branches or with layers of the user's own.
 *
 * Each operation copies its numbers into a scratch memory and its result out of it, which pays where there
 * are many multiplications for each number. Small products, types other than float32, and pooling are left to
 * the plain operations.
 */
import { plainBackend, type Backend } from "../tensor/backend.js";
import { broadcastTo, productExtents } from "../tensor/operations/operations.js";
import type { SlidingWindow } from "../tensor/operations/window.js";
import { sizeOf } from "../tensor/shape.js";
import { Tensor } from "../tensor/tensor.js";
import { Layout, numbersAt } from "./memory-layout.js";
import { kernelModule, fastestFlavour, instantiateKernels, type Flavour } from "./kernel-module.js";
import type { Kernels } from "./kernels.js";
import { packedSize } from "./kernels/matrices.js";
import { WINDOW_INTEGERS, windowNumbers } from "./operations/window.js";

/** With at least this many multiplications, copying is worth it. */
const LEAST_WORK = 1 << 14;

/** A memory that the operations use in turn; it is replaced by a larger one where an operation needs more. */
class Scratch {
  private readonly module: WebAssembly.Module;
  private memory: WebAssembly.Memory | undefined;
  private joined: Kernels | undefined;

  constructor(module: WebAssembly.Module) {
    this.module = module;
  }

  get kernels(): Kernels {
    return this.joined!;
  }

  /** Addresses of arrays of these lengths, which hold arbitrary numbers. */
  arrays(...counts: readonly number[]): number[] {
    const layout = new Layout();
    const addresses = counts.map((count) => layout.reserve(count));
    if (this.memory === undefined || this.memory.buffer.byteLength < layout.bytes) {
      this.memory = undefined;
      this.memory = layout.make();
      this.joined = instantiateKernels(this.module, this.memory);
    }
    return addresses;
  }

  put(address: number, values: ArrayLike<number>): void {
    numbersAt(this.memory!, address, values.length).set(values);
  }

  putWindow(address: number, window: SlidingWindow): void {
    const numbers = windowNumbers(window);
    new Int32Array(this.memory!.buffer, address, numbers.length).set(numbers);
  }

  take(address: number, shape: readonly number[]): Tensor {
    return new Tensor(numbersAt(this.memory!, address, sizeOf(shape)).slice(), shape);
  }
}

/** The operations on the kernels of this flavour; undefined where the machine cannot run them. */
export function compiledBackend(flavour: Flavour | undefined = fastestFlavour()): Backend | undefined {
  const module = flavour && kernelModule(flavour);
  if (module === undefined) return undefined;
  const scratch = new Scratch(module);
  const all = (...tensors: readonly Tensor[]) => tensors.every(({ dtype }) => dtype === "float32");
  /** The extents of the matrix of all patches, [positions, depth], and of the filters, [depth, filters]. */
  const extents = ({ input, kernel, output }: SlidingWindow, filters: number) => ({
    positions: input[0] * output[0] * output[1],
    depth: kernel[0] * kernel[1] * input[3],
    filters,
  });

  return {
    ...plainBackend,
    name: `compiled, ${flavour}`,

    matMul(a, b, transposeA, transposeB) {
      const { rows, inner, columns, stack } = productExtents(a, b, transposeA, transposeB);
      const layers = sizeOf(stack);
      if (!all(a, b) || layers * rows * inner * columns < LEAST_WORK)
        return plainBackend.matMul(a, b, transposeA, transposeB);
      const [left, right] = [a, b].map((matrices) =>
        broadcastTo(matrices, [...stack, ...matrices.shape.slice(-2)]),
      );
      const [atA, atB, atC, pack] = scratch.arrays(
        left.size,
        right.size,
        layers * rows * columns,
        packedSize(columns),
      );
      scratch.put(atA, left.storage);
      scratch.put(atB, right.storage);
      for (let layer = 0; layer < layers; layer++) {
        const [ofA, ofB, ofC] = [
          atA + layer * rows * inner * 4,
          atB + layer * inner * columns * 4,
          atC + layer * rows * columns * 4,
        ];
        scratch.kernels.gemm(
          ofA,
          transposeA ? rows : inner,
          transposeA,
          ofB,
          transposeB ? inner : columns,
          transposeB,
          ofC,
          columns,
          rows,
          columns,
          inner,
          false,
          pack,
        );
      }
      return scratch.take(atC, [...stack, rows, columns]);
    },

    conv2d(x, filters, window) {
      if (!all(x, filters)) return plainBackend.conv2d(x, filters, window);
      const { positions, depth, filters: count } = extents(window, filters.shape[3]);
      const [atX, atFilters, patches, result, at, pack] = scratch.arrays(
        x.size,
        filters.size,
        positions * depth,
        positions * count,
        WINDOW_INTEGERS,
        packedSize(count),
      );
      scratch.put(atX, x.storage);
      scratch.put(atFilters, filters.storage);
      scratch.putWindow(at, window);
      scratch.kernels.patches(atX, at, window.input[0], patches);
      scratch.kernels.gemm(
        patches,
        depth,
        false,
        atFilters,
        count,
        false,
        result,
        count,
        positions,
        count,
        depth,
        false,
        pack,
      );
      return scratch.take(result, [window.input[0], ...window.output, count]);
    },

    conv2dByInput(gradient, filters, window) {
      if (!all(gradient, filters)) return plainBackend.conv2dByInput(gradient, filters, window);
      const { positions, depth, filters: count } = extents(window, filters.shape[3]);
      const size = sizeOf(window.input);
      const [atGradient, atFilters, patches, result, at, pack] = scratch.arrays(
        gradient.size,
        filters.size,
        positions * depth,
        size,
        WINDOW_INTEGERS,
        packedSize(depth),
      );
      scratch.put(atGradient, gradient.storage);
      scratch.put(atFilters, filters.storage);
      scratch.putWindow(at, window);
      scratch.kernels.gemm(
        atGradient,
        count,
        false,
        atFilters,
        count,
        true,
        patches,
        depth,
        positions,
        depth,
        count,
        false,
        pack,
      );
      scratch.kernels.clear(result, size);
      scratch.kernels.addPatches(patches, at, window.input[0], result);
      return scratch.take(result, window.input);
    },

    conv2dByFilters(x, gradient, window) {
      if (!all(x, gradient)) return plainBackend.conv2dByFilters(x, gradient, window);
      const { positions, depth, filters: count } = extents(window, gradient.shape[3]);
      const [atX, atGradient, patches, result, at, pack] = scratch.arrays(
        x.size,
        gradient.size,
        positions * depth,
        depth * count,
        WINDOW_INTEGERS,
        packedSize(count),
      );
      scratch.put(atX, x.storage);
      scratch.put(atGradient, gradient.storage);
      scratch.putWindow(at, window);
      scratch.kernels.patches(atX, at, window.input[0], patches);
      scratch.kernels.gemm(
        patches,
        depth,
        true,
        atGradient,
        count,
        false,
        result,
        count,
        depth,
        count,
        positions,
        false,
        pack,
      );
      return scratch.take(result, [...window.kernel, window.input[3], count]);
    },
  };
}
