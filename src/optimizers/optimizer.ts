/**
 * What every optimizer is: a rule that makes new weights from weights and gradients, and what it remembers of earlier steps.
 *
 * A rule works on one weight at a time, number by number; its memory ("slots", such as Adam's two running means) are arrays as
 * long as the weight.
 */
import { chainRule, recordRun } from "../autograd/tape.js";
import { checkOptions } from "../errors/check-options.js";
import { ANYTHING, type Kinds } from "../errors/kinds.js";
import { zerosLike } from "../tensor/create.js";
import { allocate, type TensorData } from "../tensor/dtype.js";
import { Tensor, type Variable } from "../tensor/tensor.js";
import { checkGradients, checkMinimize, checkVariables, dependsOnNothing, noFiniteLoss } from "./checks.js";
import { clip, CLIPPING_KINDS, type Clipping } from "./clipping.js";
import { learningRateFrom, rateAt, type LearningRate } from "./learning-rate.js";

/** What every optimizer may be given. */
export interface OptimizerOptions extends Clipping {
  readonly learningRate?: LearningRate;
}

/** One step of one weight; the rule changes `weights` and `slots`. */
export interface Update {
  readonly weights: TensorData;
  readonly gradient: TensorData;
  readonly slots: readonly TensorData[];
  /** The learning rate of this step. */
  readonly rate: number;
  /** The number of this step; the first one is 1. */
  readonly step: number;
}

export abstract class Optimizer {
  /** The name under which it is saved, such as `Adam`. */
  abstract readonly className: string;
  /** The value that each slot starts with. */
  protected abstract readonly initialSlots: readonly number[];
  readonly clipping: Clipping;
  /** How many steps were made. */
  iterations = 0;
  private readonly memory = new Map<Variable, readonly TensorData[]>();
  private readonly where: string;
  private rate: LearningRate;

  /**
   * @param where     what errors call the optimizer: `adam`
   * @param kinds     the options that it has beside the learning rate and clipping
   * @param usualRate the learning rate where the options name none
   * @throws ArgumentError for an option that does not exist, or a number that no training could use
   */
  constructor(options: OptimizerOptions, where: string, kinds: Kinds = {}, usualRate = 0.001) {
    checkOptions(options, { learningRate: ANYTHING, ...kinds, ...CLIPPING_KINDS }, where);
    const { learningRate = usualRate, clipValue, clipNorm, globalClipNorm } = options;
    this.where = where;
    this.rate = learningRateFrom(learningRate, where);
    this.clipping = {
      ...(clipValue === undefined ? {} : { clipValue }),
      ...(clipNorm === undefined ? {} : { clipNorm }),
      ...(globalClipNorm === undefined ? {} : { globalClipNorm }),
    };
  }

  /** May be changed at any time, by a callback say. @throws ArgumentError for what is no learning rate */
  get learningRate(): LearningRate {
    return this.rate;
  }

  set learningRate(rate: LearningRate) {
    this.rate = learningRateFrom(rate, this.where);
  }

  /** The rule. */
  protected abstract update(update: Update): void;

  /** The learning rate of the next step. */
  get currentLearningRate(): number {
    return typeof this.rate === "number" ? this.rate : rateAt(this.rate, this.iterations, this.where);
  }

  /** What the rule remembers of a weight, made where it is not there yet. */
  slotsOf(variable: Variable): readonly TensorData[] {
    const known = this.memory.get(variable);
    if (known !== undefined) return known;
    checkVariables([variable], this.where);
    const made = this.initialSlots.map((value) => allocate(variable.dtype, variable.size).fill(value));
    this.memory.set(variable, made);
    return made;
  }

  /** The same as tensors; none where nothing is remembered of it yet. */
  slotTensors(variable: Variable): readonly Tensor[] {
    return (this.memory.get(variable) ?? []).map((slot) => new Tensor(slot, variable.shape));
  }

  /**
   * One step of all these weights.
   * @param gradients one for each variable, of its shape
   * @throws ArgumentError where they are not
   */
  applyGradients(variables: readonly Variable[], gradients: readonly Tensor[]): void {
    checkGradients(variables, gradients);
    const rate = this.currentLearningRate;
    const step = ++this.iterations;
    const clipped = clip(gradients, this.clipping);
    variables.forEach((variable, i) => {
      // New numbers in new storage: tensors made from the old ones keep what they had.
      const weights = variable.dataSync();
      this.update({ weights, gradient: clipped[i].data, slots: this.slotsOf(variable), rate, step });
      variable.data = weights;
    });
  }

  /**
   * One step towards a smaller `f()`.
   * @param f          what is to become small, a single number
   * @param returnCost whether the number before the step is returned
   * @param variables  what may change; by default every trainable variable that `f` uses
   * @throws ArgumentError where `f()` depends on none of them; NumericError where it is no finite number: the variables stay as they are
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
