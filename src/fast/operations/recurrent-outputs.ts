/**
 * The output of a recurrent layer: the states after all steps, or the one after the last step, in the order that the layer's
 * output has; and the gradients of the states, which begin with that of the output.
 *
 * The output of a step before the first one that the mask counts is zeros, while its state is an initial one, and so its
 * gradient reaches no state.
 */
import { numbersAt } from "../memory-layout.js";
import type { OperationContext, Runtime } from "./operation.js";
import type { RecurrentSpec } from "./recurrent-spec.js";

export class RecurrentOutputs {
  private readonly spec: RecurrentSpec;
  private readonly context: OperationContext;
  private readonly counts: number;

  /** @param counts the address of the mask with the steps as first axis; 0 where there is none */
  constructor(spec: RecurrentSpec, context: OperationContext, counts: number) {
    this.spec = spec;
    this.context = context;
    this.counts = counts;
  }

  /**
   * Writes the output.
   * @param stateBefore the address of the states [rows, units] before a step
   */
  write(runtime: Runtime, rows: number, stateBefore: (step: number) => number): void {
    const { steps, units, sequences, writesBackwards, outputStride } = this.spec;
    const { at } = this.context.output;
    const [first, count] = sequences ? [1, steps] : [steps, 1];
    const backwards = sequences && writesBackwards;
    runtime.kernels.stepsSecond(stateBefore(first), rows, count, units, outputStride, backwards, at, false);
    const clear = (place: number) => runtime.kernels.clear(at + place * outputStride * 4, units);
    this.silentSteps(runtime, rows).forEach((silent, row) => {
      if (!sequences && silent === steps) clear(row);
      for (let step = 0; sequences && step < silent; step++)
        clear(row * steps + (writesBackwards ? steps - 1 - step : step));
    });
  }

  /**
   * A function that begins the gradient, at an address, of the state before a step with that of the output of the step before
   * it.
   */
  gradientsOfStates(runtime: Runtime, rows: number): (step: number, at: number) => void {
    const { kernels } = runtime;
    const { gradient } = this.context.output;
    const { steps, units, sequences, writesBackwards, outputStride } = this.spec;
    const silent = this.silentSteps(runtime, rows);
    return (step, at) => {
      if (gradient === 0 || step === 0 || (!sequences && step < steps)) {
        kernels.clear(at, rows * units);
        return;
      }
      const outputs = sequences ? steps : 1;
      const place = !sequences || writesBackwards ? steps - step : step - 1;
      const from = gradient + place * outputStride * 4;
      kernels.stepsFirst(from, rows, 1, units, outputs * outputStride, false, at);
      silent.forEach((count, row) => {
        if (step <= count) kernels.clear(at + row * units * 4, units);
      });
    };
  }

  /** How many steps of each sequence come before the first one that counts; empty where there are none. */
  private silentSteps({ memory }: Runtime, rows: number): readonly number[] {
    const { steps, hasInitialStates } = this.spec;
    if (this.counts === 0 || !hasInitialStates) return [];
    const counts = numbersAt(memory, this.counts, rows * steps);
    return Array.from({ length: rows }, (_, row) => {
      let step = 0;
      while (step < steps && counts[step * rows + row] === 0) step++;
      return step;
    });
  }
}
