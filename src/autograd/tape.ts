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
}

class Tape {
  readonly entries: Entry[] = [];
  /** The variables that were used, if all variables are watched. */
  readonly variables = new Set<Variable>();
  /** The watched tensors, and all tensors that depend on them. */
  private readonly tracked: Set<Tensor>;
  private readonly watchesVariables: boolean;
  /** The recording inside which this one runs. */
  private readonly outer: Tape | undefined;
  /** Whether an operation has an input that an outer recording watches. */
  private dependsOnOuter = false;

  /** @param watched the tensors to watch; by default every trainable variable that is used */
  constructor(watched: readonly Tensor[] | undefined, outer: Tape | undefined) {
    this.tracked = new Set(watched);
    this.watchesVariables = watched === undefined;
    this.outer = outer;
  }

  /** Registers whether an outer recording watches one of these tensors. */
  notice(inputs: readonly Tensor[]): void {
    if (this.outer !== undefined)
      this.dependsOnOuter ||= inputs.some(
        (input) => this.outer!.tracks(input) || this.outer!.isNoticed(input),
      );
  }

  private isNoticed(input: Tensor): boolean {
    return this.outer !== undefined && (this.outer.tracks(input) || this.outer.isNoticed(input));
  }

  /**
   * Refuses gradients of gradients.
   * @throws ArgumentError where an outer recording would have to differentiate this recording's gradients
   */
  checkOuter(): void {
    if (!this.dependsOnOuter) return;
    throw new ArgumentError({
      where: "gradient",
      argument: "f",
      received: { fr: "un gradient dans un gradient", en: "a gradient inside a gradient" },
      expected: {
        fr: "une fonction qui ne dérive pas elle-même ce que l’on dérive",
        en: "a function that does not itself compute a gradient of what is being differentiated",
      },
      mend: {
        fr: "Les dérivées secondes ne sont pas calculées : approchez-les par (f′(x + h) − f′(x − h)) / 2h, ou calculez le gradient intérieur à partir de nombres fixes, tensor(x.dataSync(), x.shape).",
        en: "Second derivatives are not computed: approximate them by (f′(x + h) − f′(x − h)) / 2h, or compute the inner gradient from fixed numbers, tensor(x.dataSync(), x.shape).",
      },
    });
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
 */
export function record(
  inputs: readonly Tensor[],
  output: Tensor,
  localGradient: (gradient: Tensor) => readonly (Tensor | undefined)[],
): Tensor {
  return recordSeveral(inputs, [output], localGradient)[0];
}

/** As `record`, for an operation with several outputs; the gradient of an unused output is zeros. */
export function recordSeveral(
  inputs: readonly Tensor[],
  outputs: readonly Tensor[],
  localGradient: LocalGradient,
): readonly Tensor[] {
  const tape = active;
  tape?.notice(inputs);
  // `tracks` is called for each input, since it also registers variables.
  if (tape !== undefined && inputs.filter((input) => tape.tracks(input)).length > 0)
    tape.push({ inputs, outputs, localGradient });
  return outputs;
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
 * The value of `f()`, which must be a single number, and its gradients with respect to some tensors.
 * @param f a synchronous function; all that it computes from `of` counts, in any order and any number of
 *   times
 * @param of tensors that `f` uses
 * @throws ShapeError where `f` returns more than one number
 */
export function valueAndGradients(f: () => Tensor, of: readonly Tensor[]): ValueAndGradients {
  const recording = recordRun(f, of);
  const gradients = chainRule(recording);
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
 */
export function recordRun(f: () => Tensor, of?: readonly Tensor[]): Recording {
  const before = active;
  const tape = new Tape(of, before);
  active = tape;
  let value: Tensor;
  try {
    value = f();
  } finally {
    active = before;
  }
  checkValue(value);
  tape.notice([value]);
  tape.checkOuter();
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
 * recorded operation made.
 */
export function chainRule({ value, entries, tracks }: Recording): Map<Tensor, Tensor> {
  const gradients = new Map<Tensor, Tensor>([[value, onesLike(value)]]);
  const add = (input: Tensor, part: Tensor | undefined) => {
    if (part === undefined || !tracks(input)) return;
    const sum = gradients.get(input);
    gradients.set(input, sum === undefined ? part : raw.zip(sum, part, (a, b) => a + b, "gradient"));
  };
  withoutRecording(() => {
    for (let i = entries.length - 1; i >= 0; i--) {
      const { inputs, outputs, localGradient } = entries[i];
      if (!outputs.some((output) => gradients.has(output))) continue;
      const ofOutputs = outputs.map((output) => gradients.get(output) ?? zerosLike(output));
      outputs.forEach((output) => gradients.delete(output));
      localGradient(...ofOutputs).forEach((part, position) => add(inputs[position], part));
    }
  });
  return gradients;
}

function checkValue(value: unknown): asserts value is Tensor {
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
  if (value.size !== 1) {
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
