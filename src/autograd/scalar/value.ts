/**
 * Reverse-mode differentiation on single numbers: the whole idea on one screen, to be read.
 *
 * A value remembers which values it was computed from, and by which factor a small change of each reaches it (the local
 * derivative). `backward()` starts at the result, whose derivative by itself is 1, and walks back: each value hands its
 * gradient on, times the factor, to those it came from. Where several ways lead back to a value the gradients add up. That
 * is the chain rule, and for a network it is backpropagation.
 */
import { refuseMore } from "../../errors/extra-arguments.js";
import { checkName, checkNumber, checkSources } from "./checks.js";

export class Value {
  /** ∂result/∂this, once `result.backward()` has been called. */
  gradient = 0;

  constructor(
    readonly value: number,
    /** How it is written: a name, or the operation that made it. */
    readonly formula: string = "",
    /** What it was computed from, each with its local derivative. */
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

  /** Fills in the gradients of everything this value was computed from. */
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

  /** How a cell and `console.log` show it: on one line, without all that it was computed from. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return `Value { formula: ${JSON.stringify(this.formula)}, value: ${this.value}, gradient: ${this.gradient} }`;
  }
}

type Operand = Value | number;

/** A number to compute with, under a name. */
export function value(number: number, name?: string): Value;
export function value(number: number, name?: string, ...more: readonly unknown[]): Value {
  refuseMore([number, name, ...more], 2, "value");
  checkNumber(number, "value", "number");
  // `[1, 2].map(value)` gives the position and the array, too.
  if (name === undefined || more.length > 0) return new Value(number, String(number));
  checkName(name);
  return new Value(number, name);
}

function valueOf(operand: Operand): Value {
  return operand instanceof Value ? operand : value(operand);
}

/** Everything a value was computed from, and itself, each after what it comes from. */
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
