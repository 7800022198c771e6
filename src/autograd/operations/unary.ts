/** How an operation on each number of a tensor is made of a function and its derivatives. */
import { checkKind } from "../../errors/check-options.js";
import { refuseMore } from "../../errors/extra-arguments.js";
import { functionLike } from "../../errors/kinds.js";
import { asTensor } from "../../tensor/as-tensor.js";
import * as raw from "../../tensor/operations/operations.js";
import type { Tensor, TensorLike } from "../../tensor/tensor.js";
import { noSecondDerivative, recordComposed } from "../tape.js";
import { times } from "./binary.js";

/** A derivative at x, from x and from y = f(x), whichever is simpler. */
type Derivative = (x: number, y: number) => number;

/**
 * An operation y = f(x) on every number.
 * @param f           the function
 * @param derivative  f′ from x and from y = f(x), whichever is simpler
 * @param higher      f″, f‴ and so on in the same manner, where gradients are to be differentiated again
 * @example
 * ```ts
 * const cube = elementwise(
 *   (x) => x ** 3,
 *   (x) => 3 * x ** 2,
 *   (x) => 6 * x,
 * );
 * cube([1, 2]).print(); // [1, 8]
 * ```
 */
export function elementwise(
  f: (x: number) => number,
  derivative: (x: number, y: number) => number,
  ...higher: readonly ((x: number, y: number) => number)[]
): (x: TensorLike) => Tensor {
  const derivatives = [derivative, ...higher];
  checkKind(f, FUNCTION, "elementwise", "f");
  derivatives.forEach((each, i) =>
    checkKind(each, FUNCTION, "elementwise", i === 0 ? "derivative" : `higher[${i - 1}]`),
  );
  return unary("elementwise", f, ...derivatives);
}

const FUNCTION = functionLike("elementwise((x) => x * x, (x) => 2 * x)");

/** `elementwise` with the name of the operation for errors. */
export function unary(
  name: string,
  f: (x: number) => number,
  ...derivatives: readonly Derivative[]
): (x: TensorLike) => Tensor {
  return looped(name, { value: raw.MAPS[name], slope: raw.SLOPES[name] }, f, ...derivatives);
}

/** As `unary`, with loops for the function and its derivative. */
export function looped(
  name: string,
  loops: { readonly value?: raw.MapLoop; readonly slope?: raw.ZipLoop },
  f: (x: number) => number,
  ...derivatives: readonly Derivative[]
): (x: TensorLike) => Tensor {
  return (input: TensorLike, ...more: readonly unknown[]) => {
    if (more.length > 0) refuseMore([input, ...more], 1, name);
    const x = asTensor(input, name, "x");
    const y = raw.map(x, f, undefined, loops.value);
    return recordComposed([x], y, (gradient) => [
      times(gradient, slope(name, x, y, derivatives, loops.slope)),
    ]);
  };
}

/** The first of the derivatives at every number, which has the others as its own derivatives. */
function slope(
  name: string,
  x: Tensor,
  y: Tensor,
  [derivative, ...higher]: readonly Derivative[],
  loop?: raw.ZipLoop,
): Tensor {
  return recordComposed([x], raw.zip(x, y, derivative, "gradient", y.dtype, loop), (gradient) => {
    if (higher.length === 0) throw noSecondDerivative(name);
    return [times(gradient, slope(name, x, y, higher))];
  });
}
