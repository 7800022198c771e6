/**
 * Reverse-mode differentiation on tensors.
 *
 * While a function is recorded, each operation on something that depends on a watched tensor notes on a tape what it
 * took, what it gave, and how to turn the gradient of what it gave into the gradients of what it took (its local
 * derivative). The chain rule is then one walk along the tape, from its end to its beginning: where a tensor was used
 * several times its gradients add up, since a small change of it reaches the result along each path.
 */
import { ArgumentError, ShapeError } from "../errors/errors.js";
import { onesLike, zerosLike } from "../tensor/create.js";
import * as raw from "../tensor/operations/operations.js";
import { formatShape } from "../tensor/shape.js";
import { Tensor, Variable } from "../tensor/tensor.js";

/** From the gradient of an operation's result (of each of its results) to those of its inputs; undefined for one that has none. */
export type LocalGradient = (...gradients: Tensor[]) => readonly (Tensor | undefined)[];

/** One operation of a recorded computation. */
export interface Entry {
  readonly inputs: readonly Tensor[];
  readonly outputs: readonly Tensor[];
  readonly localGradient: LocalGradient;
}

class Tape {
  readonly entries: Entry[] = [];
  /** The variables that were used, where all of them are watched. */
  readonly variables = new Set<Variable>();
  /** What depends on the watched tensors, these included. */
  private readonly tracked: Set<Tensor>;
  private readonly watchesVariables: boolean;
  /** The recording inside which this one runs. */
  private readonly outer: Tape | undefined;
  /** Whether an operation took something that the outer recording watches. */
  private dependsOnOuter = false;

  /** @param watched the tensors to watch; by default every trainable variable that is used */
  constructor(watched: readonly Tensor[] | undefined, outer: Tape | undefined) {
    this.tracked = new Set(watched);
    this.watchesVariables = watched === undefined;
    this.outer = outer;
  }

  /** Notes whether the outer recording, or one around it, watches one of these. */
  notice(inputs: readonly Tensor[]): void {
    if (this.outer !== undefined)
      this.dependsOnOuter ||= inputs.some(
        (input) => this.outer!.tracks(input) || this.outer!.isNoticed(input),
      );
  }

  private isNoticed(input: Tensor): boolean {
    return this.outer !== undefined && (this.outer.tracks(input) || this.outer.isNoticed(input));
  }

  /** @throws ArgumentError where this recording's gradients would have to be differentiated in their turn */
  checkOuter(): void {
    if (!this.dependsOnOuter) return;
    throw new ArgumentError({
      where: "gradient",
      argument: "f",
      received: { fr: "un gradient dans un gradient", en: "a gradient inside a gradient" },
      expected: {
        fr: "une fonction qui ne dérive pas elle-même ce que l’on dérive",
        en: "a function that does not itself differentiate what is being differentiated",
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

/** Notes an operation, if one is recording and the operation depends on what is watched; returns its result. */
export function record(
  inputs: readonly Tensor[],
  output: Tensor,
  localGradient: (gradient: Tensor) => readonly (Tensor | undefined)[],
): Tensor {
  return recordSeveral(inputs, [output], localGradient)[0];
}

/** As `record`, for an operation with several results; one that the value does not depend on has a gradient of zeros. */
export function recordSeveral(
  inputs: readonly Tensor[],
  outputs: readonly Tensor[],
  localGradient: LocalGradient,
): readonly Tensor[] {
  const tape = active;
  tape?.notice(inputs);
  // Each input is asked, so that each variable among them is noticed.
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
  /** One for each tensor asked for, of its shape; zeros where the value does not depend on it. */
  readonly gradients: readonly Tensor[];
  /** Whether the value depends on any of what was watched. */
  readonly depends: boolean;
}

/**
 * The value of `f()`, which must be a single number, and its gradients with respect to some tensors.
 * @param f   a synchronous function; whatever it computes from `of` counts, in any order and any number of times
 * @param of  tensors that `f` uses
 * @throws ShapeError where `f` gives more than one number
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

/** As `valueAndGradients`, with respect to every trainable variable that `f` uses, in the order of first use. */
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

/** A computation as it was recorded. */
export interface Recording {
  readonly value: Tensor;
  /** The operations that depend on what was watched, in the order in which they were done. */
  readonly entries: readonly Entry[];
  /** Whether a tensor was watched or depends on what was. */
  readonly tracks: (tensor: Tensor) => boolean;
  /** The variables that were used, where all of them were watched. */
  readonly variables: readonly Variable[];
}

/**
 * Runs a function and records what it does.
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
  // A variable that is given back as it is counts as used.
  tape.tracks(value);
  return {
    value,
    entries: tape.entries,
    tracks: (tensor) => tape.tracks(tensor),
    variables: [...tape.variables],
  };
}

/** The chain rule: from the end of a recording to its beginning. The gradients of all that no operation of it made. */
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
