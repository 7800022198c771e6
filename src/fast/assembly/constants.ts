/**
 * Numbers that kernels use in their inner loops, each repeated four times, at the beginning of the memory.
 *
 * Read from memory, each is an operand of the instruction that uses it. As a literal it would take three
 * instructions to build, in each iteration of a loop that uses more constants than there are registers.
 */

/** The constants, numbered by their places in memory. */
export const enum Constant {
  // e^x
  EXP_MOST,
  EXP_LEAST,
  LOG2_E,
  LN2_HIGH,
  LN2_LOW,
  EXP_7,
  EXP_6,
  EXP_5,
  EXP_4,
  EXP_3,
  HALF,
  ONE,
  ROUND,
  // ln x
  LOG_9,
  LOG_7,
  LOG_5,
  LOG_3,
  LN2,
  TWO,
  // tanh x
  TANH_MOST,
  TANH_LEAST,
  TANH_P6,
  TANH_P5,
  TANH_P4,
  TANH_P3,
  TANH_P2,
  TANH_P1,
  TANH_P0,
  TANH_Q3,
  TANH_Q2,
  TANH_Q1,
  TANH_Q0,
  // Φ(x)
  SHARE_STEP,
  SHARE_5,
  SHARE_4,
  SHARE_3,
  SHARE_2,
  SHARE_1,
  // Winograd's convolutions
  FOUR,
  MINUS_FIVE,
  MINUS_FOUR,
  MINUS_TWO,
  COUNT,
}

/** Address 0 means "no array". */
const FIRST: usize = 64;

// @ts-ignore: decorator
@inline
function addressOf(which: Constant): usize {
  return FIRST + (<usize>which << 4);
}

// @ts-ignore: decorator
@inline
export function constant(which: Constant): v128 {
  return v128.load(addressOf(which));
}

/**
 * A constant of this value: with wide vectors as one instruction, where V8 would build a literal of 256 bits in four, at each use; with
 * others as a literal.
 */
// @ts-ignore: decorator
@inline
export function factor(which: Constant, value: f32): v128 {
  return WIDE ? v128.load_splat<f32>(addressOf(which)) : f32x4.splat(value);
}

function write(which: Constant, value: f32): void {
  v128.store(addressOf(which), f32x4.splat(value));
}

/** How many numbers `held` has places for. */
const HELD = 10;

/**
 * An argument, repeated four times, in a register during the loops that follow. V8 would build f32x4.splat(value) anew in each
 * iteration; what is read from memory stays where it was read. All threads share the places, from 0 to HELD - 1: so this
 * is for kernels that only the first thread calls.
 */
// @ts-ignore: decorator
@inline
export function held(place: i32, value: f32): v128 {
  const at = addressOf(Constant.COUNT) + (<usize>place << 4);
  v128.store(at, f32x4.splat(value));
  return v128.load(at);
}

/** Writes all constants; returns the first address after them and the places of `held`. */
export function writeConstants(): usize {
  write(Constant.EXP_MOST, 88.02);
  write(Constant.EXP_LEAST, -87.33);
  write(Constant.LOG2_E, 1.44269504);
  write(Constant.LN2_HIGH, 0.693359375);
  write(Constant.LN2_LOW, 2.12194440e-4);
  write(Constant.EXP_7, 1.98412698e-4);
  write(Constant.EXP_6, 1.38888889e-3);
  write(Constant.EXP_5, 8.33333333e-3);
  write(Constant.EXP_4, 4.16666667e-2);
  write(Constant.EXP_3, 1.66666667e-1);
  write(Constant.HALF, 0.5);
  write(Constant.ONE, 1);
  write(Constant.ROUND, 12582912);
  write(Constant.LOG_9, 2.0 / 9.0);
  write(Constant.LOG_7, 2.0 / 7.0);
  write(Constant.LOG_5, 2.0 / 5.0);
  write(Constant.LOG_3, 2.0 / 3.0);
  write(Constant.LN2, 0.69314718);
  write(Constant.TWO, 2);
  write(Constant.TANH_MOST, 7.90531110763549805);
  write(Constant.TANH_LEAST, -7.90531110763549805);
  write(Constant.TANH_P6, -2.76076847742355e-16);
  write(Constant.TANH_P5, 2.00018790482477e-13);
  write(Constant.TANH_P4, -8.60467152213735e-11);
  write(Constant.TANH_P3, 5.12229709037114e-8);
  write(Constant.TANH_P2, 1.48572235717979e-5);
  write(Constant.TANH_P1, 6.37261928875436e-4);
  write(Constant.TANH_P0, 4.89352455891786e-3);
  write(Constant.TANH_Q3, 1.19825839466702e-6);
  write(Constant.TANH_Q2, 1.18534705686654e-4);
  write(Constant.TANH_Q1, 2.26843463243900e-3);
  write(Constant.TANH_Q0, 4.89352518554385e-3);
  write(Constant.SHARE_STEP, 0.3275911 * 0.70710678);
  write(Constant.SHARE_5, 0.5 * 1.061405429);
  write(Constant.SHARE_4, 0.5 * -1.453152027);
  write(Constant.SHARE_3, 0.5 * 1.421413741);
  write(Constant.SHARE_2, 0.5 * -0.284496736);
  write(Constant.SHARE_1, 0.5 * 0.254829592);
  write(Constant.FOUR, 4);
  write(Constant.MINUS_FIVE, -5);
  write(Constant.MINUS_FOUR, -4);
  write(Constant.MINUS_TWO, -2);
  return addressOf(Constant.COUNT) + (HELD << 4);
}
