/**
 * The places of a part of a batch in memory: the values and gradients between its operations, the arrays of
 * the operations themselves, and what its heads read and write.
 *
 * All arrays that a part writes are its own where several threads compute: values, gradients, scratch. It shares only what it
 * reads: the weights, and arrays that are computed from them before the batch. So threads can compute parts at the same
 * time, and the sum of their gradients does not depend on which thread did which.
 */
import type { Layout } from "../memory-layout.js";
import { MAX_DENSITY } from "../sparse-rows.js";
import type { Operation, OperationContext, SparseInput, Values, Weight } from "../operations/operation.js";
import { placeOperation } from "../operations/place-operation.js";
import { gradientArrays, NO_GRADIENTS, valueLifetimes, type GradientPlace } from "./array-lifetimes.js";
import type { HeadArrays } from "./head.js";
import { placeLifetimes } from "./lifetimes.js";
import type { Program } from "./program.js";

/** Memory for a sparse input. */
export interface SparseBuffer extends SparseInput {
  /** The most numbers other than zero that fit. */
  readonly most: number;
}

/** A gradient that was computed by itself, to be added to that of all that read the value. */
export interface Addition {
  readonly from: number;
  readonly to: number;
  readonly size: number;
}

/** The arrays of a step. */
export interface PlacedStep {
  readonly inputs: readonly Values[];
  readonly outputs: readonly Values[];
  /** Undefined for a layer that runs on autograd. */
  readonly operation: Operation | undefined;
  /** What is added up after its backward pass. */
  readonly additions: readonly Addition[];
}

export interface PlacedPart {
  /** The addresses of all values. */
  readonly values: readonly number[];
  readonly steps: readonly PlacedStep[];
  /** The heads; for a loss on autograd, no targets and no weights. */
  readonly heads: readonly (HeadArrays & { readonly addition: Addition | undefined })[];
  /** The address of the losses of all heads, as float64. */
  readonly losses: number;
  /** Memory for each input in compressed rows; undefined where that form is not worth it for this program. */
  readonly sparse: readonly (SparseBuffer | undefined)[];
}

/** Memory that all parts share, which each part reserves anew in the same order. */
export class SharedArrays {
  private readonly layout: Layout;
  private readonly addresses: number[] = [];

  constructor(layout: Layout) {
    this.layout = layout;
  }

  /** The function by which one part reserves: the first part gets new addresses, the others the same ones. */
  forPart(): (count: number) => number {
    let next = 0;
    return (count) => (this.addresses[next++] ??= this.layout.reserve(count));
  }
}

export interface PartOptions {
  /** The most examples of this part. */
  readonly rows: number;
  readonly weights: readonly Weight[];
  readonly training: boolean;
  readonly shared: SharedArrays;
}

export function placePart(program: Program, layout: Layout, options: PartOptions): PlacedPart {
  const { rows, training } = options;
  const { values, steps, heads } = program;
  const gradients = training ? gradientArrays(program) : NO_GRADIENTS;
  const lifetimes = [...valueLifetimes(program, training), ...gradients.lifetimes];
  const { places, total } = placeLifetimes(lifetimes.map((each) => ({ ...each, count: each.count * rows })));
  const base = layout.reserve(total);
  const valueAt = (value: number) => base + places[value] * 4;
  const gradientAt = (array: number | undefined) =>
    array === undefined ? 0 : valueAt(values.length + array);
  const valuesOf = (value: number, gradient: number | undefined, adds = false): Values => ({
    at: valueAt(value),
    gradient: gradientAt(gradient),
    size: values[value].size,
    adds,
  });
  const additionOf = (value: number, place: GradientPlace | undefined): readonly Addition[] =>
    place?.addedTo === undefined
      ? []
      : [{ from: gradientAt(place.array), to: gradientAt(place.addedTo), size: values[value].size }];

  const arrays = steps.map(({ inputs, outputs }, step) => ({
    inputs: inputs.map((value, i) => {
      const { array, adds } = gradients.ofInputs[step]?.[i] ?? {};
      return valuesOf(value, array, adds);
    }),
    outputs: outputs.map((value) => valuesOf(value, gradients.ofValues[value])),
    additions: inputs.flatMap((value, i) => additionOf(value, gradients.ofInputs[step]?.[i])),
  }));
  // The memory that operations use in turn comes before their own; placing them once on trial tells its size.
  const trial = placeOperations(program, arrays, options, {
    reserve: () => 0,
    reserveShared: () => 0,
    temporary: 0,
  });
  const operations = placeOperations(program, arrays, options, {
    reserve: (count) => layout.reserve(count),
    reserveShared: options.shared.forPart(),
    temporary: layout.reserve(trial.temporaryCount),
  });
  return {
    values: values.map((_, value) => valueAt(value)),
    steps: arrays.map((each, step) => ({ ...each, operation: operations.operations[step] })),
    heads: heads.map((head, i) => {
      const place = gradients.ofHeads[i];
      return {
        reads: valueAt(head.reads),
        gradient: gradientAt(place?.array),
        output: valueAt(head.output),
        targets: head.kind === "host" ? 0 : layout.reserve(rows * head.targetSize),
        weights: head.kind === "host" ? 0 : layout.reserve(rows * head.rowsPerExample),
        addition: additionOf(head.reads, place).at(0),
      };
    }),
    losses: layout.reserve(2 * heads.length),
    sparse: program.inputs.map(({ mayBeSparse, shape: [columns] }) =>
      mayBeSparse ? sparseBuffer(layout, rows, columns) : undefined,
    ),
  };
}

/** Places the operations of all steps; also counts the numbers of the memory that they use in turn. */
function placeOperations(
  program: Program,
  arrays: readonly Pick<PlacedStep, "inputs" | "outputs">[],
  { rows, training, weights }: PartOptions,
  {
    temporary,
    ...reserving
  }: Pick<OperationContext, "reserve" | "reserveShared"> & { readonly temporary: number },
): { readonly operations: readonly (Operation | undefined)[]; readonly temporaryCount: number } {
  let temporaryCount = 0;
  const operations = program.steps.map(({ operation }, step) => {
    if (operation.kind === "host") return undefined;
    const { inputs, outputs } = arrays[step];
    let used = 0;
    const placed = placeOperation(operation, {
      rows,
      training,
      inputs,
      outputs,
      input: inputs[0],
      output: outputs[0],
      weights: operation.weights.map((index) => weights[index]),
      averages: (operation.averages ?? []).map((index) => weights[index]),
      ...reserving,
      reserveTemporary(count) {
        const at = temporary + used * 4;
        used += Math.ceil(count / LINE) * LINE;
        return at;
      },
    });
    temporaryCount = Math.max(temporaryCount, used);
    return placed;
  });
  return { operations, temporaryCount };
}

/** How many numbers a cache line holds. */
const LINE = 16;

function sparseBuffer(layout: Layout, rows: number, columns: number): SparseBuffer {
  const most = Math.ceil(rows * columns * MAX_DENSITY);
  return { starts: layout.reserve(rows + 1), entries: layout.reserve(2 * most), most };
}
