/**
 * The playground of a lesson's cell: a network that the learner builds, trains and looks into on the page, while
 * the cell has the same settings and the same model.
 */
import { checkOptions } from "../errors/check-options.js";
import { ArgumentError } from "../errors/errors.js";
import { ANYTHING, isFiniteNumber, oneOf, text, wholeNumber, type Kind } from "../errors/kinds.js";
import { written } from "../errors/written.js";
import { JUPYTER_DISPLAY, type MimeBundle } from "../host/notebook.js";
import { language } from "../language/language.js";
import { Model } from "../model/model.js";
import type { TensorLike } from "../tensor/tensor.js";
import { widget, type Widget } from "../widgets/widgets.js";
import { writeBeginning } from "./beginning.js";
import { ownExamples } from "./examples.js";
import { frontEnd } from "./front-end.js";
import type { Own } from "./laboratory.js";
import { BEGINNING_TYPE } from "./protocol/beginning.js";
import {
  ACTIVATIONS,
  BOUNDS,
  DATA_NAMES,
  DEFAULTS,
  fits,
  isHiddenLayer,
  MOST,
  OPTIMIZERS,
  PROBLEMS,
  REGULARIZATIONS,
  USUAL_NOISE,
  type HiddenLayer,
  type Settings,
} from "./protocol/settings.js";
import { stillFigure } from "./still.js";
import { Trainer } from "./trainer.js";

/** The options of `playground`: the settings that it opens with, which its controls change. */
export interface PlaygroundOptions extends Partial<Omit<Settings, "hidden">> {
  /** The hidden layers, each as an object, or as a number of neurons with the activation tanh. */
  readonly hidden?: readonly (number | Partial<HiddenLayer>)[];
  /** The learner's own examples: [examples, 1] or [examples, 2]. */
  readonly x?: TensorLike;
  /** Their classes, or the numbers to predict. */
  readonly y?: TensorLike;
  /** A compiled model of dense layers, which the playground then trains; its layers stay as they are. */
  readonly model?: Model;
}

/**
 * A playground that was opened (`playground` makes one): what its controls show, as values of the cell.
 * @example
 * ```ts
 * const game: Playground = playground({ data: "xor", hidden: [4] });
 * await game.train(20);
 * game.model.summary();
 * ```
 */
export class Playground {
  private readonly trainer: Trainer;
  private readonly own: Own | undefined;
  /** What the page shows; undefined until the playground is displayed. */
  private shown: Widget<object> | undefined;

  /** @param options the settings to begin with, as in `playground` */
  constructor(options: PlaygroundOptions = {}) {
    checkOptions(options, KINDS, "playground");
    this.own = ownOf(options);
    this.trainer = new Trainer(settingsOf(options, this.own), this.own);
  }

  /** The settings, as the controls show them. */
  get settings(): Settings {
    return this.trainer.settings;
  }

  /** The model, as far as it is trained. A change of the layers or of the data makes another one. */
  get model(): Model {
    return this.trainer.model;
  }

  /** The epochs of training so far. */
  get epochs(): number {
    return this.trainer.epochs;
  }

  /** The loss before the training and after each epoch, on the training points and on those of the test. */
  get losses(): { readonly train: readonly number[]; readonly test: readonly number[] } {
    return this.trainer.losses;
  }

  /** TypeScript that builds the same data and the same model, and trains it to the same weights. */
  get code(): string {
    return this.trainer.code;
  }

  /**
   * Trains, without the page, and resolves once that is done.
   * @param epochs the number of epochs
   */
  async train(epochs = 1): Promise<void> {
    checkOptions({ epochs }, { epochs: wholeNumber(1, 20) }, "train");
    this.trainer.pause();
    await this.trainer.advance(epochs);
  }

  /** Trains on the page until `pause`, while the page is seen. */
  play(): void {
    this.trainer.play();
  }

  pause(): void {
    this.trainer.pause();
  }

  /** Begins anew with the initial weights. */
  restart(): void {
    this.trainer.restart();
  }

  /** Removes the playground from the page; the model stays. */
  close(): void {
    this.trainer.pause();
    this.shown?.close();
  }

  [JUPYTER_DISPLAY](): MimeBundle {
    return { ...this.live(), ...this.beginning() };
  }

  private live(): MimeBundle {
    const module = frontEnd();
    if (module === undefined) return this.still().bundle;
    this.shown ??= this.open(module);
    return this.shown[JUPYTER_DISPLAY]();
  }

  /** What a page without a kernel needs to open the same playground; a model of the lesson stays in the lesson. */
  private beginning(): MimeBundle {
    if (this.own?.trained !== undefined) return {};
    return { [BEGINNING_TYPE]: writeBeginning(this.settings, this.own?.examples) };
  }

  /** The view on the page, and the messages between it and the trainer. */
  private open(module: string): Widget<object> {
    const { svg, description } = this.still();
    const opened = widget({
      module,
      state: { language: language(), still: svg, stillText: description },
      still: () => {
        const now = this.still();
        return { svg: now.svg, text: now.description };
      },
    });
    this.trainer.attach({
      send: (content, buffers = []) =>
        opened.send(
          content,
          buffers.map((buffer) => new Uint8Array(buffer)),
        ),
      onMessage: (receive) => void opened.onMessage(receive),
    });
    opened.onClose(() => this.trainer.pause());
    return opened;
  }

  private still(): ReturnType<typeof stillFigure> {
    const { scene, drawing, examples, epochs, losses } = this.trainer;
    return stillFigure({ scene, drawing, examples, epochs, loss: losses.train.at(-1) });
  }
}

