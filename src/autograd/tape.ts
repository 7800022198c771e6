/**
 * Reverse-mode differentiation on tensors.
 *
 * While a function is recorded, each operation on a tensor that depends on a watched one adds an entry to a
 * tape: its inputs, its outputs, and a function from the gradients of its outputs to those of its inputs (its
 * local derivative). The chain rule then goes through the tape from its end to its beginning. Where a tensor
 * was used several times its gradients add up, since a small change of it changes the result along each path.
 */
import { ArgumentError, ShapeError } from "../errors/errors.js";
import { onesLike, zerosLike } from "../tensor/create.js";
import * as raw from "../tensor/operations/operations.js";
import { formatShape } from "../tensor/shape.js";
import { Tensor, Variable } from "../tensor/tensor.js";

/**
 * Computes the gradients of an operation's inputs from those of its outputs; undefined for an input without a
 * gradient.
 */
export type LocalGradient = (...gradients: Tensor[]) => readonly (Tensor | undefined)[];

/** One operation of a recorded computation. */
export interface Entry {
  readonly inputs: readonly Tensor[];
  readonly outputs: readonly Tensor[];
  readonly localGradient: LocalGradient;
  /**
   * The name of an operation whose local gradient is computed from numbers, and so has no derivative itself;
   * undefined where the local gradient is composed of recorded operations.
   */
  readonly opaque?: string;
}

class Tape {
  readonly entries: Entry[] = [];
  /** The variables that were used, if all variables are watched. */
  readonly variables = new Set<Variable>();
  /** The recording inside which this one runs. */
  readonly outer: Tape | undefined;
  /** The watched tensors, and all tensors that depend on them. */
  private readonly tracked: Set<Tensor>;
  private readonly watchesVariables: boolean;

  /** @param watched the tensors to watch; by default every trainable variable that is used */
  constructor(watched: readonly Tensor[] | undefined, outer: Tape | undefined) {
    this.tracked = new Set(watched);
    this.watchesVariables = watched === undefined;
    this.outer = outer;
  }

  tracks(tensor: Tensor): boolean {
    if (this.tracked.has(tensor)) return true;
    if (!this.watchesVariables || !(tensor instanceof Variable) || !tensor.trainable) return false;
    this.variables.add(tensor);
    this.tracked.add(tensor);
    return true;
  }

  push(entry: Entry): void {
    entry.outputs.forEach((output) => this.tracked.add(output));
    this.entries.push(entry);
  }
}

let active: Tape | undefined;

/**
 * Records an operation, if a recording runs and the operation depends on a watched tensor; returns its
 * output.
 * @param localGradient computes with the plain operations; gradients of gradients are refused
 * @param name the operation, for this refusal
 */
export function record(
  inputs: readonly Tensor[],
  output: Tensor,
  localGradient: (gradient: Tensor) => readonly (Tensor | undefined)[],
  name = "gradient",
): Tensor {
  add({ inputs, outputs: [output], localGradient, opaque: name });
  return output;
}

/**
 * As `record`, for a local gradient that is composed of recorded operations, so that it has a derivative
 * itself.
 */
export function recordComposed(
  inputs: readonly Tensor[],
  output: Tensor,
  localGradient: (gradient: Tensor) => readonly (Tensor | undefined)[],
): Tensor {
  add({ inputs, outputs: [output], localGradient });
  return output;
}

/**
 * As `recordComposed`, for an operation with several outputs; the gradient of an unused output is zeros.
 */
export function recordSeveral(
  inputs: readonly Tensor[],
  outputs: readonly Tensor[],
  localGradient: LocalGradient,
): readonly Tensor[] {
  add({ inputs, outputs, localGradient });
  return outputs;
}

/** Adds an operation to each running recording that tracks one of its inputs. */
function add(entry: Entry): void {
  for (let tape = active; tape !== undefined; tape = tape.outer) {
    // `tracks` is called for each input, since it also registers variables.
    let depends = false;
    for (const input of entry.inputs) depends = tape.tracks(input) || depends;
    if (depends) tape.push(entry);
  }
}

