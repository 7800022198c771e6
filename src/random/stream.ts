/** How many pairs of normal numbers are computed at a time, from as many pairs of uniform ones. */
const PAIRS = 128;
/** The smallest difference of two numbers of `uniform`. */
const LEAST = 2 ** -32;

/**
 * The engine's own random numbers: initial weights, shuffles, dropout, random tensors.
 *
 * xoshiro128** (Blackman and Vigna, "Scrambled linear pseudorandom number generators", 2021): four 32-bit
 * words of state, fast in JavaScript's 32-bit arithmetic, and the same on every machine. The state comes from
 * the seed by splitmix32. The other files of this folder follow R's generators.
 */
export class RandomStream {
  private readonly state = new Uint32Array(4);
  /** Normal numbers are computed in pairs; this is the second one, until it is used. */
  private waiting: number | undefined;

  /**
   * Streams with different `path`s, such as the position of a layer, are independent though their seed is the
   * same.
   */
  constructor(seed: number, ...path: readonly number[]) {
    let word = 0;
    const next = () => {
      word = (word + 0x9e3779b9) | 0;
      let mixed = Math.imul(word ^ (word >>> 16), 0x21f0aaad);
      mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
      return (mixed ^ (mixed >>> 15)) >>> 0;
    };
    for (const part of [seed, ...path])
      word = next() ^ (part | 0) ^ Math.imul(Math.floor(part / 2 ** 32), 0x85ebca6b);
    for (let i = 0; i < 4; i++) this.state[i] = next();
  }

  /** A copy of the state, for compiled code that continues the stream from here. */
  get words(): Uint32Array {
    return this.state.slice();
  }

  /** 32 random bits. */
  bits(): number {
    const s = this.state;
    const scrambled = Math.imul(s[1], 5);
    const result = Math.imul((scrambled << 7) | (scrambled >>> 25), 9) >>> 0;
    const shifted = s[1] << 9;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= shifted;
    s[3] = (s[3] << 11) | (s[3] >>> 21);
    return result;
  }

  /** A number in [0, 1), a multiple of 2⁻³². */
  uniform(): number {
    return this.bits() / 2 ** 32;
  }

  /** Fills an array with numbers in [low, high), as `low + (high - low) * uniform()` gives them one by one. */
  fillUniform(data: Float32Array | Float64Array, low: number, high: number): void {
    let [a, b, c, d] = this.state;
    for (let i = 0; i < data.length; i++) {
      const scrambled = Math.imul(b, 5);
      const result = Math.imul((scrambled << 7) | (scrambled >>> 25), 9) >>> 0;
      const shifted = b << 9;
      c ^= a;
      d ^= b;
      b ^= c;
      a ^= d;
      c ^= shifted;
      d = (d << 11) | (d >>> 21);
      data[i] = low + (high - low) * (result / 2 ** 32);
    }
    this.state.set([a, b, c, d]);
  }

  /** A standard normal number, by Box and Muller's transform (1958). */
  normal(): number {
    if (this.waiting !== undefined) {
      const second = this.waiting;
      this.waiting = undefined;
      return second;
    }
    const radius = Math.sqrt(-2 * Math.log(this.uniform() + LEAST));
    const angle = 2 * Math.PI * this.uniform();
    this.waiting = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  }

  /** Fills an array with normal numbers, as `mean + deviation * normal()` gives them one by one. */
  fillNormal(data: Float32Array | Float64Array, mean: number, deviation: number): void {
    let i = 0;
    if (data.length > 0 && this.waiting !== undefined) data[i++] = mean + deviation * this.normal();
    const uniform = new Float64Array(2 * Math.min(PAIRS, Math.ceil((data.length - i) / 2)));
    while (i < data.length) {
      const pairs = Math.min(PAIRS, Math.ceil((data.length - i) / 2));
      this.fillUniform(uniform.subarray(0, 2 * pairs), 0, 1);
      for (let pair = 0; pair < pairs; pair++) {
        const radius = Math.sqrt(-2 * Math.log(uniform[2 * pair] + LEAST));
        const angle = 2 * Math.PI * uniform[2 * pair + 1];
        data[i++] = mean + deviation * (radius * Math.cos(angle));
        const second = radius * Math.sin(angle);
        if (i < data.length) data[i++] = mean + deviation * second;
        else this.waiting = second;
      }
    }
  }

  /** A standard normal number of those from −2 to 2. */
  truncatedNormal(): number {
    for (;;) {
      const value = this.normal();
      if (Math.abs(value) <= 2) return value;
    }
  }

  /**
   * A number of the gamma distribution with scale 1, by Marsaglia and Tsang's method (2000). For α < 1, a
   * number for α + 1 is multiplied by a uniform one to the power 1 / α.
   */
  gamma(alpha: number): number {
    if (alpha < 1) return this.gamma(alpha + 1) * this.uniform() ** (1 / alpha);
    const d = alpha - 1 / 3;
    for (;;) {
      const x = this.normal();
      const v = (1 + x / Math.sqrt(9 * d)) ** 3;
      if (v > 0 && Math.log(1 - this.uniform()) < 0.5 * x * x + d * (1 - v + Math.log(v))) return d * v;
    }
  }

  /** An integer from 0 to n − 1. */
  integer(n: number): number {
    return Math.floor(this.uniform() * n);
  }

  /** 0 … n − 1 in random order (Fisher and Yates). */
  permutation(n: number): Int32Array {
    const order = Int32Array.from({ length: n }, (_, i) => i);
    for (let i = n - 1; i > 0; i--) {
      const j = this.integer(i + 1);
      [order[i], order[j]] = [order[j], order[i]];
    }
    return order;
  }
}
