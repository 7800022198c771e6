/** Finds the regularizer for an option of a layer: an object, a name, or the data of a saved one. */
import { choose } from "../errors/choose.js";
import { ArgumentError } from "../errors/errors.js";
import { written } from "../errors/written.js";
import {
  l1,
  l1l2,
  l2,
  type Regularizer,
  type RegularizerLike,
  type RegularizerName,
} from "./regularizers.js";

const BY_NAME: Readonly<Record<RegularizerName, () => Regularizer>> = {
  l1: () => l1(),
  l2: () => l2(),
  l1l2: () => l1l2(),
};

/**
 * The regularizer; undefined where none is given (null in saved models).
 * @throws ArgumentError for an unknown name
 */
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
