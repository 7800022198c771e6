/** `tf.regularizers`. */
import * as engine from "../../regularizers/regularizers.js";
import type { Regularizer } from "../../regularizers/regularizers.js";
import { given, lenient, type Loose } from "../options.js";
import { shown, type Shown } from "./shown.js";

type Engine = typeof engine;
type Maker<Make> = Make extends (options?: infer Options) => Regularizer
  ? (options?: Loose<Options>) => Regularizer & Shown
  : never;

export const regularizers = Object.fromEntries(
  Object.entries(engine).map(([name, make]) => [
    name,
    (options?: object) => shown(lenient(() => (make as (options?: object) => Regularizer)(given(options)))),
  ]),
) as unknown as { readonly [Name in keyof Engine]: Maker<Engine[Name]> };
