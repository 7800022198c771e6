/**
 * A model: layers connected to a function of its inputs, that can be trained, evaluated, asked and saved.
 *
 * This is the functional form, for what is not a chain; `sequential` is the other one. A model is itself a layer, so that
 * models can be put together: the two halves of a generative network, say.
 */
import { ShapeError, StateError } from "../errors/errors.js";
import { written } from "../errors/written.js";
import { callContext } from "../layers/call-context.js";
import { Layer, type CallContext, type LayerWeight } from "../layers/layer.js";
import { checkShapes } from "../layers/shapes.js";
import { SymbolicTensor, type BatchShape } from "../layers/symbolic-tensor.js";
import { formatShape } from "../tensor/shape.js";
import type { Tensor, TensorLike, Variable } from "../tensor/tensor.js";
import { severalOutputs, tooManyInputs } from "./apply.js";
import { trainingTotals } from "./autograd-engine.js";
import { Breath } from "./breath.js";
import { settingsOf, type CompileOptions, type Settings } from "./compile.js";
import { Evaluation, evaluation } from "./evaluate.js";
import { DatasetSource, type Dataset, type DatasetOptions } from "./dataset.js";
import { asExamples, checkCounts, listOf, type Examples } from "./examples.js";
import { checkFinite } from "./finite.js";
import { fitArrays, train, trainOnce, type FitOptions } from "./fit.js";
import { Graph } from "./graph.js";
import type { History } from "./history.js";
import { nameLayers } from "./layer-names.js";
import { checkModelOptions, symbolicList } from "./model-options.js";
import { checkLoopOptions } from "./loop-options.js";
import { gatherExamples, inputsOf } from "./gather-examples.js";
import { predictAll } from "./predict.js";
import { engineFor, makeReady, warnOfTrainable, type Ready } from "./ready.js";
import { graphConfig } from "./saving/graph-config.js";
import { save, type SaveOptions } from "./saving/save.js";
import { callStream, weightStream } from "./streams.js";
import { checkSummary, showSummary } from "./summary.js";
import type { TrainingEngine } from "./training-engine.js";
import { checkIdle } from "./under-way.js";

export interface ModelOptions {
  readonly name?: string;
  /** Fixes first weights, shuffles and dropout; 1 by default, so that a model is the same on every run. */
  readonly seed?: number;
}

export interface FunctionalOptions extends ModelOptions {
  readonly inputs: SymbolicTensor | readonly SymbolicTensor[];
  readonly outputs: SymbolicTensor | readonly SymbolicTensor[];
}

/** Options of `evaluate` and `predict`. */
export interface BatchOptions {
  /** How many examples are computed together: more are faster up to a point and need more memory; 32 by default. */
  readonly batchSize?: number;
  /** Nothing is shown while it computes: 0 or false alone. */
  readonly verbose?: 0 | false;
}

export interface EvaluateOptions extends BatchOptions {
  readonly sampleWeight?: TensorLike;
}

export class Model extends Layer {
  static override readonly className: string = "Model";
  readonly seed: number;
  /** Set to true, by a callback, to end the training after this epoch. */
  stopTraining = false;
  /** Of the last training. */
  history: History | undefined;
  private connected: Graph | undefined;
  private settings: Settings | undefined;
  private ready: Ready | undefined;
  private predictor: TrainingEngine | undefined;
  /** How many calls there were by hand. */
  private applied = 0;

  /** @throws ArgumentError where inputs or outputs are missing, or an option does not exist */
  constructor(options: FunctionalOptions | ModelOptions) {
    checkModelOptions(options ?? {}, "model", ["inputs", "outputs"]);
    const { name, seed = 1, inputs, outputs }: Partial<FunctionalOptions> = options ?? {};
    super({ name });
    this.seed = seed;
    // A chain is put together later.
    if (new.target === Model || inputs !== undefined || outputs !== undefined)
      this.connect(symbolicList(inputs, "inputs"), symbolicList(outputs, "outputs"));
  }

  /** Takes these layers as its own: names them and makes their weights. */
  protected connect(inputs: readonly SymbolicTensor[], outputs: readonly SymbolicTensor[]): void {
    const graph = new Graph(inputs, outputs);
    nameLayers(graph.layers, this.label);
    for (const step of graph.steps)
      step.layer.ensureBuilt(
        graph.inputShapes(step),
        weightStream(this.seed, graph.layers.indexOf(step.layer)),
      );
    this.disconnect();
    this.connected = graph;
  }

  /** Forgets how the layers were connected, and the engine that was made for it. */
  protected disconnect(): void {
    this.connected = undefined;
    this.ready = undefined;
    this.predictor = undefined;
  }