/** Whether operations are recorded now, for a gradient. */
export function isRecording(): boolean {
  return active !== undefined;
}

/** Runs a function without recording it, even inside a recorded one. */
export function withoutRecording<Result>(f: () => Result): Result {
  const before = active;
  active = undefined;
  try {
    return f();
  } finally {
    active = before;
  }
}

/** A value and its gradients. */
export interface ValueAndGradients {
  readonly value: Tensor;
  /** One for each tensor of the argument, of its shape; zeros where the value does not depend on it. */
  readonly gradients: readonly Tensor[];
  /** Whether the value depends on any watched tensor. */
  readonly depends: boolean;
}

/**
 * The value of `f()` and its gradients with respect to some tensors. In a recorded function the gradients are
 * recorded too, so that they have gradients themselves.
 * @param f a synchronous function; all that it computes from `of` counts, in any order and any number of
 *   times
 * @param of tensors that `f` uses
 * @param seed the gradient of the value, from the value; without it, the value must be a single number
 * @throws ShapeError where `f` returns more than one number
 */
export function valueAndGradients(
  f: () => Tensor,
  of: readonly Tensor[],
  seed?: (value: Tensor) => Tensor,
): ValueAndGradients {
  const recording = recordRun(f, of, seed !== undefined);
  const gradients = chainRule(recording, seed?.(recording.value));
  return {
    value: recording.value,
    depends: recording.tracks(recording.value),
    gradients: of.map((tensor) => gradients.get(tensor) ?? zerosLike(tensor)),
  };
}

/**
 * As `valueAndGradients`, with respect to every trainable variable that `f` uses, in the order of first use.
 */
export function valueAndVariableGradients(
  f: () => Tensor,
): ValueAndGradients & { readonly variables: readonly Variable[] } {
  const recording = recordRun(f);
  const gradients = chainRule(recording);
  const { value, variables } = recording;
  return {
    value,
    variables,
    depends: recording.tracks(value),
    gradients: variables.map((variable) => gradients.get(variable) ?? zerosLike(variable)),
  };
}

/** A recorded computation. */
export interface Recording {
  readonly value: Tensor;
  /** The operations that depend on a watched tensor, in the order in which they were computed. */
  readonly entries: readonly Entry[];
  /** Whether a tensor was watched, or depends on one that was. */
  readonly tracks: (tensor: Tensor) => boolean;
  /** The variables that were used, if all variables were watched. */
  readonly variables: readonly Variable[];
}

/**
 * Runs a function and records its operations.
 * @param of the tensors to watch; by default every trainable variable that `f` uses
 * @param anyShape whether the value may be more than a single number
 */
export function recordRun(f: () => Tensor, of?: readonly Tensor[], anyShape = false): Recording {
  const before = active;
  const tape = new Tape(of, before);
  active = tape;
  let value: Tensor;
  try {
    value = f();
  } finally {
    active = before;
  }
  checkValue(value, anyShape);
  // A variable that the function returns unchanged counts as used.
  tape.tracks(value);
  return {
    value,
    entries: tape.entries,
    tracks: (tensor) => tape.tracks(tensor),
    variables: [...tape.variables],
  };
}

/**
 * The chain rule, from the end of a recording to its beginning. Returns the gradients of all tensors that no
 * recorded operation made. A recording inside which this runs records the computation of the gradients.
 * @param seed the gradient of the value; ones by default
 */
export function chainRule(recording: Recording, seed?: Tensor): Map<Tensor, Tensor> {
  const { value } = recording;
  return chainRuleFrom(recording, new Map([[value, seed ?? onesLike(value)]]));
}

