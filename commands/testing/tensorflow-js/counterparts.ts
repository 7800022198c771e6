/**
 * Internal modules of TensorFlow.js that its tests import, rebuilt from the names of an entry (ours, or
 * TensorFlow.js itself as a control).
 *
 * TensorFlow.js exports functions that make layers, initializers and so on, and its tests often use the
 * classes behind these functions; both make the same object. A name that no public name stands for is not
 * rebuilt.
 */
import type { Names } from "./sources.js";

type Make = (...given: unknown[]) => unknown;
type Rebuilt = Record<string, Make>;

interface Described {
  getClassName(): string;
  getConfig(): object;
}

/** What the tests use of a package's index, as functions. */
interface Entry extends Names {
  readonly layers: Rebuilt;
  readonly initializers: Rebuilt;
  readonly constraints: Rebuilt;
  readonly regularizers: Rebuilt;
  readonly metrics: Rebuilt;
  readonly engine: () => object;
  readonly env: () => unknown;
  readonly util: Names;
  readonly serialization: Names;
}

/** Names of TensorFlow.js' modules, by their path in the checkout. */
export function counterparts(names: Names, version: string): Record<string, Names> {
  const entry = names as Entry;
  const layer = classes(entry.layers);
  const initializer = classes(entry.initializers);
  const constraint = classes(entry.constraints);
  const core: Record<string, Names> = {
    engine: { ENGINE: engineOf(entry) },
    environment: { env: () => environmentOf(entry) },
    util: entry.util,
    serialization: entry.serialization,
    "io/io_utils": (entry.io ?? {}) as Names,
    register_all_gradients: {},
  };
  const layers: Record<string, Names> = {
    activations: activations(entry),
    constraints: {
      ...constraint("constraints", {
        NonNeg: "nonNeg",
        UnitNorm: "unitNorm",
        MaxNorm: "maxNorm",
        MinMaxNorm: "minMaxNorm",
      }),
      ...forms("Constraint", entry.constraints),
    },
    initializers: {
      ...initializer("initializers", {
        Ones: "ones",
        Zeros: "zeros",
        GlorotUniform: "glorotUniform",
        HeUniform: "heUniform",
        TruncatedNormal: "truncatedNormal",
        VarianceScaling: "varianceScaling",
      }),
      ...forms("Initializer", entry.initializers),
    },
    regularizers: {
      ...classes(entry.regularizers)("regularizers", { L1L2: "l1l2" }),
      ...forms("Regularizer", entry.regularizers),
    },
    "layers/core": layer("layers", { Dense: "dense", Reshape: "reshape" }),
    "layers/embeddings": layer("layers", { Embedding: "embedding" }),
    "layers/merge": layer("layers", {
      Add: "add",
      Average: "average",
      Concatenate: "concatenate",
      Maximum: "maximum",
      Minimum: "minimum",
      Multiply: "multiply",
    }),
    "layers/recurrent": layer("layers", { SimpleRNN: "simpleRNN" }),
    "layers/wrappers": layer("layers", { TimeDistributed: "timeDistributed" }),
    "layers/preprocessing/category_encoding": layer("layers", { CategoryEncoding: "categoryEncoding" }),
    "layers/preprocessing/center_crop": layer("layers", { CenterCrop: "centerCrop" }),
    "layers/preprocessing/image_preprocessing": layer("layers", { Rescaling: "rescaling" }),
    "layers/preprocessing/image_resizing": layer("layers", { Resizing: "resizing" }),
    "layers/preprocessing/random_height": layer("layers", { RandomHeight: "randomHeight" }),
    "layers/preprocessing/random_width": layer("layers", { RandomWidth: "randomWidth" }),
    "layers/serialization": { deserialize: (config: SavedClass) => fromSaved(entry.layers, config) },
    "engine/input_layer": { Input: entry.input },
    metrics: entry.metrics,
    losses: entry.metrics,
    version: { version },
  };
  return { ...prefixed("tfjs-core/src/", core), ...prefixed("tfjs-layers/src/", layers) };
}

interface SavedClass {
  readonly className: string;
  readonly config: Record<string, unknown>;
}

function prefixed(prefix: string, modules: Record<string, Names>): Record<string, Names> {
  return Object.fromEntries(Object.entries(modules).map(([name, value]) => [prefix + name, value]));
}

