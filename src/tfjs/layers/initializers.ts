/** `tf.initializers`: the engine's, whose `apply` works without a stream of random numbers too. */
import * as engine from "../../initializers/initializers.js";
import type { Initializer as EngineInitializer } from "../../initializers/initializer.js";
import { RandomStream } from "../../random/stream.js";
import type { DataType, Tensor } from "../tensors/types.js";
import { given, lenient, type Loose } from "../options.js";

/** Makes the first value of a weight. */
export interface Initializer {
  apply(shape: readonly number[], dtype?: DataType): Tensor;
  getConfig(): Record<string, unknown>;
}

/** How many initializers were applied by programs themselves, so that each gives other numbers. */
let applied = 0;

const scaling = (scale: number, mode: string, distribution: string) => ({ scale, mode, distribution });

/** The initializers that TensorFlow.js describes as a general one with options. */
const SCALINGS: Readonly<Record<string, object>> = {
  GlorotUniform: scaling(1, "fanAvg", "uniform"),
  GlorotNormal: scaling(1, "fanAvg", "normal"),
  HeUniform: scaling(2, "fanIn", "uniform"),
  HeNormal: scaling(2, "fanIn", "normal"),
  LeCunUniform: scaling(1, "fanIn", "uniform"),
  LeCunNormal: scaling(1, "fanIn", "normal"),
};

function shownInitializer(made: EngineInitializer): Initializer {
  return Object.assign(Object.create(made) as object, {
    className: made.className,
    config: made.config,
    apply: (shape: readonly number[], random: unknown) =>
      made.apply(shape, random instanceof RandomStream ? random : new RandomStream(++applied)),
    getConfig: () => ({ ...SCALINGS[made.className], ...made.config }),
    getClassName: () => (made.className in SCALINGS ? "VarianceScaling" : made.className),
  }) as unknown as Initializer;
}

type Makers = typeof engine;
type Maker<Make> = Make extends (options?: infer Options) => EngineInitializer
  ? (options?: Loose<Options>) => Initializer
  : never;

export const initializers = Object.fromEntries(
  Object.entries(engine).map(([name, make]) => [
    name,
    (options?: object) =>
      shownInitializer(lenient(() => (make as (options?: object) => EngineInitializer)(given(options)))),
  ]),
) as unknown as { readonly [Name in keyof Makers]: Maker<Makers[Name]> };
