/**
 * Numbers that kernels use in their inner loops, each four times side by side, at the beginning of the memory.
 *
 * From there each is one operand of the instruction that needs it. Written into the code it takes three instructions to put
 * together, in every round of a loop that has more constants than there are registers.
 */

/** Address 0 stands for no array. */
const FIRST: usize = 64;

// e^x
export const EXP_MOST: usize = FIRST;
export const EXP_LEAST: usize = FIRST + 16;
export const LOG2_E: usize = FIRST + 32;
export const LN2_HIGH: usize = FIRST + 48;
export const LN2_LOW: usize = FIRST + 64;
export const EXP_7: usize = FIRST + 80;
export const EXP_6: usize = FIRST + 96;
export const EXP_5: usize = FIRST + 112;
export const EXP_4: usize = FIRST + 128;
export const EXP_3: usize = FIRST + 144;
export const HALF: usize = FIRST + 160;
export const ONE: usize = FIRST + 176;
// ln x
export const LOG_9: usize = FIRST + 192;
export const LOG_7: usize = FIRST + 208;
export const LOG_5: usize = FIRST + 224;
export const LOG_3: usize = FIRST + 240;
export const LN2: usize = FIRST + 256;
export const TWO: usize = FIRST + 480;
// tanh x
export const TANH_MOST: usize = FIRST + 272;
export const TANH_LEAST: usize = FIRST + 288;
export const TANH_P6: usize = FIRST + 304;
export const TANH_P5: usize = FIRST + 320;
export const TANH_P4: usize = FIRST + 336;
export const TANH_P3: usize = FIRST + 352;
export const TANH_P2: usize = FIRST + 368;
export const TANH_P1: usize = FIRST + 384;
export const TANH_P0: usize = FIRST + 400;
export const TANH_Q3: usize = FIRST + 416;
export const TANH_Q2: usize = FIRST + 432;
export const TANH_Q1: usize = FIRST + 448;
export const TANH_Q0: usize = FIRST + 464;
const END: usize = FIRST + 496;

/** The constant at an address. */
// @ts-ignore: decorator
@inline
export function constant(address: usize): v128 {
  return v128.load(address);
}

function write(address: usize, value: f32): void {
  v128.store(address, f32x4.splat(value));
}

/** Writes all of them; returns the first address after them. */
export function writeConstants(): usize {
  write(EXP_MOST, 88.02);
  write(EXP_LEAST, -87.33);
  write(LOG2_E, 1.44269504);
  write(LN2_HIGH, 0.693359375);
  write(LN2_LOW, 2.12194440e-4);
  write(EXP_7, 1.98412698e-4);
  write(EXP_6, 1.38888889e-3);
  write(EXP_5, 8.33333333e-3);
  write(EXP_4, 4.16666667e-2);
  write(EXP_3, 1.66666667e-1);
  write(HALF, 0.5);
  write(ONE, 1);
  write(LOG_9, 2.0 / 9.0);
  write(LOG_7, 2.0 / 7.0);
  write(LOG_5, 2.0 / 5.0);
  write(LOG_3, 2.0 / 3.0);
  write(LN2, 0.69314718);
  write(TANH_MOST, 7.90531110763549805);
  write(TANH_LEAST, -7.90531110763549805);
  write(TANH_P6, -2.76076847742355e-16);
  write(TANH_P5, 2.00018790482477e-13);
  write(TANH_P4, -8.60467152213735e-11);
  write(TANH_P3, 5.12229709037114e-8);
  write(TANH_P2, 1.48572235717979e-5);
  write(TANH_P1, 6.37261928875436e-4);
  write(TANH_P0, 4.89352455891786e-3);
  write(TANH_Q3, 1.19825839466702e-6);
  write(TANH_Q2, 1.18534705686654e-4);
  write(TANH_Q1, 2.26843463243900e-3);
  write(TANH_Q0, 4.89352518554385e-3);
  write(TWO, 2);
  return END;
}
