/**
 * Reads the options of a layer's weights: for each weight, such as the kernel, an initializer, a regularizer
 * and a constraint, `kernelInitializer`, `kernelRegularizer` and `kernelConstraint`.
 */
import { constraintFrom } from "../constraints/constraint-from.js";
import type { Constraint, ConstraintLike } from "../constraints/constraints.js";
import { initializerFrom } from "../initializers/initializer-from.js";
import type { Initializer, InitializerLike } from "../initializers/initializers.js";
import { regularizerFrom } from "../regularizers/regularizer-from.js";
import type { Regularizer, RegularizerLike } from "../regularizers/regularizers.js";

/** The three options of each weight. */
export type WeightOptions<Weight extends string> = {
  readonly [Name in `${Weight}Initializer`]?: InitializerLike;
} & {
  readonly [Name in `${Weight}Regularizer`]?: RegularizerLike | null;
} & {
  readonly [Name in `${Weight}Constraint`]?: ConstraintLike | null;
};

/** The initializer, the regularizer and the constraint of a weight. */
export interface WeightPart {
  readonly initializer: Initializer;
  readonly regularizer: Regularizer | undefined;
  readonly constraint: Constraint | undefined;
}

export type WeightParts<Weight extends string> = Readonly<Record<Weight, WeightPart>>;

/**
 * Reads the options of these weights.
 * @param defaults the initializer of each weight where the options name none
 * @param where    the layer, for errors
 */
export function weightParts<Weight extends string>(
  options: WeightOptions<Weight>,
  defaults: Readonly<Record<Weight, InitializerLike>>,
  where: string,
): WeightParts<Weight> {
  const given = options as Readonly<
    Record<string, (InitializerLike & RegularizerLike & ConstraintLike) | undefined>
  >;
  const parts = Object.entries<InitializerLike>(defaults).map(([weight, initializer]) => [
    weight,
    {
      initializer: initializerFrom(
        given[`${weight}Initializer`] ?? initializer,
        where,
        `${weight}Initializer`,
      ),
      regularizer: regularizerFrom(given[`${weight}Regularizer`], where, `${weight}Regularizer`),
      constraint: constraintFrom(given[`${weight}Constraint`], where, `${weight}Constraint`),
    },
  ]);
  return Object.fromEntries(parts) as WeightParts<Weight>;
}

/** The same options as plain data. */
export function savedParts(parts: WeightParts<string>): Record<string, unknown> {
  const data = ({ className, config }: Initializer | Regularizer | Constraint) => ({ className, config });
  return Object.fromEntries(
    Object.entries(parts).flatMap(([weight, { initializer, regularizer, constraint }]) => [
      [`${weight}Initializer`, data(initializer)],
      ...(regularizer === undefined ? [] : [[`${weight}Regularizer`, data(regularizer)]]),
      ...(constraint === undefined ? [] : [[`${weight}Constraint`, data(constraint)]]),
    ]),
  );
}
