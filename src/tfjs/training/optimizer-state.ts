/** The state of an optimizer as tensors with TensorFlow.js' names: the number of steps, and the slots. */
import { ArgumentError } from "../../errors/errors.js";
import { written } from "../../errors/written.js";
import { slotSuffixes } from "../../model/saving/tensorflow-optimizers.js";
import type { Optimizer } from "../../optimizers/train.js";
import { scalar } from "../../tensor/create.js";
import type { Tensor as EngineTensor } from "../../tensor/tensor.js";
import { shown } from "../operations/differing.js";
import { variableNamed } from "../tensors/variables.js";
import type { NamedTensor } from "../tensors/types.js";

const STEPS = "iter";

/** The number of steps, then the first slot of all variables, then the second … */
export function stateOf(optimizer: Optimizer): NamedTensor[] {
  const suffixes = slotSuffixes(optimizer) ?? [];
  const variables = optimizer.slotVariables;
  const slots = variables.map((variable) => optimizer.slotTensors(variable));
  return [
    { name: STEPS, tensor: shown(scalar(optimizer.iterations, "int32")) },
    ...suffixes.flatMap((suffix, slot) =>
      variables.map((variable, i) => ({ name: `${variable.name}/${suffix}`, tensor: shown(slots[i][slot]) })),
    ),
  ];
}

/**
 * Sets the state; a slot finds its variable by the name.
 * @throws ArgumentError for a name that is no slot of this optimizer
 */
export function setState(optimizer: Optimizer, state: readonly NamedTensor[]): void {
  const suffixes = slotSuffixes(optimizer) ?? [];
  for (const { name, tensor } of state) {
    const { storage } = tensor as unknown as EngineTensor;
    if (name === STEPS) {
      optimizer.iterations = storage[0];
      continue;
    }
    const end = name.lastIndexOf("/");
    const slot = suffixes.indexOf(name.slice(end + 1));
    if (slot < 0) throw unknownSlot(name, suffixes);
    optimizer.slotsOf(variableNamed(name.slice(0, end)))[slot].set(storage);
  }
}

function unknownSlot(name: string, suffixes: readonly string[]): ArgumentError {
  const names = [STEPS, ...suffixes.map((suffix) => `…/${suffix}`)].join(", ");
  return new ArgumentError({
    where: "setWeights",
    argument: "weightValues",
    received: written(name),
    expected: { fr: `des tenseurs nommés ${names}`, en: `tensors named ${names}` },
    mend: {
      fr: "Donnez ce que getWeights() d’un optimiseur du même genre a renvoyé.",
      en: "Give what getWeights() of an optimizer of the same kind has returned.",
    },
  });
}
