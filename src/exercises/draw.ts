/**
 * Draws random inputs for a learner's function. A check in the lesson always tries the same few inputs, and a
 * function could contain their results; grading also tries inputs drawn from a seed of its own.
 */
import { RandomStream } from "../random/stream.js";

export class Draw {
  private readonly stream: RandomStream;

  constructor(seed: number) {
    this.stream = new RandomStream(seed);
  }

  /** A number in [low, high] with three decimals, which a learner can easily read and type. */
  number(low: number, high: number): number {
    return Math.round((low + this.stream.uniform() * (high - low)) * 1000) / 1000;
  }

  /** An integer from low to high, both included. */
  integer(low: number, high: number): number {
    return low + this.stream.integer(high - low + 1);
  }

  /** One of the choices, with equal probability. */
  oneOf<Value>(choices: readonly Value[]): Value {
    return choices[this.stream.integer(choices.length)];
  }

  /** As many values as `count`, each drawn by `make`. */
  several<Value>(count: number, make: (draw: this, index: number) => Value): Value[] {
    return Array.from({ length: count }, (_, index) => make(this, index));
  }

  /**
   * The first of the values drawn by `make` that is accepted: near a boundary the rounding of one right program
   * differs from that of another, so inputs lie on a boundary exactly, or well away from it.
   */
  suchThat<Value>(accept: (value: Value) => boolean, make: (draw: this) => Value): Value {
    for (;;) {
      const value = make(this);
      if (accept(value)) return value;
    }
  }

  /** The values in random order. */
  shuffled<Value>(values: readonly Value[]): Value[] {
    return Array.from(this.stream.permutation(values.length), (place) => values[place]);
  }

  numbers(count: number, low: number, high: number): number[] {
    return this.several(count, () => this.number(low, high));
  }

  matrix(rows: number, columns: number, low: number, high: number): number[][] {
    return this.several(rows, () => this.numbers(columns, low, high));
  }

  /** The probabilities of so many classes: positive numbers whose sum is 1 up to rounding. */
  probabilities(classes: number): number[] {
    const weights = this.several(classes, () => 0.1 + this.stream.uniform());
    const sum = weights.reduce((total, weight) => total + weight);
    return weights.map((weight) => weight / sum);
  }
}
