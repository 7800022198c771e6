/** Recurrent layers as plain data, and how a layer becomes it. */
import type { ActivationName } from "../../activations/activations.js";
import type { Recurrent } from "../../layers/recurrent.js";
import type { ActivationKind } from "../kernels/activations.js";
import { knownActivation } from "./activation.js";
import type { LoweringContext } from "./lowering.js";
import type { BaseSpec } from "./operation.js";

export interface RecurrentSpec extends BaseSpec {
  readonly kind: "simpleRnn" | "lstm" | "gru";
  readonly steps: number;
  readonly features: number;
  readonly units: number;
  /** Whether the output is the states after all steps, or the state after the last one. */
  readonly sequences: boolean;
  /** Whether the last step of the input is read first. */
  readonly backwards: boolean;
  /** Whether the output of the step that is read first is written last. */
  readonly writesBackwards: boolean;
  /** How many numbers lie between the beginnings of two steps of the output; `units` where it has no others. */
  readonly outputStride: number;
  /** Whether the states before the first step are further inputs; else they are zeros. */
  readonly hasInitialStates: boolean;
  /** The probability that a number of the input is dropped in training, the same ones at every step. */
  readonly dropout: number;
  /** The probability that a number of the states is dropped from the products, the same ones at every step. */
  readonly recurrentDropout: number;
  /** How many factors of dropout an example of another direction draws before, from the same stream. */
  readonly drawnBefore: number;
  /** The place of the layer among the model's nodes, whose random stream it draws from; only with dropout. */
  readonly path?: readonly number[];
  readonly activation: ActivationKind;
  /** The activation of the gates; not used by a layer without gates. */
  readonly gate: ActivationKind;
  /** W, U, and the bias where there is one. */
  readonly weights: readonly number[];
}

/** What the operation of a recurrent layer is made from. */
export type RecurrentUse<Known extends Recurrent = Recurrent> = Pick<
  LoweringContext<Known>,
  "layer" | "inputShape" | "inputShapes" | "isMasked" | "path" | "weight"
>;

/**
 * The operation of a recurrent layer; undefined for one with an activation that the kernels do not compute. A layer
 * that keeps its states gives them as further outputs.
 */
export function recurrentSpec(
  kind: RecurrentSpec["kind"],
  { layer, inputShape, inputShapes, isMasked, path, weight }: RecurrentUse,
  gate: ActivationName,
): RecurrentSpec | undefined {
  const { activationName, dropout, recurrentDropout } = layer.cell;
  const [own, ofGates] = [plainActivation(activationName), plainActivation(gate)];
  if (own === undefined || ofGates === undefined) return undefined;
  const [steps, features] = inputShape;
  const { units, returnSequences, returnState, goBackwards } = layer;
  return {
    kind,
    size: returnSequences ? steps * units : units,
    ...(returnState || layer.stateful ? { otherSizes: layer.cell.stateSizes } : {}),
    readsMask: isMasked,
    steps,
    features,
    units,
    sequences: returnSequences,
    backwards: goBackwards,
    writesBackwards: false,
    outputStride: units,
    hasInitialStates: inputShapes.length > 1,
    dropout,
    recurrentDropout,
    drawnBefore: 0,
    ...(dropout > 0 || recurrentDropout > 0 ? { path } : {}),
    activation: own,
    gate: ofGates,
    multiplications: steps * (features + units) * layer.kernel.shape[1],
    weights: [layer.kernel, layer.recurrentKernel, ...(layer.bias === undefined ? [] : [layer.bias])].map(
      weight,
    ),
  };
}

/** How many factors of dropout an example draws. */
export function factorsOf({ dropout, recurrentDropout, features, units }: RecurrentSpec): number {
  return (dropout > 0 ? features : 0) + (recurrentDropout > 0 ? units : 0);
}

/** The kernels of recurrent layers take no α: such activations run on autograd. */
function plainActivation(name: ActivationName): ActivationKind | undefined {
  const known = knownActivation(name);
  return known?.alpha === 0 ? known.function : undefined;
}
