/** What all learning rates that change from step to step share. */
import { checkKind, checkOptions } from "../errors/check-options.js";
import { numberAbove, numberFrom, type Kinds } from "../errors/kinds.js";

/** A learning rate that depends on the step; a step is one batch. */
export interface Schedule {
  /** The name under which it is saved, such as `ExponentialDecay`. */
  readonly className: string;
  /** Its options, as they are saved. */
  readonly config: Readonly<Record<string, unknown>>;
  /** The learning rate of a step; the first one is step 0. */
  at(step: number): number;
}

export const RATE = numberFrom(0, 0.1);
export const STEPS = numberAbove(0, 1000);

/** Checks the options of a schedule: all must be given, except those with a default. */
export function checkSchedule(config: unknown, kinds: Kinds, where: string, ...optional: string[]): void {
  checkOptions(
    config ?? {},
    kinds,
    where,
    Object.keys(kinds).filter((name) => !optional.includes(name)),
  );
}

const STEP = numberFrom(0, 100);

/** Makes a schedule that checks the step it is asked for. */
export function schedule(
  className: string,
  config: Readonly<Record<string, unknown>>,
  at: (step: number) => number,
): Schedule {
  return {
    className,
    config,
    at(step) {
      checkKind(step, STEP, "at", "step");
      return at(step);
    },
  };
}
