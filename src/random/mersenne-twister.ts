/**
 * R's uniform random numbers: the Mersenne-Twister of Matsumoto and Nishimura (1998), MT19937, seeded as
 * `set.seed` does.
 *
 * The state is 624 words of 32 bits. An update makes 624 new ones, x_{k+624} = x_{k+397} ⊕ A(upper bit of
 * x_k, lower 31 of x_{k+1}), and each word is tempered before it is used. R fills the state with the
 * congruential generator s ← 69069 s + 1, after 50 iterations of it, and returns numbers strictly between 0
 * and 1.
 */
const WORDS = 624;
const MIDDLE = 397;
const TWIST = 0x9908b0df;
/** R's constant for 1 / (2³² − 1), as it is written in its source. */
const SMALLEST = 2.328306437080797e-10;

export class MersenneTwister {
  private readonly state = new Int32Array(WORDS);
  private position = WORDS;

  constructor(seed: number) {
    let word = seed | 0;
    const next = () => (word = (Math.imul(69069, word) + 1) | 0);
    for (let i = 0; i < 50; i++) next();
    // R stores the position in front of the state, and the generator fills it, too, before it is overwritten.
    next();
    for (let i = 0; i < WORDS; i++) this.state[i] = next();
  }

  /** A number strictly between 0 and 1. */
  uniform(): number {
    if (this.position === WORDS) this.turn();
    let y = this.state[this.position++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    y ^= y >>> 18;
    const value = (y >>> 0) * 2.3283064365386963e-10;
    if (value <= 0) return 0.5 * SMALLEST;
    return 1 - value <= 0 ? 1 - 0.5 * SMALLEST : value;
  }

  private turn(): void {
    const { state } = this;
    for (let k = 0; k < WORDS; k++) {
      const joined = (state[k] & 0x80000000) | (state[(k + 1) % WORDS] & 0x7fffffff);
      state[k] = state[(k + MIDDLE) % WORDS] ^ (joined >>> 1) ^ (joined & 1 ? TWIST : 0);
    }
    this.position = 0;
  }
}
