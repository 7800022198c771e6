/** Checks options that several kinds of layers have. */
import { checkKind } from "../errors/check-options.js";
import { choose } from "../errors/choose.js";
import { ArgumentError } from "../errors/errors.js";
import { TRUTH, type Kind } from "../errors/kinds.js";
import { written } from "../errors/written.js";
import type { Padding, Pair } from "../tensor/operations/window.js";

/** @throws ArgumentError for anything but a whole number of at least `least` */
export function wholeNumber(value: unknown, where: string, argument: string, least = 1): number {
  if (typeof value === "number" && Number.isInteger(value) && value >= least) return value;
  throw new ArgumentError({
    where,
    argument,
    received: written(value),
    expected: { fr: `un entier ≥ ${least}`, en: `an integer ≥ ${least}` },
    mend: {
      fr: `Par exemple ${argument}: ${Math.max(least, 4)}.`,
      en: `For example ${argument}: ${Math.max(least, 4)}.`,
    },
  });
}

/** [a, b] from one number for both, or from a list of two: kernel sizes, strides, pool sizes. */
export function pair(
  value: number | readonly number[],
  where: string,
  argument: string,
  least = 1,
): readonly [number, number] {
  if (typeof value === "number") return pair([value, value], where, argument, least);
  if (Array.isArray(value) && value.length === 2)
    return [wholeNumber(value[0], where, argument, least), wholeNumber(value[1], where, argument, least)];
  throw new ArgumentError({
    where,
    argument,
    received: Array.isArray(value) && value.every(Number.isFinite) ? JSON.stringify(value) : written(value),
    expected: { fr: "un entier, ou deux : [hauteur, largeur]", en: "an integer, or two: [height, width]" },
    mend: {
      fr: `Par exemple ${argument}: 3, ou ${argument}: [3, 3].`,
      en: `For example ${argument}: 3, or ${argument}: [3, 3].`,
    },
  });
}

/** A whole number, alone or in a list of one: sizes and strides along a sequence. */
export function onlyNumber(value: unknown, where: string, argument: string): number {
  return wholeNumber(Array.isArray(value) && value.length === 1 ? value[0] : value, where, argument);
}

/** Missing options become an empty object, so that the layer itself reports the option that it needs. */
export function given<Options>(options: Options | undefined): Options {
  return options ?? ({} as Options);
}

/**
 * The widths of a border: [[above, below], [left, right]], from one number for all, or from [above and below,
 * left and right].
 */
export function border(
  value: number | Pair | readonly [Pair, Pair],
  where: string,
  argument: string,
): readonly [Pair, Pair] {
  const [vertical, horizontal] =
    Array.isArray(value) && value.length === 2
      ? (value as readonly [number | Pair, number | Pair])
      : ([value, value] as readonly number[]);
  return [pair(vertical, where, argument, 0), pair(horizontal, where, argument, 0)];
}

/** The padding at the border of a picture; "valid" by default. */
export function paddingNamed(padding: Padding | undefined, where: string): Padding {
  return choose({ valid: "valid", same: "same" }, padding ?? "valid", { where, argument: "padding" });
}

/** @throws ArgumentError for anything but a probability from 0 to less than 1 */
export function dropoutRate(rate: number, where: string, argument: string): number {
  if (typeof rate === "number" && rate >= 0 && rate < 1) return rate;
  throw new ArgumentError({
    where,
    argument,
    received: written(rate),
    expected: { fr: "un nombre de 0 à moins de 1", en: "a number from 0 to less than 1" },
    mend: {
      fr: `${argument} est la part des entrées éteintes : 0.1 en éteint une sur dix.`,
      en: `${argument} is the share of inputs that are set to 0: 0.1 sets one in ten to 0.`,
    },
  });
}

/** The axis of a picture's channels; only the last axis is supported, which is the default of all layers. */
export interface ChannelOptions {
  readonly dataFormat?: "channelsLast";
}

export function channelsLast({ dataFormat = "channelsLast" }: ChannelOptions, where: string): void {
  if (dataFormat === "channelsLast") return;
  throw new ArgumentError({
    where,
    argument: "dataFormat",
    received: written(dataFormat),
    expected: '"channelsLast"',
    mend: {
      fr: "Les canaux sont le dernier axe ; déplacez-les par transpose([0, 2, 3, 1]).",
      en: "Channels are the last axis; move them there by transpose([0, 2, 3, 1]).",
    },
  });
}

/** The option, or `byDefault` where it is not given. @throws ArgumentError for anything but true and false */
export function truth(value: unknown, byDefault: boolean, where: string, argument: string): boolean {
  checkKind(value ?? byDefault, TRUTH, where, argument);
  return (value as boolean | undefined) ?? byDefault;
}

/**
 * The option, or `byDefault` where it is not given.
 * @throws ArgumentError for anything but a number of this kind
 */
export function numberOf(
  value: unknown,
  byDefault: number,
  kind: Kind,
  where: string,
  argument: string,
): number {
  checkKind(value ?? byDefault, kind, where, argument);
  return (value as number | undefined) ?? byDefault;
}

/**
 * @throws ArgumentError for anything but a whole number; whether the input has such an axis is checked later
 */
export function axisNumber(value: unknown, where: string): number {
  if (Number.isInteger(value)) return value as number;
  throw new ArgumentError({
    where,
    argument: "axis",
    received: written(value),
    expected: { fr: "un entier", en: "an integer" },
    mend: {
      fr: "Le premier axe est 0 (le lot), le dernier −1.",
      en: "The first axis is 0 (the batch), the last −1.",
    },
  });
}
