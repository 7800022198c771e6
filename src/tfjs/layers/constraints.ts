/** `tf.constraints`. */
import * as engine from "../../constraints/constraints.js";
import type { Constraint } from "../../constraints/constraints.js";
import { given, lenient, type Loose } from "../options.js";
import { shown, type Shown } from "./shown.js";

type Engine = typeof engine;
type Maker<Make> = Make extends (options?: infer Options) => Constraint
  ? (options?: Loose<Options>) => Constraint & Shown
  : never;

export const constraints = Object.fromEntries(
  Object.entries(engine).map(([name, make]) => [
    name,
    (options?: object) => shown(lenient(() => (make as (options?: object) => Constraint)(given(options)))),
  ]),
) as unknown as { readonly [Name in keyof Engine]: Maker<Engine[Name]> };