/**
 * A playground in the cell: choose the data and the layers, train, and see what each neuron does. Everything
 * stays within reach of code: `game.model` is the trained model, `game.code` prints how to build it.
 * @throws ArgumentError for an option that is unknown or wrong; ShapeError for examples that cannot be drawn;
 *         StateError for a model that is not compiled
 * @param options the settings to begin with; or `x` and `y`, the learner's own examples; or `model`, `x` and `y`
 * @example
 * ```ts
 * playground({ data: "moons", hidden: [6, { units: 3, activation: "relu" }] });
 * ```
 */
export function playground(options: PlaygroundOptions = {}): Playground {
  return new Playground(options);
}

function settingsOf(options: PlaygroundOptions, own: Own | undefined): Settings {
  const { hidden, model } = options;
  const given = Object.entries(options).filter(
    ([name, value]) => Object.hasOwn(DEFAULTS, name) && value !== undefined,
  );
  const data = own === undefined ? (options.data ?? DEFAULTS.data) : "own";
  const rate = model?.compiledSettings?.optimizer.learningRate;
  return {
    ...DEFAULTS,
    noise: USUAL_NOISE[data],
    ...(model === undefined ? {} : { batchSize: 32, testShare: 0 }),
    ...(typeof rate === "number" ? { learningRate: rate } : {}),
    ...(options.points === undefined ? {} : { data: "points" as const }),
    ...(Object.fromEntries(given) as Partial<Settings>),
    ...(own === undefined ? {} : { data }),
    hidden: hidden?.map(layerOf) ?? DEFAULTS.hidden,
  };
}

function layerOf(given: number | Partial<HiddenLayer>): HiddenLayer {
  const usual = { units: 4, activation: "tanh", dropout: 0 } as const;
  return typeof given === "number" ? { ...usual, units: given } : { ...usual, ...given };
}

function ownOf({ x, y, model, problem }: PlaygroundOptions): Own | undefined {
  if (model !== undefined && !(model instanceof Model)) throw noModel(model);
  if (x === undefined && y === undefined && model === undefined) return undefined;
  if (x === undefined || y === undefined) throw missing(x === undefined ? "x" : "y", model !== undefined);
  const examples = ownExamples(x, y, problem);
  return { examples, ...(model === undefined ? {} : { trained: { model, x, y } }) };
}

function missing(argument: string, hasModel: boolean): ArgumentError {
  return new ArgumentError({
    where: "playground",
    argument,
    received: "undefined",
    expected: { fr: "x et y, ensemble", en: "x and y, together" },
    mend: hasModel
      ? { fr: "Par exemple playground({ model, x, y }).", en: "For example playground({ model, x, y })." }
      : { fr: "Par exemple playground({ x, y }).", en: "For example playground({ x, y })." },
  });
}

function noModel(model: unknown): ArgumentError {
  return new ArgumentError({
    where: "playground",
    argument: "model",
    received: written(model),
    expected: { fr: "un modèle compilé, de sequential()", en: "a compiled model, of sequential()" },
    mend: {
      fr: "Donnez le modèle lui-même, après model.compile(…).",
      en: "Give the model itself, after model.compile(…).",
    },
  });
}

const number = (name: keyof typeof BOUNDS): Kind => {
  const [least, most] = BOUNDS[name];
  return {
    fits: (value) => isFiniteNumber(value) && fits(name, value),
    example: String(DEFAULTS[name]),
    expected: { fr: `un nombre de ${least} à ${most}`, en: `a number from ${least} to ${most}` },
  };
};

const HIDDEN: Kind = {
  fits: (value) =>
    Array.isArray(value) &&
    value.length <= MOST.layers &&
    value.every((layer) => isFiniteNumber(layer) || (typeof layer === "object" && layer !== null)) &&
    (value as (number | Partial<HiddenLayer>)[]).map(layerOf).every(isHiddenLayer),
  example: '[4, { units: 2, activation: "relu" }]',
  expected: {
    fr: `une liste d’au plus ${MOST.layers} couches de 1 à ${MOST.units} neurones, { units, activation, dropout }, où activation est ${ACTIVATIONS.join(", ")}`,
    en: `a list of at most ${MOST.layers} layers of 1 to ${MOST.units} neurons, { units, activation, dropout }, where activation is ${ACTIVATIONS.join(", ")}`,
  },
};

const KINDS = {
  data: oneOf(...DATA_NAMES.filter((name) => name !== "own")),
  problem: oneOf(...PROBLEMS),
  formula: {
    ...text("sin(2 x)"),
    fits: (value: unknown) => fits("formula", value),
    expected: {
      fr: "une formule de x, finie de −3 à 3",
      en: "a formula of x, finite from −3 to 3",
    },
  },
  points: {
    fits: (value: unknown) => fits("points", value),
    example: "[[0, 0, 1], [1, 0, 0]]",
    expected: {
      fr: "une liste de points [x₁, x₂, classe] ou [x, y]",
      en: "a list of points [x₁, x₂, class] or [x, y]",
    },
  },
  samples: number("samples"),
  noise: number("noise"),
  testShare: number("testShare"),
  hidden: HIDDEN,
  optimizer: oneOf(...OPTIMIZERS),
  learningRate: number("learningRate"),
  batchSize: number("batchSize"),
  regularization: oneOf(...REGULARIZATIONS),
  regularizationRate: number("regularizationRate"),
  speed: number("speed"),
  seed: number("seed"),
  x: ANYTHING,
  y: ANYTHING,
  model: ANYTHING,
};
