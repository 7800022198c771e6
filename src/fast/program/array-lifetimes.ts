/**
 * How long each value and each gradient of a program is needed.
 *
 * A value is needed from the operation that writes it to the last one that reads it, in the backward pass too
 * where that reads it; a gradient from the operation that begins it to the backward pass of the one that wrote
 * the value. Step i runs forward at time i and backward at time 2 n − i, with n steps; the heads run at time n.
 */
import { ADDING_KINDS, BACKWARD_READS, IN_PLACE_KINDS } from "../operations/specs.js";
import type { Lifetime } from "./lifetimes.js";
import { valuesWithGradient, type Program } from "./program.js";
import { stepsBack } from "./schedule.js";

/** The lifetimes of the values, counting the numbers of one example. */
export function valueLifetimes(program: Program, training: boolean): readonly Lifetime[] {
  const { values, steps, heads } = program;
  const from = values.map(() => -1);
  const to = values.map(() => -1);
  const read = (value: number, time: number) => (to[value] = Math.max(to[value], time));
  steps.forEach(({ inputs, outputs }, step) => {
    for (const value of inputs) read(value, step);
    for (const value of outputs) {
      from[value] = step;
      read(value, step);
    }
  });
  for (const head of heads) read(head.reads, steps.length);
  for (const { value } of program.outputs) read(value, Infinity);
  if (training)
    for (const step of stepsBack(program)) {
      const { operation, inputs, outputs } = steps[step];
      // A layer on autograd remembers its tensors itself.
      if (operation.kind === "host") continue;
      const time = timeBack(program, step);
      const reads = BACKWARD_READS[operation.kind];
      if (reads.inputs) for (const value of inputs) read(value, time);
      if (reads.output) for (const value of outputs) read(value, time);
    }
  return values.map(({ size }, value) => ({ count: size, from: from[value], to: to[value] }));
}

function timeBack({ steps }: Program, step: number): number {
  return 2 * steps.length - step;
}

/** Where a backward pass writes the gradient of an input, or a head the gradient that it begins with. */
export interface GradientPlace {
  readonly array: number;
  /** Whether it adds to what is there. */
  readonly adds: boolean;
  /** The array that this one is added to afterwards; undefined where it is the value's own. */
  readonly addedTo: number | undefined;
}

/** The arrays of gradients. */
export interface GradientArrays {
  /** Their lifetimes, counting the numbers of one example. */
  readonly lifetimes: readonly Lifetime[];
  /** The array of each value; undefined for a value without a gradient. */
  readonly ofValues: readonly (number | undefined)[];
  /** Where each head begins. */
  readonly ofHeads: readonly (GradientPlace | undefined)[];
  /** Where each step writes the gradient of each of its inputs. */
  readonly ofInputs: readonly (readonly (GradientPlace | undefined)[])[];
}

/** All gradients of a training step. */
export function gradientArrays(program: Program): GradientArrays {
  const { values, steps, heads } = program;
  const lifetimes: { count: number; from: number; to: number }[] = [];
  const ofValues: (number | undefined)[] = values.map(() => undefined);
  const hasGradient = valuesWithGradient(program);
  const array = (value: number, from: number, to: number) =>
    lifetimes.push({ count: values[value].size, from, to }) - 1;
  const writerOf = new Map(
    steps.flatMap(({ outputs }, step) => outputs.map((value) => [value, step] as const)),
  );

  /**
   * The first to write the gradient of a value begins its array, or goes on with one that it alone still needs; later ones
   * add to it.
   */
  const place = (value: number, time: number, canAdd: boolean, reusable?: number): GradientPlace => {
    const own = ofValues[value];
    if (own === undefined) {
      if (reusable !== undefined) {
        ofValues[value] = reusable;
        lifetimes[reusable].to = timeBack(program, writerOf.get(value)!);
        return { array: reusable, adds: false, addedTo: undefined };
      }
      const begun = array(value, time, timeBack(program, writerOf.get(value)!));
      ofValues[value] = begun;
      return { array: begun, adds: false, addedTo: undefined };
    }
    if (canAdd) return { array: own, adds: true, addedTo: undefined };
    return { array: array(value, time, time), adds: false, addedTo: own };
  };

  const ofHeads = heads.map((head): GradientPlace | undefined => {
    const { reads } = head;
    if (hasGradient[reads]) return place(reads, steps.length, false);
    // A kernel computes the gradient in any case; nothing reads it.
    return head.kind === "host"
      ? undefined
      : { array: array(reads, steps.length, steps.length), adds: false, addedTo: undefined };
  });
  const ofInputs: (readonly (GradientPlace | undefined)[])[] = steps.map(() => []);
  for (const step of stepsBack(program)) {
    const { operation, inputs, outputs } = steps[step];
    const canAdd = ADDING_KINDS.has(operation.kind);
    const reusable = IN_PLACE_KINDS.has(operation.kind) ? ofValues[outputs[0]] : undefined;
    ofInputs[step] = inputs.map((value) =>
      hasGradient[value] ? place(value, timeBack(program, step), canAdd, reusable) : undefined,
    );
  }
  return { lifetimes, ofValues, ofHeads, ofInputs };
}

/** For a program that only predicts. */
export const NO_GRADIENTS: GradientArrays = { lifetimes: [], ofValues: [], ofHeads: [], ofInputs: [] };
