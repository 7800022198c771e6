/**
 * The recurrent layer: it reads a sequence step by step and keeps states that depend on all earlier steps. A
 * cell (`rnn-cell.ts`) computes each step. All steps have the same weights; gradients flow back through all
 * steps (backpropagation through time).
 *
 * [batch, time, features] becomes [batch, units], the output of the last step, or with `returnSequences`
 * [batch, time, units], the output of each step; with `returnState` the last states follow.
 */
import { reshape, stack, unstack, where } from "../autograd/operations/operations.js";
import { StateError } from "../errors/errors.js";
import { list, type Kind } from "../errors/kinds.js";
import { checkKind } from "../errors/check-options.js";
import { zeros, zerosLike } from "../tensor/create.js";
import type { BatchShape } from "../tensor/shape.js";
import { Tensor } from "../tensor/tensor.js";
import { callContext } from "./call-context.js";
import type { Layer } from "./layer.js";
import { type CallContext, type LayerOptions } from "./layer.js";
import { maskOf } from "./mask.js";
import { truth } from "./options.js";
import { cellsOf } from "./check-cells.js";
import { checkStates } from "./check-states.js";
import type { RNNCell } from "./rnn-cell.js";
import { savedLayer } from "./saved-layer.js";
import { checkLast, isListOfShapes, sequences } from "./shapes.js";
import { LayerWithStates } from "./layer-with-states.js";
import { StackedRNNCells } from "./stacked-rnn-cells.js";

/** How a sequence is read, and what is given back. */
export interface SequenceOptions extends LayerOptions {
  /**
   * Whether to give the output of every step, as a following recurrent layer needs; by default only that of
   * the last one.
   */
  readonly returnSequences?: boolean;
  /** Whether to give the last states too, after the output: `const [y, h] = layer.apply(x)`. */
  readonly returnState?: boolean;
  /** Whether to read the sequence backwards; false by default. */
  readonly goBackwards?: boolean;
  /**
   * Whether the last states of a batch are the first ones of the next batch, until `resetStates`; false by
   * default. All batches must then have the same size, and `shuffle: false` keeps their order in `fit`.
   */
  readonly stateful?: boolean;
  /** Accepted because TensorFlow.js and Keras have it; it changes nothing. */
  readonly unroll?: boolean;
}

/** The names of these options. */
export const SEQUENCE_OPTIONS = [
  "returnSequences",
  "returnState",
  "goBackwards",
  "stateful",
  "unroll",
] as const;

export interface RNNOptions extends SequenceOptions {
  /** A cell, or a list of cells, which are stacked. */
  readonly cell: RNNCell | readonly RNNCell[];
}

const STATES: Kind = list("initialState: [h, c]");

export class RNN<Cell extends RNNCell = RNNCell> extends LayerWithStates {
  static override readonly className: string = "RNN";
  static override readonly optionNames: readonly string[] = ["cell", ...SEQUENCE_OPTIONS];
  readonly cell: Cell;
  readonly returnSequences: boolean;
  readonly returnState: boolean;
  readonly goBackwards: boolean;
  readonly unroll: boolean;
  private readonly keepsStates: boolean;
  /** The last states of a stateful layer; undefined before the first batch. */
  private kept: readonly Tensor[] | undefined;
  /** What the constructor was given. */
  private readonly options: SequenceOptions;

  /** @param own the cell of a layer that has no option `cell` */
  constructor(options: RNNOptions | SequenceOptions, own?: Cell) {
    super(options);
    this.options = options;
    const cell: unknown = own ?? (options as RNNOptions).cell;
    this.cell = (
      Array.isArray(cell)
        ? new StackedRNNCells({ cells: cell as readonly RNNCell[] })
        : cellsOf([cell], this.label, "cell")[0]
    ) as Cell;
    this.returnSequences = truth(options.returnSequences, false, this.label, "returnSequences");
    this.returnState = truth(options.returnState, false, this.label, "returnState");
    this.goBackwards = truth(options.goBackwards, false, this.label, "goBackwards");
    this.keepsStates = truth(options.stateful, false, this.label, "stateful");
    this.unroll = truth(options.unroll, false, this.label, "unroll");
  }

  protected override get innerLayers(): readonly Layer[] {
    return [this.cell];
  }

  override get stateful(): boolean {
    return this.keepsStates;
  }

  /**
   * With `stateful`, the states before the next batch.
   * @param states zeros by default
   * @throws StateError for a layer that is not stateful
   */
  override resetStates(states?: Tensor | readonly Tensor[]): void {
    if (!this.stateful) throw this.notStateful();
    const given = states instanceof Tensor ? [states] : states;
    if (given !== undefined) {
      checkKind(given, STATES, this.label, "states");
      checkStates(
        given.map(({ shape }) => shape),
        this.cell.stateSizes,
        null,
        this.label,
      );
    }
    this.kept = given;
  }

  override build(inputShape: BatchShape | readonly BatchShape[]): void {
    const [batch, , ...features] = this.sequencesOf(inputShape);
    this.cell.ensureBuilt([batch, ...features], this.random);
  }

