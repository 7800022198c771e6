/**
 * Activation functions whose derivative is computed from their argument x, since it is no function of their
 * value: most of them are not monotone.
 *
 * For large |x| no product may become 0 · ∞ or ∞ · ∞: arguments are limited to an interval beyond which the
 * function is x or 0 and its derivative 1 or 0, in float32. The kinds are numbered as in
 * `ARGUMENT_ACTIVATION_KINDS` of `kernels/activations.ts`.
 */
import { constant, Constant } from "./constants";
import { exponential, hyperbolicTangent, loadPart, multiplyAdd, put, putPart, sigmoid, storePart, within, zero } from "./vector";

const GELU = 0;
const SWISH = 1;
const MISH = 2;
const GELU_NEW = 3;
const RECTIFIED = 4;
const ABOVE = 5;

/**
 * Φ(x), the standard normal distribution function, from φ = e^(−x²/2): Abramowitz and Stegun, 7.1.26, whose
 * absolute error is 1e-7.
 */
// @ts-ignore: decorator
@inline
function normalShare(x: v128, density: v128): v128 {
  const one = constant(Constant.ONE);
  const t = f32x4.div(one, multiplyAdd(f32x4.abs(x), constant(Constant.SHARE_STEP), one));
  let p = multiplyAdd(t, constant(Constant.SHARE_5), constant(Constant.SHARE_4));
  p = multiplyAdd(p, t, constant(Constant.SHARE_3));
  p = multiplyAdd(p, t, constant(Constant.SHARE_2));
  p = multiplyAdd(p, t, constant(Constant.SHARE_1));
  const tail = f32x4.mul(f32x4.mul(p, t), density);
  return v128.bitselect(f32x4.sub(one, tail), tail, f32x4.gt(x, zero()));
}

// @ts-ignore: decorator
@inline
function limited(x: v128, bound: f32): v128 {
  return within(x, f32x4.splat(-bound), f32x4.splat(bound));
}

/** e^(−x²/2). */
// @ts-ignore: decorator
@inline
function bell(x: v128): v128 {
  return exponential(f32x4.mul(f32x4.mul(x, x), f32x4.splat(-0.5)));
}

/** √(2/π) (x + 0.044715 x³). */
// @ts-ignore: decorator
@inline
function bent(x: v128, square: v128): v128 {
  return f32x4.mul(x, multiplyAdd(square, f32x4.splat(0.044715 * 0.7978845608), f32x4.splat(0.7978845608)));
}

/** n = e^x (e^x + 2): tanh(softplus(x)) is n / (n + 2). */
// @ts-ignore: decorator
@inline
function mishShare(e: v128): v128 {
  return f32x4.mul(e, f32x4.add(e, f32x4.splat(2)));
}

/** `a`, `b` and `c` are the threshold, the slope below it and the largest value of rectifiers. */
// @ts-ignore: decorator
@inline
function apply(kind: i32, x: v128, a: v128, b: v128, c: v128): v128 {
  switch (kind) {
    case GELU: {
      const z = limited(x, 13);
      return f32x4.mul(f32x4.pmax(x, f32x4.splat(-13)), normalShare(z, bell(z)));
    }
    case SWISH: return f32x4.mul(f32x4.pmax(x, f32x4.splat(-87)), sigmoid(x));
    case MISH: {
      const n = mishShare(exponential(f32x4.pmin(x, f32x4.splat(20))));
      return f32x4.mul(f32x4.pmax(x, f32x4.splat(-87)), f32x4.div(n, f32x4.add(n, f32x4.splat(2))));
    }
    case GELU_NEW: {
      const z = limited(x, 6);
      const share = multiplyAdd(hyperbolicTangent(bent(z, f32x4.mul(z, z))), f32x4.splat(0.5), f32x4.splat(0.5));
      return f32x4.mul(f32x4.pmax(x, f32x4.splat(-6)), share);
    }
    case RECTIFIED: return v128.bitselect(f32x4.pmin(x, c), below(x, a, b), f32x4.ge(x, a));
    default: return v128.andnot(x, f32x4.le(x, a));
  }
}

/** b (x − a); 0 where the slope b is 0, for an infinite x as well. */
// @ts-ignore: decorator
@inline
function below(x: v128, a: v128, b: v128): v128 {
  const sloping = v128.or(f32x4.ne(b, zero()), f32x4.ne(x, x));
  return v128.and(f32x4.mul(b, f32x4.sub(x, a)), sloping);
}

