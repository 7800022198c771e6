/** Finds the constraint for an option of a layer: an object, a name, or the data of a saved one. */
import { choose } from "../errors/choose.js";
import { ArgumentError } from "../errors/errors.js";
import { written } from "../errors/written.js";
import {
  maxNorm,
  minMaxNorm,
  nonNeg,
  unitNorm,
  type Constraint,
  type ConstraintLike,
  type ConstraintName,
} from "./constraints.js";

const BY_NAME: Readonly<Record<ConstraintName, (config?: object) => Constraint>> = {
  maxNorm,
  minMaxNorm,
  nonNeg,
  unitNorm,
};

/** The same, under the names by which they are saved. */
const BY_CLASS_NAME = { MaxNorm: maxNorm, MinMaxNorm: minMaxNorm, NonNeg: nonNeg, UnitNorm: unitNorm };

/**
 * The constraint; undefined where none is given (null in saved models).
 * @throws ArgumentError for an unknown name
 */
export function constraintFrom(
  given: ConstraintLike | null | undefined,
  where: string,
  argument: string,
): Constraint | undefined {
  if (given === undefined || given === null) return undefined;
  if (typeof given === "string" && Object.hasOwn(BY_CLASS_NAME, given))
    return BY_CLASS_NAME[given as keyof typeof BY_CLASS_NAME]();
  if (typeof given !== "object") return choose(BY_NAME, given, { where, argument })();
  if (!("apply" in given))
    return choose(BY_CLASS_NAME, given.className, { where, argument })(given.config as object);
  if (typeof given.apply === "function") return given;
  throw new ArgumentError({
    where,
    argument,
    received: written(given),
    expected: { fr: "une contrainte, ou le nom d’une contrainte", en: "a constraint, or the name of one" },
    mend: {
      fr: `Par exemple ${argument}: "nonNeg", ou constraints.maxNorm({ maxValue: 2 }).`,
      en: `For example ${argument}: "nonNeg", or constraints.maxNorm({ maxValue: 2 }).`,
    },
  });
}