  private sequencesOf(inputShape: BatchShape | readonly BatchShape[]): BatchShape {
    return sequences(isListOfShapes(inputShape) ? inputShape[0] : inputShape, this.label);
  }

  override call(input: Tensor | readonly Tensor[], context: CallContext): Tensor | readonly Tensor[] {
    if (this.weights.length === 0 && !this.built) throw this.notBuilt("call");
    const [x, ...given] = input instanceof Tensor ? [input] : input;
    const [batch, time] = x.shape;
    const known = given.length > 0 ? given : this.keptFor(batch);
    const step = this.cell.beginSequence(x, context ?? callContext(context, this.label));
    const mask = maskOf(x);
    const counts = mask && unstack(reshape(mask, [batch, time, 1]), 1);

    const outputs: Tensor[] = [];
    let states = known ?? this.zeroStates(batch);
    for (let i = 0; i < time; i++) {
      const t = this.goBackwards ? time - 1 - i : i;
      const before = states;
      const [output, ...next] = step(t, before);
      if (counts === undefined) {
        states = next;
        outputs.push(output);
        continue;
      }
      // Padding does not change the states, and repeats the output of the step before it: zeros at first.
      states = next.map((state, which) => where(counts[t], state, before[which]));
      const isState = output === next[0] && known === undefined;
      outputs.push(isState ? states[0] : where(counts[t], output, outputs[i - 1] ?? zerosLike(output)));
    }
    if (this.stateful) this.keepStates(states);
    const result = this.returnSequences ? stack(outputs, 1) : outputs[time - 1];
    return this.returnState ? [result, ...states] : result;
  }

  /** The states before a batch of a stateful layer. @throws StateError for a batch of another size */
  statesBefore(batch: number): readonly Tensor[] {
    return this.keptFor(batch) ?? this.zeroStates(batch);
  }

  /** Keeps the states after a batch for the next one. */
  keepStates(states: readonly Tensor[]): void {
    this.kept = states.map(({ storage, shape }) => new Tensor(storage, shape));
  }

  private zeroStates(batch: number): readonly Tensor[] {
    return this.cell.stateSizes.map((size) => zeros([batch, size]));
  }

  /** The states that the last batch has left. @throws StateError for a batch of another size */
  private keptFor(batch: number): readonly Tensor[] | undefined {
    if (this.kept === undefined || this.kept[0].shape[0] === batch) return this.kept;
    throw new StateError({
      where: this.label,
      argument: "stateful",
      received: { fr: `un lot de ${batch} séquence(s)`, en: `a batch of ${batch} sequence(s)` },
      expected: {
        fr: `un lot de ${this.kept[0].shape[0]}, comme le précédent`,
        en: `a batch of ${this.kept[0].shape[0]}, as the one before`,
      },
      mend: {
        fr: "Avec stateful: true, tous les lots ont la même taille ; sinon appelez d’abord model.resetStates().",
        en: "With stateful: true, all batches have the same size; otherwise first call model.resetStates().",
      },
    });
  }

  override computeOutputShape(
    inputShape: BatchShape | readonly BatchShape[],
  ): BatchShape | readonly BatchShape[] {
    const shape = this.sequencesOf(inputShape);
    checkLast(shape, 3, this.cell.features, this.label);
    const [batch, time] = shape;
    const sizes = this.cell.stateSizes;
    if (isListOfShapes(inputShape) && inputShape.length > 1)
      checkStates(inputShape.slice(1), sizes, batch, this.label);
    const output = this.returnSequences ? [batch, time, sizes[0]] : [batch, sizes[0]];
    return this.returnState ? [output, ...sizes.map((size) => [batch, size])] : output;
  }

  override computeMask(input: Tensor | readonly Tensor[]): Tensor | undefined {
    return this.returnSequences ? maskOf(input instanceof Tensor ? input : input[0]) : undefined;
  }

  /** Another layer with the same options and these, and with a cell of its own. */
  copy(changed: SequenceOptions): RNN {
    const { options } = this;
    const cell = "cell" in options ? { cell: this.cell.copy() } : {};
    return new (this.constructor as new (options: SequenceOptions) => RNN)({
      ...options,
      ...cell,
      weights: undefined,
      ...changed,
    });
  }

  /** The cell as it is saved. */
  protected savedCell(): Record<string, unknown> {
    return { cell: savedLayer(this.cell) };
  }

  override getConfig(): Record<string, unknown> {
    const { returnSequences, returnState, goBackwards, stateful, unroll } = this;
    return {
      ...this.savedCell(),
      ...super.getConfig(),
      returnSequences,
      returnState,
      goBackwards,
      stateful,
      unroll,
    };
  }

  private notStateful(): StateError {
    return new StateError({
      where: this.label,
      argument: "resetStates",
      received: { fr: "une couche qui ne garde pas ses états", en: "a layer that does not keep its states" },
      expected: { fr: "une couche avec stateful: true", en: "a layer with stateful: true" },
      mend: {
        fr: "Donnez stateful: true à la couche, ou retirez l’appel : elle recommence à zéro à chaque lot.",
        en: "Give stateful: true to the layer, or remove the call: it begins at zero in every batch.",
      },
    });
  }
}
