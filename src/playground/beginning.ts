/** Writes what a playground begins with, and makes a trainer from it. */
import { ownExamples, type Examples } from "./examples.js";
import type { Beginning } from "./protocol/beginning.js";
import { readSettings, type Settings } from "./protocol/settings.js";
import { Trainer } from "./trainer.js";

/** @param own the learner's own examples */
export function writeBeginning(settings: Settings, own: Examples | undefined): Beginning {
  if (own === undefined) return { settings };
  const { problem, x, y, labels } = own;
  return {
    settings,
    own: {
      problem,
      x: x.map((row) => row.map(shorten)),
      y: y.map((target) => (problem === "regression" ? shorten(target) : labels[target])),
    },
  };
}

/** @throws the errors of `ownExamples` and of `Trainer` */
export function trainerFor({ settings, own }: Beginning): Trainer {
  const read = readSettings(settings);
  if (own === undefined) return new Trainer(read);
  const { x, y, problem } = own;
  return new Trainer(read, {
    examples: ownExamples(
      x.map((row) => [...row]),
      [...y],
      problem,
    ),
  });
}

/** The fewest digits that give the same float32. */
function shorten(value: number): number {
  return Number(Math.fround(value).toPrecision(9));
}