// @ts-ignore: decorator
@inline
function derivative(kind: i32, x: v128, a: v128, b: v128, c: v128): v128 {
  const one = f32x4.splat(1);
  switch (kind) {
    case GELU: {
      const z = limited(x, 13);
      const density = bell(z);
      return multiplyAdd(f32x4.mul(z, density), f32x4.splat(0.3989422804), normalShare(z, density));
    }
    case SWISH: {
      const s = sigmoid(x);
      const z = limited(x, 87);
      return f32x4.mul(s, multiplyAdd(z, f32x4.sub(one, s), one));
    }
    case MISH: {
      const z = within(x, f32x4.splat(-87), f32x4.splat(20));
      const e = exponential(z);
      const n = mishShare(e);
      const scale = f32x4.div(one, f32x4.add(n, f32x4.splat(2)));
      const rest = f32x4.mul(f32x4.mul(f32x4.mul(e, f32x4.splat(4)), f32x4.add(e, one)), f32x4.mul(scale, scale));
      return multiplyAdd(z, rest, f32x4.mul(n, scale));
    }
    case GELU_NEW: {
      const z = limited(x, 6);
      const square = f32x4.mul(z, z);
      const t = hyperbolicTangent(bent(z, square));
      const slope = multiplyAdd(square, f32x4.splat(3 * 0.044715 * 0.7978845608), f32x4.splat(0.7978845608));
      // From 5 on the rest is less than the rounding error of t, times z and its slope.
      const rest = v128.and(f32x4.mul(f32x4.mul(z, slope), f32x4.sub(one, f32x4.mul(t, t))), f32x4.lt(f32x4.abs(x), f32x4.splat(5)));
      return f32x4.mul(f32x4.splat(0.5), f32x4.add(f32x4.add(one, t), rest));
    }
    case RECTIFIED: return v128.bitselect(v128.and(one, f32x4.lt(x, c)), b, f32x4.gt(x, a));
    default: return v128.and(one, f32x4.gt(x, a));
  }
}

// @ts-ignore: decorator
@inline
function forward(kind: i32, x: usize, y: usize, count: i32, a: v128, b: v128, c: v128): void {
  let i = 0;
  for (; i + 4 <= count; i += 4) {
    v128.store(y, apply(kind, v128.load(x), a, b, c));
    x += 16;
    y += 16;
  }
  if (i < count) storePart(y, apply(kind, loadPart(x, count - i), a, b, c), count - i);
}

// @ts-ignore: decorator
@inline
function backward(kind: i32, x: usize, dy: usize, dx: usize, count: i32, adds: bool, a: v128, b: v128, c: v128): void {
  let i = 0;
  for (; i + 4 <= count; i += 4) {
    const gradient = f32x4.mul(v128.load(dy), derivative(kind, v128.load(x), a, b, c));
    put(dx, gradient, adds);
    x += 16;
    dy += 16;
    dx += 16;
  }
  if (i < count) {
    const left = count - i;
    const gradient = f32x4.mul(loadPart(dy, left), derivative(kind, loadPart(x, left), a, b, c));
    putPart(dx, gradient, left, adds);
  }
}

/** y = f(x). Each kind has a loop of its own, in which `kind` is a constant. */
export function activateArgument(kind: i32, x: usize, y: usize, count: i32, a: f32, b: f32, c: f32): void {
  const threshold = f32x4.splat(a);
  const slope = f32x4.splat(b);
  const most = f32x4.splat(c);
  switch (kind) {
    case GELU: return forward(GELU, x, y, count, threshold, slope, most);
    case SWISH: return forward(SWISH, x, y, count, threshold, slope, most);
    case MISH: return forward(MISH, x, y, count, threshold, slope, most);
    case GELU_NEW: return forward(GELU_NEW, x, y, count, threshold, slope, most);
    case RECTIFIED: return forward(RECTIFIED, x, y, count, threshold, slope, most);
    default: return forward(ABOVE, x, y, count, threshold, slope, most);
  }
}

/** dx = dy f'(x), or dx += dy f'(x) where `adds`; dx may be dy. */
export function activateArgumentBackward(kind: i32, x: usize, dy: usize, dx: usize, count: i32, adds: bool, a: f32, b: f32, c: f32): void {
  const threshold = f32x4.splat(a);
  const slope = f32x4.splat(b);
  const most = f32x4.splat(c);
  switch (kind) {
    case GELU: return backward(GELU, x, dy, dx, count, adds, threshold, slope, most);
    case SWISH: return backward(SWISH, x, dy, dx, count, adds, threshold, slope, most);
    case MISH: return backward(MISH, x, dy, dx, count, adds, threshold, slope, most);
    case GELU_NEW: return backward(GELU_NEW, x, dy, dx, count, adds, threshold, slope, most);
    case RECTIFIED: return backward(RECTIFIED, x, dy, dx, count, adds, threshold, slope, most);
    default: return backward(ABOVE, x, dy, dx, count, adds, threshold, slope, most);
  }
}
