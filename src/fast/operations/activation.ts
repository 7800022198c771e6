/** Activation functions by themselves, and what operations that end in one need of them. */
import type { ActivationName } from "../../activations/activations.js";
import type { ActivationLayer, ELU, LeakyReLU } from "../../layers/activation.js";
import { ACTIVATION_KINDS, type ActivationKind } from "../kernels.js";
import { sizeOf } from "../../tensor/shape.js";
import type { Operation, OperationSpec, Recognise, Workshop } from "./operation.js";

/** An activation that kernels know. */
export interface KnownActivation {
  readonly function: ActivationKind;
  readonly alpha: number;
}

/** α of the activations that have one, where they are given by name. */
const USUAL_ALPHA: Readonly<Record<string, number>> = { leakyRelu: 0.2, elu: 1 };

/** The activation of this name; undefined where kernels do not know it. */
export function knownActivation(name: ActivationName): KnownActivation | undefined {
  if (!(name in ACTIVATION_KINDS)) return undefined;
  return { function: ACTIVATION_KINDS[name as keyof typeof ACTIVATION_KINDS], alpha: USUAL_ALPHA[name] ?? 0 };
}

export interface ActivationSpec extends OperationSpec, KnownActivation {
  readonly kind: "activation";
}

/** Softmax as the last operation; the loss takes over its backward pass. */
export interface SoftmaxSpec extends OperationSpec {
  readonly kind: "softmax";
  /** How many classes: each row of so many numbers is a distribution. */
  readonly classes: number;
}

/** The operations that a layer's named activation adds to the layer's own; undefined for an unknown one. */
export function activationAfter(
  name: ActivationName,
  shape: readonly number[],
): { readonly own: KnownActivation; readonly after: readonly OperationSpec[] } | undefined {
  const size = sizeOf(shape);
  if (name === "softmax")
    return {
      own: { function: ACTIVATION_KINDS.linear, alpha: 0 },
      after: [{ kind: "softmax", size, weights: [], classes: shape[shape.length - 1] } as SoftmaxSpec],
    };
  // The loss may take over a sigmoid's backward pass too, so it stands by itself.
  if (name === "sigmoid")
    return {
      own: { function: ACTIVATION_KINDS.linear, alpha: 0 },
      after: [activationSpec(size, { function: ACTIVATION_KINDS.sigmoid, alpha: 0 })],
    };
  const own = knownActivation(name);
  return own && { own, after: [] };
}

function activationSpec(size: number, known: KnownActivation): ActivationSpec {
  return { kind: "activation", size, weights: [], ...known };
}

export const recogniseActivation: Recognise<ActivationLayer> = ({ layer, outputShape }) => {
  const found = activationAfter(layer.activationName, outputShape);
  if (found === undefined) return undefined;
  return found.after.length > 0 ? found.after : [activationSpec(sizeOf(outputShape), found.own)];
};

export const recogniseLeakyRelu: Recognise<LeakyReLU> = ({ layer, outputShape }) => [
  activationSpec(sizeOf(outputShape), { function: ACTIVATION_KINDS.leakyRelu, alpha: layer.alpha }),
];
export const recogniseElu: Recognise<ELU> = ({ layer, outputShape }) => [
  activationSpec(sizeOf(outputShape), { function: ACTIVATION_KINDS.elu, alpha: layer.alpha }),
];

export class ActivationOperation implements Operation {
  private readonly spec: ActivationSpec;
  private readonly shop: Workshop;

  constructor(spec: ActivationSpec, shop: Workshop) {
    this.spec = spec;
    this.shop = shop;
  }

  forward(rows: number): void {
    const { kernels, input, output } = this.shop;
    kernels.activate(this.spec.function, input.at, 0, output.at, rows, output.size, this.spec.alpha);
  }

  backward(rows: number): void {
    const { kernels, input, output } = this.shop;
    if (input.gradient !== 0)
      kernels.activateBackward(
        this.spec.function,
        output.at,
        output.gradient,
        input.gradient,
        rows * output.size,
        this.spec.alpha,
      );
  }
}

export class SoftmaxOperation implements Operation {
  private readonly spec: SoftmaxSpec;
  private readonly shop: Workshop;

  constructor(spec: SoftmaxSpec, shop: Workshop) {
    this.spec = spec;
    this.shop = shop;
  }

  forward(rows: number): void {
    const { kernels, input, output } = this.shop;
    kernels.softmax(input.at, output.at, (rows * output.size) / this.spec.classes, this.spec.classes);
  }

  /** The loss has written the gradient of the input (see `program/head.ts`). */
  backward(): void {}
}
