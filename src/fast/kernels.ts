/**
 * The types of the kernels: functions of addresses in one memory, which `assembly/index.ts` exports.
 *
 * An address is a byte offset, a multiple of 16; 0 means "no array". Counts are counts of numbers, not of
 * bytes. The AssemblyScript sources describe what each kernel computes.
 */
import type { WithConstants } from "../host/compiled-module.js";

/** `gemm` packs this many rows of its second matrix at a time: `INNER_BLOCK` of `assembly/gemm.ts`. */
export const INNER_BLOCK = 256;

/**
 * How many numbers a packed matrix takes: `packSize` of `assembly/gemm.ts` divided by 4. It is repeated
 * here because memory is laid out before the kernels exist; a test compares the two.
 * @param inner how many rows the matrix has; every number of rows takes at most as much as the default
 */
export function packedSize(columns: number, inner = INNER_BLOCK): number {
  return Math.min(inner, INNER_BLOCK) * Math.ceil(columns / 8) * 8;
}

/** The activation functions that the kernels compute, numbered as in `assembly/activations.ts`. */
export const ACTIVATION_KINDS = {
  linear: 0,
  relu: 1,
  leakyRelu: 2,
  elu: 3,
  sigmoid: 4,
  tanh: 5,
  softplus: 6,
  softsign: 7,
  hardSigmoid: 8,
} as const;
export type ActivationKind = (typeof ACTIVATION_KINDS)[keyof typeof ACTIVATION_KINDS];

/** A cross-entropy of the sums z before the last activation. It writes p and dz, and returns the loss. */
export type CrossEntropyKernel = (
  z: number,
  targets: number,
  weights: number,
  p: number,
  dz: number,
  rows: number,
  columns: number,
) => number;

