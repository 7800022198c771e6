/** A model: a network that can be trained, evaluated, asked for predictions, and saved. */
import { StateError } from "../errors/errors.js";
import type { Tensor, Variable } from "../tensor/tensor.js";
import { settingsOf, type CompileOptions, type Settings } from "./compile.js";
import type { FunctionalOptions, ModelOptions } from "./model-options.js";
import { Network } from "./network.js";
import { namedWeights } from "./description.js";
import { loadWeights, type LoadWeightsOptions, type WeightSource } from "./saving/load-weights.js";
import { save, type SaveOptions } from "./saving/save.js";
import { writeWeights } from "./saving/weight-files.js";
import { checkSummary, showSummary } from "./summary.js";
import { trainingTotals } from "./training/autograd-engine.js";
import { evaluateDataset, fitDataset } from "./training/dataset.js";
import { evaluate, type Evaluation } from "./training/evaluate.js";
import { inputsOf, type Examples } from "./training/examples.js";
import { fit, trainOnBatch } from "./training/fit.js";
import { gatherExamples } from "./training/gather-examples.js";
import type { History } from "./training/history.js";
import {
  checkTrainingOptions,
  type BatchOptions,
  type Dataset,
  type DatasetOptions,
  type EvaluateDatasetOptions,
  type EvaluateOptions,
  type FitOptions,
} from "./training/options.js";
import { predictAll } from "./training/predict.js";
import { engineFor, prepareModel, warnOfTrainable, type PreparedModel } from "./training/prepared-model.js";
import type { Trainee } from "./training/trainee.js";
import type { TrainingEngine } from "./training/training-engine.js";
import { checkIdle } from "./training/under-way.js";

/**
 * Layers that are connected to a function of inputs, which can be trained, evaluated, used for predictions,
 * and saved.
 * @example
 * ```ts
 * const x = input({ shape: [4] });
 * const net = model({ inputs: x, outputs: layers.dense({ units: 1 }).apply(x) });
 * net instanceof Model; // true
 * ```
 */
export class Model extends Network implements Trainee {
  static override readonly className: string = "Model";
  /** A callback sets this to true to end the training after the present epoch. */
  stopTraining = false;
  /** The history of the last training. */
  history: History | undefined;
  /** What `compile` was given; undefined before. */
  private settings: Settings | undefined;
  /** Undefined until the model is compiled and the shapes of its inputs are known. */
  private prepared: PreparedModel | undefined;
  /** The engine that predicts while there is no `prepared`. */
  private predictor: TrainingEngine | undefined;

  /** @throws ArgumentError where inputs or outputs are missing, or an option does not exist */
  constructor(options: FunctionalOptions | ModelOptions) {
    super(options, new.target !== Model);
  }

  protected override disconnect(): void {
    super.disconnect();
    this.prepared = undefined;
    this.predictor = undefined;
  }

  /**
   * Chooses the optimizer, the losses and the metrics of the training.
   * @throws ArgumentError for an optimizer, loss or metric that does not exist
   */
  compile(options: CompileOptions): void {
    checkIdle(this, this.label, "compile");
    this.settings = settingsOf(options, this.label);
    this.prepared = undefined;
    // `trainable` is read now if the weights exist; later changes have an effect only after another compile,
    // as in Keras.
    if (this.connected !== undefined) this.prepare();
  }

  get optimizer(): Settings["optimizer"] {
    return this.compiled.optimizer;
  }

  /** What `compile` was given; undefined before. */
  get compiledSettings(): Settings | undefined {
    return this.settings;
  }

