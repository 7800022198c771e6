/** The base class of layers written as TensorFlow.js wants them, over the engine's. */
import { ArgumentError } from "../../errors/errors.js";
import { constraintFrom } from "../../constraints/constraint-from.js";
import { initializerFrom } from "../../initializers/initializer-from.js";
import { Layer as EngineLayer, type CallContext, type LayerOptions } from "../../layers/layer.js";
import { RandomStream } from "../../random/stream.js";
import { regularizerFrom } from "../../regularizers/regularizer-from.js";
import type { BatchShape, Shape } from "../../tensor/shape.js";
import type { Tensor, Variable } from "../../tensor/tensor.js";
import { weightsOf } from "./answering.js";
import { applyNamed } from "./apply.js";
import { engineMask, maskOfInputs, passedOn } from "./masks.js";
import { nameLayer } from "./names.js";
import { buildNamed } from "./weight-names.js";
import { layerOptions } from "./options.js";
import { freezable } from "./trainable.js";
import type { Layer as LayerType } from "./types.js";

/** The options that every layer has; those of a class of the program's own are its own business. */
const COMMON = ["name", "trainable", "inputShape", "batchInputShape", "weights"];

/** The options of every layer among those that a program gives to a class of its own. */
export function commonOptions(config: Readonly<Record<string, unknown>>): LayerOptions {
  const known = Object.entries(layerOptions(config)).filter(([name]) => COMMON.includes(name));
  return Object.fromEntries(known);
}

class ProgramLayer extends EngineLayer {
  /** Whether the program itself applies the layer, to what it gives; a model gives a list. */
  private direct = false;
  private declaredBuilt = false;

  constructor(config: Readonly<Record<string, unknown>> = {}) {
    super(commonOptions(config));
    nameLayer(this, this.getClassName());
    const own = this.call.bind(this) as (inputs: unknown, kwargs: unknown) => unknown;
    freezable(this);
    const mask = this.computeMask.bind(this) as Parameters<typeof engineMask>[1];
    Object.defineProperty(this, "computeMask", {
      configurable: true,
      writable: true,
      value: engineMask(this, mask),
    });
    // The engine calls `call` with one tensor, and expects one.
    Object.defineProperty(this, "call", {
      configurable: true,
      writable: true,
      value: (input: Tensor | readonly Tensor[], context: CallContext) => {
        const asList = context?.random instanceof RandomStream && !this.direct && !Array.isArray(input);
        const mask = maskOfInputs(input);
        const kwargs = mask === undefined ? (context ?? {}) : { ...context, mask };
        const result = own(asList ? [input] : input, kwargs);
        return Array.isArray(result) && result.length === 1 ? (result[0] as unknown) : result;
      },
    });
  }

  override get className(): string {
    return this.getClassName();
  }

  getClassName(): string {
    return (this.constructor as typeof EngineLayer).className;
  }

  static fromConfig(kind: new (config: unknown) => EngineLayer, config: unknown): EngineLayer {
    return new kind(config);
  }

  override get built(): boolean {
    return super.built || this.declaredBuilt;
  }

  /** Programs say at the end of `build`, or before, that the layer is built. */
  override set built(value: boolean) {
    this.declaredBuilt = value;
  }

  override call(input: Tensor | readonly Tensor[], context: CallContext): Tensor {
    void context;
    return Array.isArray(input) ? (input as readonly Tensor[])[0] : (input as Tensor);
  }

  override computeMask(inputs: Tensor | readonly Tensor[], mask?: Tensor): Tensor | undefined {
    void inputs;
    return passedOn(this, mask) as Tensor | undefined;
  }

  override getWeights(trainableOnly = false): Tensor[] {
    return weightsOf(this, trainableOnly);
  }

  override ensureBuilt(inputShape: BatchShape | readonly BatchShape[], random: RandomStream): void {
    if (!super.built) buildNamed(this, () => super.ensureBuilt(inputShape, random));
  }
}

const original = { addWeight: weightMaker(), apply: EngineLayer.prototype.apply };

type WeightMaker = (
  name: string,
  shape: Shape,
  initializer: unknown,
  options: Readonly<Record<string, unknown>>,
) => Variable;

function weightMaker(): WeightMaker {
  return (EngineLayer.prototype as unknown as { addWeight: WeightMaker }).addWeight;
}

const METHODS = {
  addWeight(
    this: EngineLayer,
    name: string,
    shape: BatchShape,
    dtype?: string | null,
    initializer?: unknown,
    regularizer?: unknown,
    trainable?: boolean | null,
    constraint?: unknown,
  ): Variable {
    void dtype;
    if (this.weights.some((weight) => this.nameOfWeight(weight) === name)) throw nameTaken(this, name);
    return original.addWeight.call(
      this,
      name,
      shape as Shape,
      initializerFrom((initializer ?? "glorotUniform") as never, this.label, `${name}Initializer`),
      {
        trainable: trainable ?? true,
        regularizer: regularizerFrom(regularizer as never, this.label, `${name}Regularizer`),
        constraint: constraintFrom(constraint as never, this.label, `${name}Constraint`),
      },
    );
  },
  apply(
    this: EngineLayer & { direct: boolean },
    input: unknown,
    kwargs?: Readonly<Record<string, unknown>>,
  ): unknown {
    this.direct = !(kwargs?.random instanceof RandomStream);
    try {
      return applyNamed(this, original.apply as never, input, kwargs);
    } finally {
      this.direct = false;
    }
  },
};

/** Makes a weight from the arguments of TensorFlow.js. */
export const { addWeight } = METHODS;

for (const [name, value] of Object.entries(METHODS))
  Object.defineProperty(ProgramLayer.prototype, name, { configurable: true, writable: true, value });

function nameTaken(layer: EngineLayer, name: string): ArgumentError {
  return new ArgumentError({
    where: layer.label,
    argument: "name",
    received: `"${name}"`,
    expected: { fr: "un nom différent pour chaque poids", en: "a different name for each weight" },
    mend: {
      fr: "La couche a déjà un poids de ce nom : donnez-en un autre à addWeight.",
      en: "The layer has a weight of this name already: give addWeight another.",
    },
  });
}

/** The base class of layers of a program's own. */
export const Layer = ProgramLayer as unknown as typeof LayerType;
export type Layer = LayerType;
