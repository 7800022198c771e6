/** A list of which one entry is chosen. */
import { ArgumentError } from "../../errors/errors.js";
import { checkOptions } from "../../errors/check-options.js";
import { ANYTHING, type Kind } from "../../errors/kinds.js";
import { isPlainObject } from "../../errors/known-options.js";
import { written } from "../../errors/written.js";
import { CONTROL_KINDS, makeControl, type Control, type ControlOptions } from "../control.js";
import { controlModule } from "../views/module.js";
import { selectView } from "../views/field-views.js";

/** The options of `select`, by the names of ipywidgets. */
export interface SelectOptions<V> extends ControlOptions {
  /** The values, shown as text; or an object whose keys are shown in their place. */
  readonly options: readonly V[] | Readonly<Record<string, V>>;
  /** The value at first; the first one by default. */
  readonly value?: NoInfer<V>;
}

const OPTIONS: Kind = {
  fits: (value) => (Array.isArray(value) ? value : isPlainObject(value) ? Object.keys(value) : []).length > 0,
  expected: { fr: "une liste de valeurs", en: "a list of values" },
  example: '["relu", "tanh"]',
};

/**
 * A list of which one entry is chosen; its value is that entry.
 * @throws {ArgumentError} for an option that is missing, unknown or wrong, or a value that is not in the list
 * @param options `options`, and optionally `value`, `description`, `disabled`
 * @example
 * ```ts
 * const activation = widgets.select({ options: ["relu", "tanh"], description: "activation" });
 * const name: "relu" | "tanh" = activation.value;
 * const units = widgets.select({ options: { peu: 2, beaucoup: 64 }, value: 64 });
 * ```
 */
export function select<const V>(options: SelectOptions<V>): Control<V> {
  checkOptions(options, { options: OPTIONS, value: ANYTHING, ...CONTROL_KINDS }, "select", ["options"]);
  const { options: given } = options;
  const isList = Array.isArray(given);
  const values = (isList ? given : Object.values(given)) as readonly V[];
  const labels = isList
    ? values.map((value) => (typeof value === "string" ? value : written(value)))
    : Object.keys(given);
  const indexOf = (value: V): number => {
    const index = values.findIndex((each) => Object.is(each, value));
    if (index < 0)
      throw new ArgumentError({
        where: "select",
        argument: "value",
        received: written(value),
        expected: { fr: `une valeur parmi ${written(values)}`, en: `a value among ${written(values)}` },
        mend: {
          fr: "Choisissez une valeur de la liste options.",
          en: "Choose a value of the list options.",
        },
      });
    return index;
  };
  const { value = values[0] } = options;
  return makeControl(
    {
      where: "select",
      module: controlModule(selectView),
      state: { labels, index: indexOf(value as V) },
      key: "index",
      read: (kept) => values[kept as number],
      write: indexOf,
      kind: ANYTHING,
      accepts: (kept) => Number.isInteger(kept) && (kept as number) >= 0 && (kept as number) < values.length,
      words: (chosen) => labels[indexOf(chosen)],
    },
    options,
  );
}
