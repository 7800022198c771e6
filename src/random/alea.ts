/**
 * Alea, the generator of real numbers from 0 to 1 by Johannes Baagøe (2010), as the package `seedrandom` has it.
 * TensorFlow.js draws from it, so a program that gives a seed gets the same numbers.
 *
 *     t = 2091639·s₀ + c·2⁻³²,  the state moves one place on,  c = the whole part of t,  the result is t − c
 *
 * A hash of the seed's letters gives the first three state numbers.
 */
const TWO_32 = 2 ** 32;
const MULTIPLIER = 2091639;

export class Alea {
  private carry = 1;
  private s0: number;
  private s1: number;
  private s2: number;

  constructor(seed: string) {
    const hash = new Mash();
    [this.s0, this.s1, this.s2] = [hash.add(" "), hash.add(" "), hash.add(" ")];
    this.s0 = lowered(this.s0, hash.add(seed));
    this.s1 = lowered(this.s1, hash.add(seed));
    this.s2 = lowered(this.s2, hash.add(seed));
  }

  /** The next number, from 0 to less than 1. */
  next(): number {
    const t = MULTIPLIER * this.s0 + this.carry / TWO_32;
    this.s0 = this.s1;
    this.s1 = this.s2;
    this.carry = Math.trunc(t);
    this.s2 = t - this.carry;
    return this.s2;
  }

  /** The next whole number, of 32 bits with a sign. */
  nextInteger(): number {
    return (this.next() * TWO_32) | 0;
  }
}

function lowered(state: number, by: number): number {
  return state < by ? state - by + 1 : state - by;
}

/** Baagøe's hash of a text to a number from 0 to less than 1; each text continues from the one before. */
class Mash {
  private n = 0xefc8249d;

  add(text: string): number {
    for (let i = 0; i < text.length; i++) {
      this.n += text.charCodeAt(i);
      let h = 0.02519603282416938 * this.n;
      this.n = h >>> 0;
      h -= this.n;
      h *= this.n;
      this.n = h >>> 0;
      h -= this.n;
      this.n += h * TWO_32;
    }
    return (this.n >>> 0) / TWO_32;
  }
}
