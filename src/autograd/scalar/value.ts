/**
 * Reverse-mode differentiation on single numbers: the whole idea on one screen, to be read.
 *
 * A value stores the values it was computed from, each with its local derivative: the factor by which a small
 * change of it changes the result. `backward()` starts at the result, whose derivative by itself is 1, and
 * goes back: each value adds its gradient, times the local derivative, to the gradients of the values it came
 * from. Where a value is used several times, its gradients add up. This is the chain rule; for a network it
 * is called backpropagation.
 */
import { refuseMore } from "../../errors/extra-arguments.js";
import { checkName, checkNumber, checkSources } from "./checks.js";

/**
 * A number with its gradient, for reverse-mode differentiation on single numbers (`value` makes one).
 * @example
 * ```ts
 * const w = new Value(2, "w");
 * w.mul(w).backward();
 * w.gradient; // 4
 * ```
 */
export class Value {
  /** ∂result/∂this, once `result.backward()` has been called. */
  gradient = 0;

  constructor(
    readonly value: number,
    /** A name, or the operation that made it. */
    readonly formula: string = "",
    /** The values it was computed from, each with its local derivative. */
    readonly from: readonly (readonly [source: Value, derivative: number])[] = [],
  ) {
    checkNumber(value, "Value", "value");
    checkSources(from, Value);
  }

  add(other: Operand): Value {
    const b = valueOf(other);
    return new Value(this.value + b.value, "+", [
      [this, 1],
      [b, 1],
    ]);
  }

  sub(other: Operand): Value {
    const b = valueOf(other);
    return new Value(this.value - b.value, "−", [
      [this, 1],
      [b, -1],
    ]);
  }

  mul(other: Operand): Value {
    const b = valueOf(other);
    return new Value(this.value * b.value, "×", [
      [this, b.value],
      [b, this.value],
    ]);
  }

  div(other: Operand): Value {
    const b = valueOf(other);
    return new Value(this.value / b.value, "÷", [
      [this, 1 / b.value],
      [b, -this.value / b.value ** 2],
    ]);
  }

  square(): Value {
    return new Value(this.value ** 2, "²", [[this, 2 * this.value]]);
  }

  exp(): Value {
    const y = Math.exp(this.value);
    return new Value(y, "exp", [[this, y]]);
  }

  log(): Value {
    return new Value(Math.log(this.value), "ln", [[this, 1 / this.value]]);
  }

  relu(): Value {
    return new Value(Math.max(0, this.value), "relu", [[this, this.value > 0 ? 1 : 0]]);
  }

  tanh(): Value {
    const y = Math.tanh(this.value);
    return new Value(y, "tanh", [[this, 1 - y * y]]);
  }

  sigmoid(): Value {
    const y = 1 / (1 + Math.exp(-this.value));
    return new Value(y, "σ", [[this, y * (1 - y)]]);
  }

  /** Computes the gradients of all values that this value was computed from. */
  backward(): this {
    const order = sourcesFirst(this);
    for (const each of order) each.gradient = 0;
    this.gradient = 1;
    for (const each of order.reverse()) {
      for (const [source, derivative] of each.from) source.gradient += each.gradient * derivative;
    }
    return this;
  }

  toString(): string {
    return `${this.formula || "valeur"} = ${this.value}`;
  }

  /** What a cell and `console.log` show: one line, without the values it was computed from. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return `Value { formula: ${JSON.stringify(this.formula)}, value: ${this.value}, gradient: ${this.gradient} }`;
  }
}

type Operand = Value | number;

/**
 * A number to compute with, and its name.
 * @param number the number
 * @param name its name in formulas and graphs
 * @example
 * ```ts
 * const w = value(2, "w");
 * w.mul(3).add(1).backward();
 * w.gradient; // 3
 * ```
 */
export function value(number: number, name?: string): Value;
export function value(number: number, name?: string, ...more: readonly unknown[]): Value {
  refuseMore([number, name, ...more], 2, "value");
  checkNumber(number, "value", "number");
  // `[1, 2].map(value)` also passes the position and the array.
  if (name === undefined || more.length > 0) return new Value(number, String(number));
  checkName(name);
  return new Value(number, name);
}

function valueOf(operand: Operand): Value {
  return operand instanceof Value ? operand : value(operand);
}

/** A value and all values it was computed from, each after the values it comes from. */
export function sourcesFirst(result: Value): Value[] {
  const order = new Set<Value>();
  const open: { at: Value; next: number }[] = [{ at: result, next: 0 }];
  for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
    const source = top.at.from[top.next++]?.[0];
    if (source !== undefined && !order.has(source)) open.push({ at: source, next: 0 });
    if (source === undefined) order.add(open.pop()!.at);
  }
  return [...order];
}
