/** Checks the learning rate of an optimizer: a number, or a schedule that gives a number for each step. */
import { choose } from "../errors/choose.js";
import { ArgumentError } from "../errors/errors.js";
import { written } from "../errors/written.js";
import * as schedules from "./schedules.js";
import type { Schedule } from "./schedules.js";

export type LearningRate = number | Schedule;

const BY_CLASS: Readonly<Record<string, (config: never) => Schedule>> = {
  ExponentialDecay: schedules.exponentialDecay,
  InverseTimeDecay: schedules.inverseTimeDecay,
  PolynomialDecay: schedules.polynomialDecay,
  CosineDecay: schedules.cosineDecay,
  CosineDecayRestarts: schedules.cosineDecayRestarts,
  PiecewiseConstantDecay: schedules.piecewiseConstantDecay,
};

/** Whether a value is a schedule: an object that gives the rate of each step. */
export function isSchedule(value: unknown): value is Schedule {
  // Arrays have a method `at` too.
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !ArrayBuffer.isView(value) &&
    "at" in value &&
    typeof value.at === "function"
  );
}

function isRate(value: unknown): value is number {
  return typeof value === "number" && value >= 0 && Number.isFinite(value);
}

/** @param given a learning rate, or the data of a saved schedule @throws ArgumentError for anything else */
export function learningRateFrom(
  given: LearningRate | { readonly className: string; readonly config: unknown },
  where: string,
): LearningRate {
  if (isRate(given) || isSchedule(given)) return given;
  if (typeof given === "object" && given !== null && "className" in given && !Array.isArray(given))
    return choose(BY_CLASS, given.className, { where, argument: "learningRate" })(given.config as never);
  throw noRate(given, where);
}

/** The rate that a schedule gives for a step. @throws ArgumentError where it is not a number ≥ 0 */
export function rateAt(schedule: Schedule, step: number, where: string): number {
  const rate = schedule.at(step);
  if (isRate(rate)) return rate;
  throw noRate(rate, where);
}

function noRate(received: unknown, where: string): ArgumentError {
  return new ArgumentError({
    where,
    argument: "learningRate",
    received: written(received),
    expected: {
      fr: "un nombre positif, ou un programme de taux (schedules)",
      en: "a positive number, or a schedule",
    },
    mend: { fr: "Par exemple 0.01.", en: "For example 0.01." },
  });
}
