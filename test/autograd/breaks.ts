/** Breaks gradients in ways that people do by mistake. */
import assert from "node:assert/strict";
import { chainRule, recordRun, type Entry, type Recording } from "../../src/autograd/tape.js";
import { zerosLike } from "../../src/tensor/create.js";
import { map, transpose } from "../../src/tensor/operations/operations.js";
import { Tensor } from "../../src/tensor/tensor.js";
import { centralDifferences, findFault, weighted } from "./differences.js";

/** Returns the broken gradient; undefined for a missing one. */
type Break = (gradient: Tensor) => Tensor | undefined;

const BREAKS: Readonly<Record<string, Break>> = {
  "another sign": (gradient) => map(gradient, (value) => -value, gradient.dtype),
  transposed: (gradient) => new Tensor(transpose(gradient).data, gradient.shape),
  "the whole missing": () => undefined,
  "one term missing": (gradient) => {
    const data = gradient.data.slice();
    const sizes = Array.from(data, Math.abs);
    data[sizes.indexOf(Math.max(...sizes))] = 0;
    return new Tensor(data, gradient.shape);
  },
  "a factor forgotten": (gradient) => map(gradient, (value) => 2 * value, gradient.dtype),
};

/** The result of breaking every gradient of a computation, one after the other. */
export interface Outcome {
  readonly found: number;
  /** Descriptions of the breaks that the comparison did not detect. */
  readonly unseen: readonly string[];
}

/**
 * Breaks the gradient that each recorded operation gives for each of its inputs, in every way, and compares
 * with central differences each time.
 */
export function breakEachGradient(f: () => Tensor, of: readonly Tensor[]): Outcome {
  const loss = weighted(f);
  const recording = recordRun(loss, of);
  const expected = centralDifferences(loss, of);
  const gradientsOf = (run: Recording) => {
    const gradients = chainRule(run);
    return of.map((tensor) => gradients.get(tensor) ?? zerosLike(tensor));
  };
  const right = gradientsOf(recording);
  assert.equal(findFault(right, expected), undefined, "wrong before it is broken");

  const unseen: string[] = [];
  let found = 0;
  recording.entries.forEach((entry, number) => {
    entry.inputs.forEach((input, position) => {
      if (!recording.tracks(input)) return;
      for (const [name, how] of Object.entries(BREAKS)) {
        const wrong = gradientsOf({
          ...recording,
          entries: recording.entries.with(number, tamper(entry, position, how)),
        });
        // A gradient that is 0, or has no effect (the border of a padded picture), does not change.
        if (
          !wrong.some(({ data }, which) =>
            data.some((value, i) => Math.abs(value - right[which].data[i]) > 1e-9),
          )
        )
          continue;
        if (findFault(wrong, expected) === undefined)
          unseen.push(`operation ${number}, input ${position}: ${name}`);
        else found++;
      }
    });
  });
  return { found, unseen };
}

function tamper(entry: Entry, position: number, how: Break): Entry {
  return {
    ...entry,
    localGradient: (...gradients) =>
      entry
        .localGradient(...gradients)
        .map((part, i) => (i === position && part !== undefined ? how(part) : part)),
  };
}
