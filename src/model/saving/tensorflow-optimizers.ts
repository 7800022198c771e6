/**
 * Optimizers under the names and options of TensorFlow.js, and what they remember, in its order.
 *
 * TensorFlow.js keeps its options under their own names (`learningRate`), Keras under `learning_rate`,
 * `beta_1`.
 */
import type { Optimizer } from "../../optimizers/optimizer.js";
import { optimizerFromSaved } from "../../optimizers/optimizer-from.js";

interface Theirs {
  readonly className: string;
  /** The names of its options here, in the order of TensorFlow.js' constructor, with its own names. */
  readonly options: Readonly<Record<string, string>>;
  /** What it appends to a weight's name for each slot; undefined where TensorFlow.js cannot restore any. */
  readonly slots: readonly string[] | undefined;
  /** Options that only TensorFlow.js has, with the value that has no effect. */
  readonly fixed?: Readonly<Record<string, unknown>>;
}

const SAME = (...names: readonly string[]) => Object.fromEntries(names.map((name) => [name, name]));

/** What TensorFlow.js calls this optimizer; undefined where it has none. */
function theirs(optimizer: Pick<Optimizer, "className" | "getConfig">): Theirs | undefined {
  const config = optimizer.getConfig();
  switch (optimizer.className) {
    case "SGD":
      return config.momentum === 0
        ? { className: "SGD", options: {}, slots: [] }
        : {
            className: "Momentum",
            options: { momentum: "momentum", nesterov: "useNesterov" },
            slots: ["momentum"],
          };
    case "RMSProp":
      return {
        className: "RMSProp",
        options: SAME("decay", "momentum", "epsilon", "centered"),
        slots: config.centered === true ? ["rms", "momentum", "mg"] : ["rms", "momentum"],
      };
    case "Adagrad":
      return { className: "Adagrad", options: SAME("initialAccumulatorValue"), slots: ["accumulator"] };
    case "Adadelta":
      return { className: "Adadelta", options: SAME("rho", "epsilon"), slots: ["accum_grad", "accum_var"] };
    case "Adam":
      return { className: "Adam", options: SAME("beta1", "beta2", "epsilon"), slots: ["m", "v"] };
    case "Adamax":
      return {
        className: "Adamax",
        options: SAME("beta1", "beta2", "epsilon"),
        slots: undefined,
        fixed: { decay: 0 },
      };
    default:
      return undefined;
  }
}

/** The settings of an optimizer as TensorFlow.js reads them; a schedule becomes the rate of the next step. */
export function optimizerForTensorFlow(
  optimizer: Optimizer,
): { readonly class_name: string; readonly config: Readonly<Record<string, unknown>> } | undefined {
  const found = theirs(optimizer);
  if (found === undefined) return undefined;
  const config = optimizer.getConfig();
  return {
    class_name: found.className,
    config: {
      learningRate: optimizer.currentLearningRate,
      ...Object.fromEntries(Object.entries(found.options).map(([here, there]) => [there, config[here]])),
      ...found.fixed,
    },
  };
}

/**
 * What TensorFlow.js appends to the name of a weight for each slot; undefined where it cannot restore them.
 */
export function slotSuffixes(optimizer: Optimizer): readonly string[] | undefined {
  return theirs(optimizer)?.slots;
}

/** Options of Keras whose names are written otherwise here. */
const OF_KERAS: Readonly<Record<string, string>> = {
  beta_1: "beta1",
  beta_2: "beta2",
  useNesterov: "nesterov",
};
const camelCase = (name: string) =>
  OF_KERAS[name] ?? name.replace(/_+(\w)/g, (_, letter: string) => letter.toUpperCase());

/**
 * The optimizer that TensorFlow.js or Keras has saved.
 * @throws ArgumentError for an optimizer that does not exist here, or has an option that does not
 */
export function optimizerFromTensorFlow(saved: unknown): Optimizer {
  const { class_name: className, config } = (saved ?? {}) as Readonly<Record<string, unknown>>;
  const options = Object.entries(config ?? {})
    .map(([name, value]) => [camelCase(name), value as unknown] as const)
    .filter(([name, value]) => value !== null && !hasNoEffect(name, value));
  return optimizerFromSaved(
    {
      className: className === "Momentum" ? "SGD" : className === "RMSprop" ? "RMSProp" : String(className),
      config: Object.fromEntries(options),
    },
    "loadLayersModel",
  );
}

/** Whether an option of Keras has the value that changes nothing. */
function hasNoEffect(name: string, value: unknown): boolean {
  return name === "name" || value === false || (name === "decay" && value === 0);
}