  /** The layers and how they are connected. @throws StateError where the shape of the input is not known yet */
  get graph(): Graph {
    if (this.connected !== undefined) return this.connected;
    throw new StateError({
      where: this.label,
      argument: "layers",
      received: {
        fr: "un modèle dont la forme d’entrée n’est pas connue",
        en: "a model whose input shape is not known",
      },
      expected: { fr: "une première couche avec inputShape", en: "a first layer with inputShape" },
      mend: {
        fr: "Donnez inputShape à la première couche : layers.dense({ units: 4, inputShape: [784] }).",
        en: "Give inputShape to the first layer: layers.dense({ units: 4, inputShape: [784] }).",
      },
    });
  }

  /** Every layer once, in the order in which they run. */
  get layers(): readonly Layer[] {
    return this.graph.layers;
  }

  /** The layer of this name, or at this position. */
  getLayer(which: string | number): Layer {
    const found =
      typeof which === "number"
        ? Number.isInteger(which)
          ? this.layers.at(which)
          : undefined
        : this.layers.find(({ name }) => name === which);
    if (found !== undefined) return found;
    throw new StateError({
      where: this.label,
      argument: "getLayer",
      received: written(which),
      expected: this.layers.map(({ name }) => name).join(", "),
      mend: {
        fr: "Donnez le nom d’une de ces couches, ou sa position à partir de 0.",
        en: "Give the name of one of these layers, or its position from 0 on.",
      },
    });
  }

  override get built(): boolean {
    return this.connected !== undefined;
  }

  override get weights(): readonly Variable[] {
    return this.graph.layers.flatMap(({ weights }) => weights);
  }

  override get trainableWeights(): readonly Variable[] {
    return this.trainable ? this.graph.layers.flatMap(({ trainableWeights }) => trainableWeights) : [];
  }

  override get regularizedWeights(): readonly LayerWeight[] {
    return this.trainable ? this.graph.layers.flatMap(({ regularizedWeights }) => regularizedWeights) : [];
  }

  /** As a layer of another model, whose weights are made already. */
  override ensureBuilt(inputShape: BatchShape | readonly BatchShape[]): void {
    this.connectTo(inputShape);
  }

  override computeOutputShape(inputShape: BatchShape | readonly BatchShape[]): BatchShape {
    checkShapes(inputShape, this.label);
    this.connectTo(inputShape);
    const shapes = (Array.isArray(inputShape[0]) ? inputShape : [inputShape]) as readonly BatchShape[];
    if (shapes.length > this.graph.inputs.length)
      throw tooManyInputs(this.label, shapes.length, this.graph.inputs.length);
    this.graph.inputs.forEach(({ shape }, i) => {
      const given = shapes[i];
      if (
        given?.length === shape.length &&
        shape.every(
          (extent, axis) => axis === 0 || extent === null || given[axis] === null || extent === given[axis],
        )
      )
        return;
      throw new ShapeError({
        where: this.label,
        argument: "inputShape",
        received: given === undefined ? "–" : formatShape(given),
        expected: formatShape(shape),
        mend: {
          fr: "La sortie de ce qui précède doit avoir la forme d’entrée de ce modèle.",
          en: "What comes before must give the shape that this model takes.",
        },
      });
    });
    return this.graph.outputs[0].shape;
  }

  override call(input: Tensor | readonly Tensor[], context?: Partial<CallContext>): Tensor {
    return this.runGraph(input, callContext(context, this.label))[0];
  }

  private runGraph(input: Tensor | readonly Tensor[], { training, random }: CallContext): Tensor[] {
    const seed = training ? random.bits() : 0;
    const inputs = Array.isArray(input) ? (input as readonly Tensor[]) : [input as Tensor];
    return this.graph.run(inputs, (position) => ({ training, random: callStream(seed, 0, position) }));
  }

  /**
   * Applies the model, as a layer is applied: to numbers with the operations of autograd, so that its result can be differentiated.
   * @param context `{ training: true }` has dropout drop, and batch normalisation use the batch; other numbers are dropped at each call
   * @returns what the model gives; the list of all outputs where it has several: `const [a, b] = model.apply<Tensor[]>(x)`
   * @throws ShapeError for an input that it cannot take, ArgumentError where a model of several outputs is to be a layer of another one
   */
  override apply(input: SymbolicTensor | readonly SymbolicTensor[]): SymbolicTensor;
  override apply<Result extends Tensor | Tensor[] = Tensor>(
    input: Tensor | readonly Tensor[],
    context?: Partial<CallContext>,
  ): Result;
  override apply(
    input: SymbolicTensor | Tensor | readonly SymbolicTensor[] | readonly Tensor[],
    context?: Partial<CallContext>,
  ): SymbolicTensor | Tensor | Tensor[] {
    const whole = callContext(context, this.label, () => callStream(this.seed, this.applied++, 0));
    const numbers = input as Tensor | readonly Tensor[];
    if (this.connected === undefined || this.connected.outputs.length === 1)
      return super.apply(numbers, whole);
    const inputs = this.checkedInputs(input);
    this.computeOutputShape(inputs.map(({ shape }) => shape));
    if (inputs.some((each) => each instanceof SymbolicTensor))
      throw severalOutputs(this.label, this.connected.outputs.length);
    return this.runGraph(numbers, whole);
  }

