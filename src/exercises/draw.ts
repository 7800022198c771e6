/**
 * Fresh inputs for a learner's function. A check in the lesson tries the same few inputs each time, and a function could
 * know these by heart; whoever marks it tries others as well, drawn by a seed of their own.
 */
import { RandomStream } from "../random/stream.js";

export class Draw {
  private readonly stream: RandomStream;

  constructor(seed: number) {
    this.stream = new RandomStream(seed);
  }

  /** A number in [low, high] with three decimals, easy to read and to type again. */
  number(low: number, high: number): number {
    return Math.round((low + this.stream.uniform() * (high - low)) * 1000) / 1000;
  }

  /** An integer from low to high, both included. */
  integer(low: number, high: number): number {
    return low + this.stream.integer(high - low + 1);
  }

  /** One of several. */
  oneOf<Value>(choices: readonly Value[]): Value {
    return choices[this.stream.integer(choices.length)];
  }

  /** Several of what `make` draws. */
  several<Value>(count: number, make: (draw: this, index: number) => Value): Value[] {
    return Array.from({ length: count }, (_, index) => make(this, index));
  }

  numbers(count: number, low: number, high: number): number[] {
    return this.several(count, () => this.number(low, high));
  }

  matrix(rows: number, columns: number, low: number, high: number): number[][] {
    return this.several(rows, () => this.numbers(columns, low, high));
  }

  /** Probabilities of so many classes: positive, of sum 1 up to rounding. */
  probabilities(classes: number): number[] {
    const weights = this.several(classes, () => 0.1 + this.stream.uniform());
    const sum = weights.reduce((total, weight) => total + weight);
    return weights.map((weight) => weight / sum);
  }
}
