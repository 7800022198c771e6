/** The learning rate that an optimizer is given: a number, or a schedule of numbers. */
import { choose } from "../errors/choose.js";
import { ArgumentError } from "../errors/errors.js";
import * as schedules from "./schedules.js";
import type { Schedule } from "./schedules.js";

/** A learning rate: a number, or a schedule of numbers. */
export type LearningRate = number | Schedule;

const BY_CLASS: Readonly<Record<string, (config: never) => Schedule>> = {
  ExponentialDecay: schedules.exponentialDecay, InverseTimeDecay: schedules.inverseTimeDecay, CosineDecay: schedules.cosineDecay, PiecewiseConstantDecay: schedules.piecewiseConstantDecay,
};

/** A learning rate, also one that was saved. */
export function learningRateFrom(given: LearningRate | { readonly className: string; readonly config: unknown }, where: string): LearningRate {
  if (typeof given === "object" && !("at" in given)) return choose(BY_CLASS, given.className, { where, argument: "learningRate" })(given.config as never);
  if (typeof given === "object" || (typeof given === "number" && given >= 0 && Number.isFinite(given))) return given;
  throw new ArgumentError({
    where, argument: "learningRate", received: String(given), expected: { fr: "un nombre positif, ou un programme de taux (schedules)", en: "a positive number, or one of the schedules" },
    mend: { fr: "Par exemple 0.01.", en: "For example 0.01." },
  });
}