  /** Makes the layers' weights where the input's shape was not known before; only a chain can wait for it. */
  protected connectTo(inputShape: BatchShape | readonly BatchShape[]): void {
    void inputShape;
  }

  /**
   * Says how the model is to learn.
   * @throws ArgumentError for an optimizer, loss or metric that does not exist
   */
  compile(options: CompileOptions): void {
    checkIdle(this, this.label, "compile");
    this.settings = settingsOf(options, this.label);
    this.ready = undefined;
    // What is frozen now stays so: the weights to be learned are noted at once, where there are any yet.
    if (this.connected !== undefined) this.whenReady();
  }

  get optimizer(): Settings["optimizer"] {
    return this.compiled.optimizer;
  }

  private get compiled(): Settings {
    if (this.settings !== undefined) return this.settings;
    throw new StateError({
      where: this.label,
      argument: "compile",
      received: { fr: "un modèle non compilé", en: "a model that is not compiled" },
      expected: { fr: "un modèle compilé", en: "a compiled model" },
      mend: {
        fr: 'Appelez d’abord model.compile({ optimizer: "adam", loss: …, metrics: ["accuracy"] }).',
        en: 'First call model.compile({ optimizer: "adam", loss: …, metrics: ["accuracy"] }).',
      },
    });
  }

  /** @throws StateError where the model is not compiled */
  private prepare(x: Examples): Ready {
    void this.compiled;
    this.connectToExamples(x, this.label);
    return this.whenReady();
  }

  private whenReady(): Ready {
    return (this.ready ??= makeReady(this.graph, this.compiled, this.trainableWeights, this.label));
  }

  /** The names of what `evaluate` gives: `loss`, `acc`, … */
  get metricsNames(): readonly string[] {
    const { lossNames: losses, metrics } = this.whenReady();
    return [...losses, ...metrics.map(({ name }) => name)];
  }

  /**
   * Trains the model.
   * @param x the inputs, [examples, …]: a tensor, nested arrays or a typed array
   * @param y what should come out, [examples, …]
   * @returns what became of loss and metrics, epoch by epoch
   * @throws StateError where the model is not compiled, ShapeError, ArgumentError for data that do not fit, NumericError for a loss
   *         that is no number any more
   */
  async fit(x: Examples, y: Examples, options: FitOptions = {}): Promise<History> {
    checkLoopOptions(options, "fit");
    checkIdle(this, this.label, "fit");
    const ready = this.prepare(x);
    warnOfTrainable(ready, this.trainableWeights, this.label);
    const all = gatherExamples(this, ready, x, y, options);
    const validation = options.validationData;
    const held =
      validation === undefined
        ? undefined
        : gatherExamples(
            this,
            ready,
            validation[0],
            validation[1],
            { sampleWeight: validation[2] },
            "validationData",
          );
    return fitArrays(this, ready, all, held, options);
  }

  /**
   * Trains the model on batches that come one after the other, `{ x, y }` each. The shape of the input must be known.
   * @param dataset gone through once an epoch: an array, what `batches` gives, or a function that makes a generator
   */
  async fitDataset(dataset: Dataset, options: DatasetOptions = {}): Promise<History> {
    checkLoopOptions(options, "fitDataset");
    checkIdle(this, this.label, "fitDataset");
    const ready = this.whenReady();
    warnOfTrainable(ready, this.trainableWeights, this.label);
    const { validationData, validationBatchSize = 32 } = options;
    const validation =
      validationData === undefined
        ? undefined
        : gatherExamples(
            this,
            ready,
            validationData[0],
            validationData[1],
            { sampleWeight: validationData[2] },
            "validationData",
          );
    if (validation !== undefined) checkFinite(validation, `${this.label}, validationData`);
    return train({
      model: this,
      ready,
      options,
      source: new DatasetSource(this, ready, dataset, options),
      validation,
      validationBatchSize,
    });
  }

