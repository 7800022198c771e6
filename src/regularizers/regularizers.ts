/** Penalties on weights: the sum of their absolute values (L1), of their squares (L2), or of both. */
import { abs, add, mul, square, sum } from "../autograd/operations/operations.js";
import { checkOptions } from "../errors/check-options.js";
import { ArgumentError } from "../errors/errors.js";
import { numberFrom } from "../errors/kinds.js";
import { written } from "../errors/written.js";
import { choose } from "../errors/choose.js";
import type { Regularizer } from "./regularizer.js";

export type { Regularizer } from "./regularizer.js";

/** How much a penalty weighs. */
const FACTOR = numberFrom(0, 0.01);

/** l1 · Σ|w| + l2 · Σ w². */
export function l1l2(options: { readonly l1?: number; readonly l2?: number } = {}): Regularizer {
  checkOptions(options, { l1: FACTOR, l2: FACTOR }, "l1l2");
  const { l1: first = 0.01, l2: second = 0.01 } = options;
  return {
    className: "L1L2",
    config: { l1: first, l2: second },
    apply: (weight) => add(mul(sum(abs(weight)), first), mul(sum(square(weight)), second)),
  };
}

/** l1 · Σ|w|: pushes weights to exactly 0. */
export function l1(options: { readonly l1?: number } = {}): Regularizer {
  checkOptions(options, { l1: FACTOR }, "l1");
  return l1l2({ l1: options.l1, l2: 0 });
}

/** l2 · Σ w²: keeps weights small. */
export function l2(options: { readonly l2?: number } = {}): Regularizer {
  checkOptions(options, { l2: FACTOR }, "l2");
  return l1l2({ l1: 0, l2: options.l2 });
}

/** A regularizer, the name of one, or one as it was saved. */
export type RegularizerLike =
  Regularizer | RegularizerName | { readonly className: string; readonly config: unknown };
export type RegularizerName = keyof typeof BY_NAME;

const BY_NAME = { l1: () => l1(), l2: () => l2(), l1l2: () => l1l2() };

/** The regularizer itself; undefined where none is given, which saved models write as null. */
export function regularizerFrom(
  given: RegularizerLike | null | undefined,
  where: string,
  argument: string,
): Regularizer | undefined {
  if (given === undefined || given === null) return undefined;
  if (typeof given !== "object") return choose(BY_NAME, given, { where, argument })();
  if (!("apply" in given))
    return choose({ L1L2: l1l2 }, given.className, { where, argument })(
      given.config as Parameters<typeof l1l2>[0],
    );
  if (typeof given.apply === "function") return given;
  throw new ArgumentError({
    where,
    argument,
    received: written(given),
    expected: {
      fr: "un régularisateur, ou le nom d’un régularisateur",
      en: "a regularizer, or the name of one",
    },
    mend: {
      fr: `Par exemple ${argument}: "l2", ou regularizers.l2({ l2: 0.001 }).`,
      en: `For example ${argument}: "l2", or regularizers.l2({ l2: 0.001 }).`,
    },
  });
}
