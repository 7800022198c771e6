/** Compares the gradients of named parameters with finite differences: the core of `checkGradient`. */
import { formatShape, sameShape, stridesOf, type Shape } from "../../tensor/shape.js";
import type { Tensor } from "../../tensor/tensor.js";
import { compareWithDifferences, type Comparison, type Precision } from "./differences.js";
import { findMistake, type Mistake } from "./mistakes.js";
import { GradientReport, type CheckedParameter } from "./report.js";

/** The gradients to check, and how. */
export interface GradientCheck {
  /** Computes the loss from the current numbers of the parameters. */
  readonly loss: () => number;
  /** The parameters by name. */
  readonly parameters: ReadonlyMap<string, Tensor>;
  /** The gradient of each parameter, by the same name; a missing one counts as zeros. */
  readonly gradients: ReadonlyMap<string, Tensor>;
  readonly precision: Precision;
  /** The most entries of each parameter that are compared. */
  readonly most: number;
  /** How many examples the loss is a mean of, where that is known. */
  readonly examples?: number;
}

export function checkParameters(check: GradientCheck): GradientReport {
  return new GradientReport(
    [...check.parameters].map(([name, parameter]) => checkParameter(name, parameter, check)),
  );
}

function checkParameter(
  name: string,
  parameter: Tensor,
  { loss, gradients, precision, most, examples }: GradientCheck,
): CheckedParameter {
  const { shape, size } = parameter;
  const given = gradients.get(name);
  if (given !== undefined && given.size !== size)
    return {
      name,
      shape,
      checked: 0,
      passed: false,
      worst: undefined,
      mistake: wrongShape(given.shape, shape),
    };
  const gradient = given?.storage ?? new Float64Array(size);
  const comparisons = compareWithDifferences(loss, parameter, gradient, most, precision);
  const passed = comparisons.every(({ agrees }) => agrees);
  const misshapen = given !== undefined && !sameShape(given.shape, shape);
  const mistake = passed
    ? misshapen
      ? wrongShape(given.shape, shape)
      : undefined
    : findMistake(comparisons, { name, shape, gradient, examples });
  return {
    name,
    shape,
    checked: comparisons.length,
    passed: passed && !misshapen,
    worst: worstOf(comparisons, shape),
    mistake,
  };
}

function wrongShape(received: Shape, expected: Shape): Mistake {
  return {
    kind: "shape",
    explanation: {
      fr: `sa forme est ${formatShape(received)}, celle du paramètre ${formatShape(expected)}`,
      en: `its shape is ${formatShape(received)}, that of the parameter ${formatShape(expected)}`,
    },
  };
}

function worstOf(comparisons: readonly Comparison[], shape: Shape): CheckedParameter["worst"] {
  const off = ({ agrees, computed, expected }: Comparison) => (agrees ? 0 : Math.abs(computed - expected));
  const worst = comparisons.reduce<Comparison | undefined>(
    (before, each) => (before === undefined || off(each) > off(before) ? each : before),
    undefined,
  );
  if (worst === undefined) return undefined;
  const strides = stridesOf(shape);
  return {
    ...worst,
    index: formatShape(shape.map((extent, axis) => Math.floor(worst.position / strides[axis]) % extent)),
  };
}