  /**
   * One step on these examples; gives the loss, or the list of loss and metrics.
   * @throws as `fit` does
   */
  async trainOnBatch(
    x: Examples,
    y: Examples,
    options: Pick<FitOptions, "sampleWeight" | "classWeight"> = {},
  ): Promise<number | number[]> {
    checkLoopOptions(options, "trainOnBatch");
    checkIdle(this, this.label, "trainOnBatch");
    const ready = this.prepare(x);
    const values = Object.values(trainOnce(ready, gatherExamples(this, ready, x, y, options), this));
    const breath = new Breath();
    if (breath.due) await breath.take();
    return values.length === 1 ? values[0] : values;
  }

  /** What a step on these examples would make smaller, as a function of the weights: `checkGradient` looks at it. */
  lossOf(
    x: Examples,
    y: Examples,
  ): { readonly loss: () => Tensor; readonly trainable: readonly Variable[]; readonly examples: number } {
    const ready = this.prepare(x);
    const { inputs, targets } = gatherExamples(this, ready, x, y, {});
    const batch = {
      inputs: inputs.map((each) => each.cast("float64")),
      targets: targets.map((each) => each.cast("float64")),
    };
    return {
      loss: () => trainingTotals(this.graph, ready.training, batch, this.seed).total,
      trainable: ready.training.trainable,
      examples: inputs[0].shape[0],
    };
  }

  /**
   * Loss and metrics on these examples: `const [loss, acc] = model.evaluate(x, y)`.
   * @throws NumericError where the examples hold a number that is none
   */
  evaluate(x: Examples, y: Examples, options: EvaluateOptions = {}): Evaluation {
    checkLoopOptions(options, "evaluate");
    const { batchSize = 32, sampleWeight } = options;
    const ready = this.prepare(x);
    const examples = gatherExamples(this, ready, x, y, { sampleWeight });
    const steps = evaluation(ready, examples, batchSize);
    const breath = new Breath();
    for (;;) {
      const step = steps.next();
      if (step.done) {
        if (!Number.isFinite(step.value.loss)) checkFinite(examples, this.label);
        return new Evaluation(step.value);
      }
      breath.checkStop();
    }
  }

  /** What the model gives for these inputs, [examples, …]; a list where it has several outputs. */
  predict(x: Examples, options: BatchOptions = {}): Tensor | Tensor[] {
    checkLoopOptions(options, "predict");
    const { batchSize = 32 } = options;
    const inputs = this.inputsOf(x, "predict");
    const outputs = predictAll(
      this.ready?.engine ?? (this.predictor ??= engineFor(this.graph)),
      inputs,
      batchSize,
    );
    return outputs.length === 1 ? outputs[0] : [...outputs];
  }

  /** `predict` of one batch. */
  predictOnBatch(x: Examples): Tensor | Tensor[] {
    const inputs = this.inputsOf(x, "predictOnBatch");
    return this.predict(inputs, { batchSize: inputs[0].shape[0] });
  }

  private inputsOf(x: Examples, where: string): readonly Tensor[] {
    this.connectToExamples(x, where);
    const inputs = inputsOf(this.graph, x, where);
    checkCounts(inputs[0], inputs, where, "x");
    return inputs;
  }

  /** A chain whose input's shape is not known yet takes that of its first data. */
  private connectToExamples(x: Examples, where: string): void {
    if (this.connected !== undefined) return;
    const [, ...example] = asExamples(listOf(x, 1, where, "x")[0], undefined, where, "x").shape;
    this.connectTo([null, ...example]);
  }

  /**
   * Shows the layers with output shapes and parameter counts, as Keras does.
   * @param lineLength the least width of the table, in letters
   * @param positions  of the columns, in TensorFlow.js; they find their own places here, so that it must be null or undefined
   * @param printFn    gets the lines, instead of the cell
   */
  summary(lineLength?: number | null, positions?: null, printFn?: ((line: string) => void) | null): void {
    checkSummary(lineLength, positions, printFn);
    showSummary(this, lineLength ?? 0, printFn ?? undefined);
  }

  /** Only a model that is frozen as a whole says so: models of before, and of TensorFlow.js, say nothing. */
  protected get frozenConfig(): { readonly trainable?: false } {
    return this.trainable ? {} : { trainable: false };
  }

  override getConfig(): Record<string, unknown> {
    return { ...graphConfig(this.graph, this.label), ...this.frozenConfig };
  }

  /**
   * Saves layers, weights and how the model was compiled, in a folder: `await model.save("digits")`.
   * @throws DataError where nothing can be written there
   */
  async save(folder: string, options: SaveOptions = {}): Promise<void> {
    this.ready?.engine.synchronize();
    await save(this, this.settings, folder, options);
  }
}
