/** Masks as layers of a program's own handle them: `computeMask(inputs, mask)`, and `kwargs.mask` in `call`. */
import { ArgumentError } from "../../errors/errors.js";
import { written } from "../../errors/written.js";
import type { Layer as EngineLayer } from "../../layers/layer.js";
import { maskOf } from "../../layers/mask.js";
import { Tensor } from "../../tensor/tensor.js";

type Tensors = Tensor | readonly Tensor[];
type Mask = Tensors | null | undefined;

/** The mask of the first input; undefined where all steps count. */
export function maskOfInputs(inputs: Tensors): Tensor | undefined {
  const [first] = inputs instanceof Tensor ? [inputs] : inputs;
  return maskOf(first);
}

/**
 * The mask that a layer passes on by default: the one it is given, if it supports masks.
 * @throws ArgumentError for a mask that it does not support
 */
export function passedOn(layer: EngineLayer, mask: Mask): Mask {
  if (layer.supportsMasking) return mask ?? null;
  const given = (Array.isArray(mask) ? mask : [mask]) as readonly Mask[];
  if (given.some((each) => each !== null && each !== undefined)) throw noMask(layer, mask);
  return null;
}

/** `computeMask` as the engine calls it, with the inputs alone. */
export function engineMask(
  layer: EngineLayer,
  compute: (inputs: Tensors, mask: Mask) => Mask,
): (inputs: Tensors, ...given: readonly Mask[]) => Mask {
  return (inputs, ...given) => {
    if (given.length > 0) return compute(inputs, given[0]);
    const mask = maskOfInputs(inputs);
    return layer.supportsMasking ? (compute(inputs, mask ?? null) ?? undefined) : undefined;
  };
}

function noMask(layer: EngineLayer, mask: Mask): ArgumentError {
  return new ArgumentError({
    where: layer.label,
    argument: "mask",
    received: written(mask),
    expected: { fr: "aucun masque", en: "no mask" },
    mend: {
      fr: "Écrivez this.supportsMasking = true dans le constructeur de la couche.",
      en: "Write this.supportsMasking = true in the constructor of the layer.",
    },
  });
}
