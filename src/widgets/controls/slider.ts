/** Sliders: of a number between two bounds, and of a number between two powers. */
import { ArgumentError } from "../../errors/errors.js";
import { checkOptions } from "../../errors/check-options.js";
import { FINITE_NUMBER, isFiniteNumber, numberAbove, numberBetween, TRUTH } from "../../errors/kinds.js";
import { written } from "../../errors/written.js";
import { numeral } from "../../language/language.js";
import { CONTROL_KINDS, makeControl, type Control, type ControlOptions } from "../control.js";
import { controlModule } from "../views/module.js";
import { sliderView } from "../views/slider-view.js";

/** The options of `slider`, by the names of ipywidgets. */
export interface SliderOptions extends ControlOptions {
  /** The bounds; 0 and 100 by default. */
  readonly min?: number;
  readonly max?: number;
  /** The distance of two values; by default 1 between whole bounds at least 10 apart, else a hundredth of the way. */
  readonly step?: number;
  /** The value at first; `min` by default. */
  readonly value?: number;
  /** Whether each move counts, and not only the end of a drag; true by default. */
  readonly continuousUpdate?: boolean;
}

/** The options of `logSlider`, by the names of ipywidgets. */
export interface LogSliderOptions extends ControlOptions {
  /** The exponents of the bounds; 0 and 4 by default: from 1 to 10,000. */
  readonly min?: number;
  readonly max?: number;
  /** The distance of two exponents; 0.1 by default. */
  readonly step?: number;
  /** The base of the powers; 10 by default. */
  readonly base?: number;
  /** The value at first, and not its exponent; `base ** min` by default. */
  readonly value?: number;
  /** Whether each move counts, and not only the end of a drag; true by default. */
  readonly continuousUpdate?: boolean;
}

const KINDS = {
  min: FINITE_NUMBER,
  max: FINITE_NUMBER,
  step: numberAbove(0, 0.1),
  value: FINITE_NUMBER,
  ...CONTROL_KINDS,
  continuousUpdate: TRUTH,
};

/**
 * A slider: its value is a number between two bounds.
 * @throws {ArgumentError} for an option that is unknown or wrong, or a value outside the bounds
 * @param options `min`, `max`, `step`, `value`, `description`, `disabled`, `continuousUpdate`
 * @example
 * ```ts
 * const rate = widgets.slider({ min: 0, max: 1, step: 0.01, value: 0.1, description: "taux" });
 * rate.onChange((value) => console.log(value));
 * rate
 * ```
 */
export function slider(options: SliderOptions = {}): Control<number> {
  checkOptions(options, KINDS, "slider");
  const { min = 0, max = 100, value = min, continuousUpdate = true } = options;
  checkBounds("slider", min, max);
  const isWhole = [min, max, value].every(Number.isInteger) && max - min >= 10;
  const { step = isWhole ? 1 : Number(((max - min) / 100).toPrecision(6)) } = options;
  return numberControl("slider", [min, max], value, options, {
    ...{ min, max, step, base: null, continuous_update: continuousUpdate },
  });
}

/**
 * A slider of magnitudes: equal ways are equal factors. As in ipywidgets, `min` and `max` are exponents: from
 * -4 to 0 are the numbers from 0.0001 to 1.
 * @throws {ArgumentError} for an option that is unknown or wrong, or a value outside the bounds
 * @param options `min`, `max`, `step`, `base`, `value`, `description`, `disabled`, `continuousUpdate`
 * @example
 * ```ts
 * widgets.logSlider({ min: -4, max: 0, value: 0.01, description: "taux d’apprentissage" })
 * ```
 */
export function logSlider(options: LogSliderOptions = {}): Control<number> {
  checkOptions(options, { ...KINDS, base: numberAbove(1, 10) }, "logSlider");
  const { min = 0, max = 4, step = 0.1, base = 10, continuousUpdate = true } = options;
  checkBounds("logSlider", min, max);
  const bounds = [min, max].map((exponent) => Number((base ** exponent).toPrecision(12)));
  for (const [i, argument] of ["min", "max"].entries())
    if (!(bounds[i] > 0 && bounds[i] < Infinity))
      throw new ArgumentError({
        where: "logSlider",
        argument,
        received: written([min, max][i]),
        expected: { fr: "un exposant", en: "an exponent" },
        mend: {
          fr: "min et max sont des exposants : min: -4, max: 0 va de 0.0001 à 1.",
          en: "min and max are exponents: min: -4, max: 0 goes from 0.0001 to 1.",
        },
      });
  const { value = bounds[0] } = options;
  return numberControl("logSlider", bounds, value, options, {
    ...{ min, max, step, base, continuous_update: continuousUpdate },
  });
}

interface SliderState {
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** Null for a slider of the numbers themselves. */
  readonly base: number | null;
  readonly continuous_update: boolean;
}

function numberControl(
  where: string,
  [least, most]: readonly number[],
  value: number,
  options: ControlOptions,
  state: SliderState,
): Control<number> {
  const control = makeControl(
    {
      where,
      module: controlModule(sliderView),
      state: { ...state, value: least },
      key: "value",
      read: (kept) => kept as number,
      write: (next) => next,
      kind: numberBetween(least, most, most),
      accepts: (kept) => isFiniteNumber(kept) && kept >= least && kept <= most,
      words: (chosen) => numeral(chosen, 6),
    },
    options,
  );
  control.value = value;
  return control;
}

function checkBounds(where: string, min: number, max: number): void {
  if (min < max) return;
  throw new ArgumentError({
    where,
    argument: "max",
    received: written(max),
    expected: { fr: `un nombre plus grand que min (${min})`, en: `a number greater than min (${min})` },
    mend: { fr: "Échangez min et max, ou agrandissez max.", en: "Swap min and max, or make max larger." },
  });
}
