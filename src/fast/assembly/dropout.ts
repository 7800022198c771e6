/**
 * The factors of dropout, drawn by xoshiro128**, the generator of `src/random/stream.ts`, from the same state
 * and in the same order: a model is trained on the same numbers whichever engine computes it.
 *
 * @param state   four 32-bit words
 * @param factors gets 0 with probability `rate`, else 1 / (1 − rate)
 */
export function dropoutFactors(state: usize, factors: usize, count: i32, rate: f64): void {
  let s0 = load<u32>(state);
  let s1 = load<u32>(state, 4);
  let s2 = load<u32>(state, 8);
  let s3 = load<u32>(state, 12);
  const bound = rate * 4294967296.0;
  const scale = <f32>(1 / (1 - rate));
  for (let i = 0; i < count; i++) {
    const bits = rotl<u32>(s1 * 5, 7) * 9;
    const shifted = s1 << 9;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= shifted;
    s3 = rotl<u32>(s3, 11);
    store<f32>(factors, <f64>bits < bound ? <f32>0 : scale);
    factors += 4;
  }
  store<u32>(state, s0);
  store<u32>(state, s1, 4);
  store<u32>(state, s2, 8);
  store<u32>(state, s3, 12);
}
