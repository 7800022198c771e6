/**
 * Applies a layer to each step of a sequence: [batch, time, …] becomes [batch, time, …], with one set of
 * weights for all steps. So a network of pictures can read the pictures of a film, for example.
 */
import { stack, unstack } from "../autograd/operations/operations.js";
import { formatShape, type BatchShape } from "../tensor/shape.js";
import type { Tensor } from "../tensor/tensor.js";
import { ArgumentError, ShapeError } from "../errors/errors.js";
import { written } from "../errors/written.js";
import { callContext } from "./call-context.js";
import { Layer, type CallContext, type LayerOptions } from "./layer.js";
import { savedLayer } from "./saved-layer.js";
import { isListOfShapes, one, single } from "./shapes.js";

export interface TimeDistributedOptions extends LayerOptions {
  /** The layer, of one input and one output; a model may stand for it. */
  readonly layer: Layer;
}

export class TimeDistributed extends Layer {
  static override readonly className = "TimeDistributed";
  static override readonly optionNames: readonly string[] = ["layer"];
  override readonly supportsMasking = true;
  readonly layer: Layer;

  constructor(options: TimeDistributedOptions) {
    super(options);
    if (!(options.layer instanceof Layer))
      throw new ArgumentError({
        where: this.label,
        argument: "layer",
        received: written(options.layer),
        expected: { fr: "une couche", en: "a layer" },
        mend: {
          fr: "Par exemple timeDistributed({ layer: layers.dense({ units: 4 }) }).",
          en: "For example timeDistributed({ layer: layers.dense({ units: 4 }) }).",
        },
      });
    this.layer = options.layer;
  }

  protected override get innerLayers(): readonly Layer[] {
    return [this.layer];
  }

  /** The shape of one step. */
  private stepShape(inputShape: BatchShape | readonly BatchShape[]): BatchShape {
    const shape = single(inputShape, this.label);
    if (shape.length >= 3) return [shape[0], ...shape.slice(2)];
    throw new ShapeError({
      where: this.label,
      argument: "input",
      received: formatShape(shape),
      expected: { fr: "[lot, temps, …], au moins trois axes", en: "[batch, time, …], at least three axes" },
      mend: {
        fr: "Chaque pas est lui-même un exemple de la couche : pour des suites de nombres, expandDims(-1).",
        en: "Each step is an example of the layer: for sequences of numbers, expandDims(-1).",
      },
    });
  }

  override build(inputShape: BatchShape | readonly BatchShape[]): void {
    this.layer.ensureBuilt(this.stepShape(inputShape), this.random);
  }

  override call(input: Tensor | readonly Tensor[], context: CallContext): Tensor {
    const whole = context ?? callContext(context, this.label);
    if (!this.layer.built) throw this.notBuilt("call");
    return stack(
      unstack(one(input), 1).map((step) => one(this.layer.call(step, whole))),
      1,
    );
  }

  override computeOutputShape(inputShape: BatchShape | readonly BatchShape[]): BatchShape {
    const step = this.layer.computeOutputShape(this.stepShape(inputShape));
    const [batch, ...rest] = isListOfShapes(step) ? step[0] : step;
    return [batch, (inputShape as BatchShape)[1], ...rest];
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), layer: savedLayer(this.layer) };
  }
}