  protected get compiled(): Settings {
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

  private prepare(): PreparedModel {
    return (this.prepared ??= this.preparedFor(this.trainableWeights));
  }

  /** The training of these weights; a subclass may train by other rules. */
  protected preparedFor(trainable: readonly Variable[]): PreparedModel {
    return prepareModel(this.graph, this.compiled, trainable, this.label);
  }

  /** @throws StateError where the model is not compiled */
  private prepareFor(x: Examples): { readonly prepared: PreparedModel; readonly inputs: readonly Tensor[] } {
    void this.compiled;
    const inputs = this.inputsOf(x, this.label);
    return { prepared: this.prepare(), inputs };
  }

  /** The inputs as tensors; a chain that does not know its input's shape yet takes the shape of these. */
  private inputsOf(x: Examples, where: string): readonly Tensor[] {
    const inputs = inputsOf(this.connected, x, where);
    if (this.connected === undefined) this.connectTo([null, ...inputs[0].shape.slice(1)]);
    return inputs;
  }

  /** The names of the results of `evaluate`: `loss`, `acc`, … */
  get metricsNames(): readonly string[] {
    const { lossNames: losses, metrics } = this.prepare();
    return [...losses, ...metrics.map(({ name }) => name)];
  }

  /**
   * Trains the model.
   * @param x the inputs, [examples, …]: a tensor, nested arrays or a typed array
   * @param y the targets, [examples, …]
   * @returns loss and metrics, epoch by epoch
   * @throws StateError where the model is not compiled; ShapeError, ArgumentError for data that do not fit
   *         the model; NumericError if the loss becomes NaN or infinite
   */
  async fit(x: Examples, y: Examples, options: FitOptions = {}): Promise<History> {
    checkTrainingOptions(options, "fit");
    checkIdle(this, this.label, "fit");
    const { prepared, inputs } = this.prepareFor(x);
    warnOfTrainable(prepared, this.trainableWeights, this.label);
    return fit(this, prepared, gatherExamples(inputs, y, prepared, this.label, options), options);
  }

  /**
   * Trains the model on batches `{ x, y }` that arrive one after the other. The shape of the input must be
   * known.
   * @param dataset read from the beginning in each epoch: an array, the result of `batches`, or a function
   *                that makes a generator
   */
  async fitDataset(dataset: Dataset, options: DatasetOptions = {}): Promise<History> {
    checkTrainingOptions(options, "fitDataset");
    checkIdle(this, this.label, "fitDataset");
    const prepared = this.prepare();
    warnOfTrainable(prepared, this.trainableWeights, this.label);
    return fitDataset(this, prepared, dataset, options);
  }

  /**
   * One training step on these examples; gives the loss, or the list of loss and metrics.
   * @throws the errors of `fit`
   */
  async trainOnBatch(
    x: Examples,
    y: Examples,
    options: Pick<FitOptions, "sampleWeight" | "classWeight"> = {},
  ): Promise<number | number[]> {
    checkTrainingOptions(options, "trainOnBatch");
    checkIdle(this, this.label, "trainOnBatch");
    const { prepared, inputs } = this.prepareFor(x);
    return trainOnBatch(this, prepared, gatherExamples(inputs, y, prepared, this.label, options));
  }

  /**
   * The loss that a step on these examples minimizes, as a function of the weights in float64; for
   * `checkGradient`.
   */
  lossOf(
    x: Examples,
    y: Examples,
  ): { readonly loss: () => Tensor; readonly trainable: readonly Variable[]; readonly examples: number } {
    const { prepared, inputs } = this.prepareFor(x);
    const { targets, count } = gatherExamples(inputs, y, prepared, this.label);
    const batch = {
      inputs: inputs.map((each) => each.cast("float64")),
      targets: targets.map((each) => each.cast("float64")),
    };
    return {
      loss: () => trainingTotals(this.graph, prepared.training, batch, this.seed).total,
      trainable: prepared.training.trainable,
      examples: count,
    };
  }

  /**
   * Loss and metrics on these examples: `const [loss, acc] = model.evaluate(x, y)`.
   * @throws NumericError where the examples contain NaN or an infinite number
   */
  evaluate(x: Examples, y: Examples, options: EvaluateOptions = {}): Evaluation {
    checkTrainingOptions(options, "evaluate");
    const { batchSize = 32, sampleWeight } = options;
    const { prepared, inputs } = this.prepareFor(x);
    const examples = gatherExamples(inputs, y, prepared, this.label, { sampleWeight });
    return evaluate(prepared, examples, batchSize, this.label);
  }

  /**
   * Loss and metrics on batches `{ x, y }` that arrive one after the other, as for `fitDataset`.
   * @throws ShapeError, ArgumentError for batches that do not fit the model
   */
  async evaluateDataset(dataset: Dataset, options: EvaluateDatasetOptions = {}): Promise<Evaluation> {
    checkTrainingOptions(options, "evaluateDataset");
    return evaluateDataset(this.label, this.prepare(), dataset, options);
  }

  /** The outputs for these inputs, [examples, …]; a list of tensors where the model has several outputs. */
  predict(x: Examples, options: BatchOptions = {}): Tensor | Tensor[] {
    checkTrainingOptions(options, "predict");
    return this.predictTensors(this.inputsOf(x, "predict"), options.batchSize ?? 32);
  }

  /** `predict` with all examples in one batch. */
  predictOnBatch(x: Examples): Tensor | Tensor[] {
    const inputs = this.inputsOf(x, "predictOnBatch");
    return this.predictTensors(inputs, inputs[0].shape[0]);
  }

  private predictTensors(inputs: readonly Tensor[], batchSize: number): Tensor | Tensor[] {
    const engine = this.prepared?.engine ?? (this.predictor ??= engineFor(this.graph));
    const outputs = predictAll(engine, inputs, batchSize);
    return outputs.length === 1 ? outputs[0] : [...outputs];
  }

  /**
   * Shows the layers with output shapes and parameter counts, as Keras does.
   * @param lineLength the least width of the table, in characters
   * @param positions  the positions of the columns in TensorFlow.js; they are computed here, so it must be
   *                   null or undefined
   * @param printFn    receives the lines, instead of the output of the cell
   */
  summary(lineLength?: number | null, positions?: null, printFn?: ((line: string) => void) | null): void {
    checkSummary(lineLength, positions, printFn);
    showSummary(this, lineLength ?? 0, printFn ?? undefined);
  }

  /**
   * Saves the layers, the weights and the settings of `compile` in a folder: `await model.save("digits")`.
   * @throws DataError where the folder cannot be written
   */
  async save(folder: string, options: SaveOptions = {}): Promise<void> {
    this.prepared?.engine.lend();
    await save(this, this.settings, folder, options);
  }

  /**
   * Saves the weights alone, as safetensors: `await model.saveWeights("digits.safetensors")`, which Python
   * reads too.
   */
  async saveWeights(file: string): Promise<void> {
    this.prepared?.engine.lend();
    await writeWeights(file, namedWeights(this));
  }

  /**
   * Takes the weights of a file of safetensors, of Keras and PyTorch too, or of a folder of TensorFlow.js.
   * They are found by their names, or else layer by layer in the order of the names in the file, by their
   * shapes.
   * @param source  the file or the folder, or tensors by name, such as `readWeights` gives
   * @param options `layout: "pytorch"` transposes the kernels of PyTorch; `names` are the names in the file,
   * in the order
   *                of `model.weights`, where they cannot be found otherwise
   * @throws DataError for a file that cannot be read or does not fit the model; ArgumentError where more must
   * be said
   */
  async loadWeights(source: WeightSource, options: LoadWeightsOptions = {}): Promise<void> {
    checkIdle(this, this.label, "loadWeights");
    await loadWeights(this, source, options);
  }
}