/** Classes whose constructors call functions of the entry. */
function classes(functions: Rebuilt | undefined) {
  return (what: string, list: Readonly<Record<string, string>>): Names =>
    Object.fromEntries(
      Object.entries(list).map(([className, name]) => [
        className,
        classOf(className, `${what}.${name}`, functions?.[name]),
      ]),
    );
}

function classOf(className: string, name: string, make: Make | undefined): unknown {
  const rebuilt = class {
    static readonly className = className;

    static fromConfig(_: unknown, config: object): unknown {
      return new rebuilt(config);
    }

    static [Symbol.hasInstance](value: unknown): boolean {
      return isDescribed(value) && value.getClassName() === className;
    }

    constructor(...given: unknown[]) {
      if (make === undefined) throw new Error(`${name} is not a function`);
      return make(...given) as object;
    }
  };
  return rebuilt;
}

function isDescribed(value: unknown): value is Described {
  return typeof (value as Partial<Described> | null)?.getClassName === "function";
}

/** `Elu`, `Softmax` … of the module of activations: objects with `apply`. */
function activations(entry: Entry): Names {
  const names = {
    ...{ Elu: "elu", HardSigmoid: "hardSigmoid", Linear: "linear", LogSoftmax: "logSoftmax", Relu: "relu" },
    ...{ Relu6: "relu6", Selu: "selu", Sigmoid: "sigmoid", Softmax: "softmax", Softplus: "softplus" },
    ...{
      Softsign: "softsign",
      Tanh: "tanh",
      Swish: "swish",
      Mish: "mish",
      Gelu: "gelu",
      GeluNew: "gelu_new",
    },
  };
  return Object.fromEntries(
    Object.entries(names).map(([className, activation]) => [
      className,
      class {
        static readonly className = activation;
        apply(x: unknown): unknown {
          return (entry.layers.activation({ activation }) as { apply(x: unknown): unknown }).apply(x);
        }
        getConfig(): object {
          return {};
        }
      },
    ]),
  );
}

/** `getInitializer`, `serializeInitializer`, `deserializeInitializer` and the same of other kinds. */
function forms(kind: string, functions: Rebuilt | undefined): Names {
  const get = (given: unknown): unknown => {
    if (typeof given === "string") {
      const name = `${given[0].toLowerCase()}${given.slice(1)}`;
      if (functions?.[name] === undefined) throw new Error(`Unknown ${kind}: ${given}`);
      return functions[name]({});
    }
    return isDescribed(given) || given === null || given === undefined
      ? given
      : fromSaved(functions, given as SavedClass);
  };
  return {
    [`get${kind}`]: get,
    [`deserialize${kind}`]: get,
    [`serialize${kind}`]: (value: unknown) =>
      isDescribed(value) ? { className: value.getClassName(), config: value.getConfig() } : null,
  };
}

/** The object that a saved configuration describes: the function of its class, in any case of letters. */
function fromSaved(functions: Rebuilt | undefined, { className, config }: SavedClass): unknown {
  const name = Object.keys(functions ?? {}).find((each) => each.toLowerCase() === className.toLowerCase());
  if (functions === undefined || name === undefined) throw new Error(`Unknown class ${className}`);
  return functions[name](config);
}

/** `env()`, with the few functions of a platform that helpers of tests call. */
function environmentOf(entry: Entry): object {
  const environment = entry.env() as Record<string | symbol, unknown>;
  const platform = {
    isTypedArray: (value: unknown) => ArrayBuffer.isView(value) && !(value instanceof DataView),
    encode: (text: string) => new TextEncoder().encode(text),
    decode: (bytes: Uint8Array) => new TextDecoder().decode(bytes),
    now: () => performance.now(),
  };
  return new Proxy(environment, {
    get(_, name) {
      const value = environment[name] ?? (name === "platform" ? platform : undefined);
      return typeof value === "function" ? (value.bind(environment) as unknown) : value;
    },
  });
}

/** `ENGINE`, as far as helpers of tests use it. */
function engineOf(entry: Entry): object {
  return new Proxy(
    {},
    {
      get(_, name) {
        if (name === "backend") return { floatPrecision: () => 32, epsilon: () => 1e-7 };
        const engine = entry.engine() as Record<string | symbol, unknown>;
        const value = engine[name];
        return typeof value === "function" ? (value.bind(engine) as unknown) : value;
      },
    },
  );
}