export interface Kernels extends WithConstants {
  packSize(columns: number): number;
  gemm(
    a: number,
    lda: number,
    transposeA: boolean,
    b: number,
    ldb: number,
    transposeB: boolean,
    c: number,
    ldc: number,
    rows: number,
    columns: number,
    inner: number,
    accumulate: boolean,
    pack: number,
  ): void;
  gemmPacked(
    a: number,
    lda: number,
    pack: number,
    c: number,
    ldc: number,
    rows: number,
    columns: number,
    inner: number,
    accumulate: boolean,
  ): void;
  packTransposed(b: number, ldb: number, depth: number, columns: number, pack: number): void;
  packStrips(b: number, ldb: number, depth: number, columns: number, pack: number): void;
  activate(
    kind: ActivationKind,
    x: number,
    bias: number,
    y: number,
    rows: number,
    columns: number,
    alpha: number,
  ): void;
  activateBackward(
    kind: ActivationKind,
    y: number,
    dy: number,
    dx: number,
    count: number,
    alpha: number,
  ): void;
  addRows(x: number, sums: number, rows: number, columns: number): void;
  addTo(y: number, x: number, count: number): void;
  copy(x: number, y: number, count: number): void;
  clear(y: number, count: number): void;
  multiply(x: number, factors: number, y: number, count: number): void;
  softmax(z: number, p: number, rows: number, columns: number): void;
  softmaxBackward(p: number, dy: number, dz: number, rows: number, columns: number): void;
  takeExtreme(x: number, y: number, count: number, least: boolean): void;
  extremeBackward(x: number, y: number, rest: number, dx: number, count: number, adds: boolean): void;
  addScaled(x: number, factor: number, y: number, count: number, adds: boolean): void;
  addProduct(a: number, b: number, y: number, count: number, adds: boolean): void;
  copyBlocks(
    x: number,
    strideX: number,
    y: number,
    strideY: number,
    size: number,
    blocks: number,
    adds: boolean,
  ): void;
  readonly softmaxCrossEntropy: CrossEntropyKernel;
  readonly sparseSoftmaxCrossEntropy: CrossEntropyKernel;
  readonly sigmoidCrossEntropy: CrossEntropyKernel;
  errorLoss(
    p: number,
    targets: number,
    weights: number,
    dp: number,
    rows: number,
    columns: number,
    absolute: boolean,
  ): number;
  dropoutFactors(state: number, factors: number, count: number, rate: number): void;
  sgd(w: number, g: number, count: number, rate: number): void;
  momentum(
    w: number,
    g: number,
    velocity: number,
    count: number,
    rate: number,
    momentum: number,
    nesterov: boolean,
  ): void;
  adam(
    w: number,
    g: number,
    means: number,
    squares: number,
    count: number,
    rate: number,
    beta1: number,
    beta2: number,
    epsilon: number,
    squareScale: number,
    shrink: number,
  ): void;
  rmsProp(
    w: number,
    g: number,
    squares: number,
    velocity: number,
    means: number,
    count: number,
    rate: number,
    decay: number,
    momentum: number,
    epsilon: number,
    centered: boolean,
  ): void;
  adagrad(w: number, g: number, squares: number, count: number, rate: number, epsilon: number): void;
  patches(x: number, window: number, images: number, rows: number): void;
  addPatches(rows: number, window: number, images: number, x: number): void;
  maxPool(x: number, window: number, images: number, y: number, places: number): void;
  maxPoolBackward(dy: number, places: number, window: number, images: number, dx: number): void;
  averagePool(x: number, window: number, images: number, y: number): void;
  averagePoolBackward(dy: number, window: number, images: number, dx: number): void;
  averageSteps(x: number, rows: number, steps: number, features: number, y: number): void;
  averageStepsBackward(dy: number, rows: number, steps: number, features: number, dx: number): void;
  winogradFilters(filters: number, u: number, count: number, temporary: number): void;
  winogradFiltersBack(du: number, dfilters: number, count: number, temporary: number): void;
  winogradInput(
    x: number,
    window: number,
    images: number,
    down: number,
    across: number,
    v: number,
    temporary: number,
  ): void;
  winogradInputBack(
    dv: number,
    window: number,
    images: number,
    down: number,
    across: number,
    dx: number,
    temporary: number,
  ): void;
  winogradOutput(
    m: number,
    window: number,
    images: number,
    down: number,
    across: number,
    filters: number,
    y: number,
    temporary: number,
  ): void;
  winogradOutputBack(
    dy: number,
    window: number,
    images: number,
    down: number,
    across: number,
    filters: number,
    dm: number,
    temporary: number,
  ): void;
  winogradPooled(
    m: number,
    bias: number,
    rectify: boolean,
    images: number,
    down: number,
    across: number,
    filters: number,
    rows: number,
    columns: number,
    y: number,
    places: number,
    temporary: number,
  ): void;
  winogradPooledBack(
    dy: number,
    places: number,
    dbias: number,
    images: number,
    down: number,
    across: number,
    filters: number,
    rows: number,
    columns: number,
    dm: number,
    temporary: number,
  ): void;
  directPooled(
    x: number,
    window: number,
    packed: number,
    bias: number,
    rectify: boolean,
    images: number,
    filters: number,
    rows: number,
    columns: number,
    y: number,
    places: number,
  ): void;
  directPooledBack(
    x: number,
    window: number,
    dy: number,
    places: number,
    images: number,
    filters: number,
    rows: number,
    columns: number,
    dfilters: number,
    dbias: number,
    sums: number,
  ): void;
  areWords(x: number, count: number, words: number): boolean;
  rowDistances(x: number, count: number, width: number, distances: number): void;
  fetchRows(table: number, distances: number, count: number, width: number, y: number): void;
  addToRows(dy: number, distances: number, count: number, width: number, dtable: number): void;
  meanOfRows(
    table: number,
    distances: number,
    rows: number,
    steps: number,
    width: number,
    masked: boolean,
    y: number,
  ): void;
  addMeansToRows(
    dy: number,
    distances: number,
    rows: number,
    steps: number,
    width: number,
    masked: boolean,
    dtable: number,
  ): void;
  sparseProduct(starts: number, entries: number, w: number, rows: number, width: number, y: number): void;
  addSparseTransposed(
    starts: number,
    entries: number,
    dy: number,
    rows: number,
    width: number,
    dw: number,
  ): void;
  stepsFirst(x: number, rows: number, steps: number, size: number, backwards: boolean, y: number): void;
  stepsSecond(y: number, rows: number, steps: number, size: number, backwards: boolean, x: number): void;
  lstmStep(
    sums: number,
    bias: number,
    before: number,
    rows: number,
    units: number,
    gate: ActivationKind,
    activation: ActivationKind,
    memory: number,
    shown: number,
    h: number,
  ): void;
  lstmStepBack(
    sums: number,
    before: number,
    shown: number,
    dh: number,
    dmemory: number,
    rows: number,
    units: number,
    gate: ActivationKind,
    activation: ActivationKind,
  ): void;
  gruGates(
    sums: number,
    bias: number,
    before: number,
    rows: number,
    units: number,
    gate: ActivationKind,
    seen: number,
  ): void;
  gruState(
    sums: number,
    bias: number,
    before: number,
    rows: number,
    units: number,
    activation: ActivationKind,
    h: number,
  ): void;
  gruStateBack(
    sums: number,
    before: number,
    dh: number,
    rows: number,
    units: number,
    activation: ActivationKind,
    gate: ActivationKind,
  ): void;
  gruGatesBack(
    sums: number,
    before: number,
    reset: number,
    dseen: number,
    dh: number,
    rows: number,
    units: number,
    gate: ActivationKind,
  ): void;
  featureMeans(x: number, rows: number, features: number, means: number): void;
  featureVariances(x: number, means: number, rows: number, features: number, variances: number): void;
  featureProducts(
    x: number,
    dy: number,
    means: number,
    rows: number,
    features: number,
    sums: number,
    products: number,
  ): void;
  normalize(
    x: number,
    means: number,
    factors: number,
    shifts: number,
    rows: number,
    features: number,
    y: number,
  ): void;
  normalizeBack(
    x: number,
    dy: number,
    means: number,
    coefficients: number,
    rows: number,
    features: number,
    dx: number,
  ): void;
  regularize(w: number, g: number, count: number, l1: number, l2: number): number;
}