/** The same from the gradients of several results of the recorded function. */
export function chainRuleFrom(
  { entries, tracks }: Pick<Recording, "entries" | "tracks">,
  seeds: ReadonlyMap<Tensor, Tensor>,
): Map<Tensor, Tensor> {
  const gradients = new Map(seeds);
  const addTo = (input: Tensor, part: Tensor | undefined) => {
    if (part === undefined || !tracks(input)) return;
    const sum = gradients.get(input);
    gradients.set(input, sum === undefined ? part : plus(sum, part));
  };
  for (let i = entries.length - 1; i >= 0; i--) {
    const { inputs, outputs } = entries[i];
    if (!outputs.some((output) => gradients.has(output))) continue;
    const ofOutputs = outputs.map((output) => gradients.get(output) ?? zerosLike(output));
    outputs.forEach((output) => gradients.delete(output));
    gradientsOfInputs(entries[i], ofOutputs).forEach((part, position) => addTo(inputs[position], part));
  }
  return gradients;
}

/** The sum of two gradients of one tensor. */
function plus(a: Tensor, b: Tensor): Tensor {
  return recordComposed(
    [a, b],
    raw.zip(a, b, (x, y) => x + y, "gradient", undefined, raw.ZIPS["add"]),
    (gradient) => [gradient, gradient],
  );
}

/**
 * The local gradient of an operation. Where an outer recording would have to differentiate an opaque one, it
 * finds an operation in its place that refuses.
 */
function gradientsOfInputs(
  { inputs, outputs, localGradient, opaque }: Entry,
  ofOutputs: readonly Tensor[],
): readonly (Tensor | undefined)[] {
  if (opaque === undefined || active === undefined) return localGradient(...ofOutputs);
  const parts = withoutRecording(() => localGradient(...ofOutputs));
  const sources = [...inputs, ...outputs, ...ofOutputs];
  const made = parts.filter((part) => part !== undefined && !sources.includes(part)) as Tensor[];
  recordSeveral(sources, made, () => {
    throw noSecondDerivative(opaque);
  });
  return parts;
}

/** The error for a derivative of a derivative that an operation does not have. */
export function noSecondDerivative(name: string): ArgumentError {
  return new ArgumentError({
    where: "gradient",
    argument: "f",
    received: {
      fr: `un gradient dans un gradient, à travers ${name}`,
      en: `a gradient inside a gradient, through ${name}`,
    },
    expected: {
      fr: "des opérations dont la dérivée peut être dérivée à son tour",
      en: "operations whose derivative can be differentiated in turn",
    },
    mend: {
      fr: `La dérivée de ${name} n’est pas dérivable : approchez la dérivée seconde par (f′(x + h) − f′(x − h)) / 2h, ou calculez le gradient intérieur à partir de nombres fixes, tensor(x.dataSync(), x.shape).`,
      en: `The derivative of ${name} has no derivative: approximate the second derivative by (f′(x + h) − f′(x − h)) / 2h, or compute the inner gradient from fixed numbers, tensor(x.dataSync(), x.shape).`,
    },
  });
}

function checkValue(value: unknown, anyShape: boolean): asserts value is Tensor {
  if (!(value instanceof Tensor)) {
    throw new ArgumentError({
      where: "gradient",
      argument: "f",
      received: value instanceof Promise ? "Promise" : typeof value,
      expected: { fr: "une fonction qui renvoie un tenseur", en: "a function that returns a tensor" },
      mend: {
        fr: "Renvoyez la perte ; la fonction ne peut pas être async.",
        en: "Return the loss; the function cannot be async.",
      },
    });
  }
  if (value.size !== 1 && !anyShape) {
    throw new ShapeError({
      where: "gradient",
      argument: "f",
      received: formatShape(value.shape),
      expected: "[]",
      mend: {
        fr: "On ne dérive qu’un nombre : ajoutez mean() ou sum() à la fin.",
        en: "Only a single number has a gradient: add mean() or sum() at the end.",
      },
    });
  }
}
