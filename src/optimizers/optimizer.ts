/**
 * The base class of the optimizers: a rule that computes new weights from weights and gradients, and the
 * state of the rule.
 *
 * A rule updates one weight tensor at a time, number by number. Its state are "slots", arrays as long as the
 * weight, such as Adam's two running means.
 *
 * Compiled training computes the same rules by kernels, which `src/fast/program/optimizers.ts` chooses by
 * class and by `optionNames`: a rule with an option that is unknown there trains on autograd.
 */
import { checkVariables } from "../autograd/gradients.js";
import { chainRule, recordRun } from "../autograd/tape.js";
import { checkOptions } from "../errors/check-options.js";
import { ANYTHING, type Kinds } from "../errors/kinds.js";
import { zerosLike } from "../tensor/create.js";
import { allocate, type TensorData } from "../tensor/dtype.js";
import { Tensor, type Variable } from "../tensor/tensor.js";
import { checkGradients, checkMinimize, dependsOnNothing, noFiniteLoss } from "./checks.js";
import { clip, CLIPPING_KINDS, type Clipping } from "./clipping.js";
import { learningRateFrom, rateAt, type LearningRate } from "./learning-rate.js";

/** The options of every optimizer. */
export interface OptimizerOptions extends Clipping {
  readonly learningRate?: LearningRate;
}

/** One step of one weight tensor; the rule changes `weights` and `slots` in place. */
export interface Update {
  readonly weights: TensorData;
  readonly gradient: TensorData;
  readonly slots: readonly TensorData[];
  /** The learning rate of this step. */
  readonly rate: number;
  /** The number of this step; the first one is 1. */
  readonly step: number;
}

/**
 * The base class of all optimizers: a rule that computes new weights from weights and gradients.
 * @example
 * ```ts
 * const optimizer: train.Optimizer = train.adam(0.01);
 * const w = variable([3]);
 * optimizer.minimize(() => w.square().sum());
 * ```
 */
export abstract class Optimizer {
  /** The name under which it is saved, such as `Adam`. */
  abstract readonly className: string;
  /** The initial value of each slot. */
  protected abstract readonly initialSlots: readonly number[];
  readonly clipping: Clipping;
  /** The names of its options other than the learning rate and clipping, such as `beta1`. */
  readonly optionNames: readonly string[];
  /** The number of steps so far. */
  iterations = 0;
  private readonly memory = new Map<Variable, readonly TensorData[]>();
  /** The memory of a training that contains the present slots of some variables. */
  private readonly lenders = new Map<Variable, readonly TensorData[]>();
  private uses = 0;
  private readonly where: string;
  private rate: LearningRate;

  /**
   * @param where     the name of the optimizer in errors: `adam`
   * @param kinds     its options other than the learning rate and clipping
   * @param usualRate the default learning rate
   * @throws ArgumentError for an option that does not exist, or a value that is not allowed
   */
  constructor(options: OptimizerOptions, where: string, kinds: Kinds = {}, usualRate = 0.001) {
    checkOptions(options, { learningRate: ANYTHING, ...kinds, ...CLIPPING_KINDS }, where);
    const { learningRate = usualRate, clipValue, clipNorm, globalClipNorm } = options;
    this.where = where;
    this.optionNames = Object.keys(kinds);
    this.rate = learningRateFrom(learningRate, where);
    this.clipping = {
      ...(clipValue === undefined ? {} : { clipValue }),
      ...(clipNorm === undefined ? {} : { clipNorm }),
      ...(globalClipNorm === undefined ? {} : { globalClipNorm }),
    };
  }

  /**
   * May be changed at any time, for example by a callback.
   * @throws ArgumentError for a value that is not a learning rate
   */
  get learningRate(): LearningRate {
    return this.rate;
  }

  set learningRate(rate: LearningRate) {
    this.rate = learningRateFrom(rate, this.where);
  }

  /** The rule: updates the weights of `update` in place. */
  protected abstract update(update: Update): void;

  /** The learning rate of the next step. */
  get currentLearningRate(): number {
    return typeof this.rate === "number" ? this.rate : rateAt(this.rate, this.iterations, this.where);
  }

  /** The slots of a variable, created at the first call; the caller may change them. */
  slotsOf(variable: Variable): readonly TensorData[] {
    this.uses++;
    const known = this.present(variable);
    if (known !== undefined) return known;
    checkVariables([variable], this.where);
    const made = this.initialSlots.map((value) => allocate(variable.dtype, variable.size).fill(value));
    this.memory.set(variable, made);
    return made;
  }

  /** The variables that have slots, in the order of their first steps. */
  get slotVariables(): readonly Variable[] {
    return [...this.memory.keys()];
  }

  /** The slots as tensors; an empty list where they do not exist yet. */
  slotTensors(variable: Variable): readonly Tensor[] {
    return (this.present(variable) ?? []).map((slot) => new Tensor(slot, variable.shape));
  }

  /** A number that is another one whenever slots may have changed. */
  get slotsVersion(): number {
    return this.uses;
  }

  /** Takes the slots of a variable from this memory, where a training keeps them, once somebody reads them. */
  lendSlots(variable: Variable, memory: readonly TensorData[]): void {
    this.lenders.set(variable, memory);
    this.uses++;
  }

  private present(variable: Variable): readonly TensorData[] | undefined {
    const slots = this.memory.get(variable);
    const lent = this.lenders.get(variable);
    if (lent !== undefined) slots?.forEach((slot, i) => slot.set(lent[i]));
    this.lenders.delete(variable);
    return slots;
  }

  /**
   * One step of all these variables.
   * @param gradients one for each variable, of its shape
   * @throws ArgumentError, ShapeError where a variable has no gradient of its shape
   */
  applyGradients(variables: readonly Variable[], gradients: readonly Tensor[]): void {
    checkGradients(variables, gradients);
    const rate = this.currentLearningRate;
    const step = ++this.iterations;
    const clipped = clip(gradients, this.clipping);
    variables.forEach((variable, i) => {
      // The new numbers get new storage: other tensors may share the old one.
      const weights = variable.dataSync();
      this.update({ weights, gradient: clipped[i].storage, slots: this.slotsOf(variable), rate, step });
      variable.storage = weights;
    });
  }

  /**
   * One step that makes `f()` smaller.
   * @param f          the loss, a single number
   * @param returnCost whether to return the loss before the step
   * @param variables  the variables to change; by default every trainable variable that `f` uses
   * @throws ArgumentError where `f()` depends on none of them; NumericError if `f()` is NaN or infinite: the
   *         variables do not change
   */
  minimize(f: () => Tensor, returnCost = false, variables?: readonly Variable[]): Tensor | undefined {
    checkMinimize(f, returnCost, variables);
    const recording = recordRun(f, variables);
    const { value } = recording;
    if (!recording.tracks(value)) throw dependsOnNothing();
    if (!Number.isFinite(value.item())) throw noFiniteLoss(value.item());
    const used = variables ?? recording.variables;
    const gradients = chainRule(recording);
    this.applyGradients(
      used,
      used.map((variable) => gradients.get(variable) ?? zerosLike(variable)),
    );
    return returnCost ? value : undefined;
  }

  /** The options that make this optimizer again. */
  getConfig(): Record<string, unknown> {
    const { learningRate } = this;
    return {
      learningRate:
        typeof learningRate === "number"
          ? learningRate
          : { className: learningRate.className, config: learningRate.config },
      ...this.clipping,
    };
  }
}
