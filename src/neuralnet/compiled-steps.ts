/** The steps compiled to WebAssembly (`assembly/`), joined to a memory; where there are none, everything runs without. */
import { readCompiled } from "#compiled-kernels";

/** What `assembly/index.ts` exports; all that is not a count is an address. */
export interface CompiledSteps {
  forward(
    inputs: number,
    inputCount: number,
    weights: number,
    values: number,
    units: number,
    stride: number,
    isLogistic: boolean,
  ): void;
  outputDeltas(
    values: number,
    targets: number,
    deltas: number,
    count: number,
    stride: number,
    form: number,
  ): void;
  deltasBefore(
    deltas: number,
    units: number,
    weights: number,
    values: number,
    inputCount: number,
    before: number,
    stride: number,
  ): void;
  gradientsOf(
    inputs: number,
    inputCount: number,
    deltas: number,
    units: number,
    gradients: number,
    stride: number,
  ): void;
  /** Writes what the steps keep at the beginning of the memory; returns the first address after it. */
  writeConstants(): number;
  exponentials(from: number, count: number, to: number): void;
}

/** As `outputDeltas` names what the derivative of error and output comes to. */
export const OUTPUT_FORMS = { linearSquares: 0, logisticSquares: 1, crossEntropy: 2 } as const;

/** How many bytes at the beginning of the memory are the steps' own. */
export const CONSTANTS = 512;
const PAGE = 65536;

let compiled: WebAssembly.Module | undefined;
let isRead = false;

/** The steps at work on a memory of so many bytes; undefined where they cannot run. */
export function joinSteps(
  bytes: number,
): { readonly steps: CompiledSteps; readonly memory: WebAssembly.Memory } | undefined {
  if (!isRead) {
    const file = readCompiled(new URL("steps.wasm", import.meta.url));
    if (file !== undefined && WebAssembly.validate(file)) compiled = new WebAssembly.Module(file);
    isRead = true;
  }
  if (compiled === undefined) return undefined;
  const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / PAGE) });
  const steps = new WebAssembly.Instance(compiled, { env: { memory } }).exports as unknown as CompiledSteps;
  if (steps.writeConstants() > CONSTANTS) throw new Error("the constants of the steps need more room");
  return { memory, steps };
}
