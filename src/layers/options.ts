/** Options that several layers share, checked. */
import { checkKind } from "../errors/check-options.js";
import { choose } from "../errors/choose.js";
import { ArgumentError } from "../errors/errors.js";
import { TRUTH, type Kind } from "../errors/kinds.js";
import { written } from "../errors/written.js";
import type { Padding } from "../tensor/operations/window.js";

/** A whole number of at least `least`, checked. */
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

/** [a, b] from one number for both or two: kernel sizes, strides, pool sizes. */
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

/** What happens at a picture's border: "valid" by default. */
export function paddingNamed(padding: Padding | undefined, where: string): Padding {
  return choose({ valid: "valid", same: "same" }, padding ?? "valid", { where, argument: "padding" });
}

/** A probability of being switched off: from 0 to less than 1, checked. */
export function dropoutRate(rate: number, where: string, argument: string): number {
  if (typeof rate === "number" && rate >= 0 && rate < 1) return rate;
  throw new ArgumentError({
    where,
    argument,
    received: written(rate),
    expected: { fr: "un nombre de 0 à moins de 1", en: "a number from 0 to less than 1" },
    mend: {
      fr: `${argument} est la part des entrées éteintes : 0.1 en éteint une sur dix.`,
      en: `${argument} is the share of inputs switched off: 0.1 switches off one in ten.`,
    },
  });
}

/** Where a picture's channels stand; only the last axis is supported, which is the default everywhere. */
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

/** True or false, checked; `usual` where the option is not given. */
export function truth(value: unknown, usual: boolean, where: string, argument: string): boolean {
  checkKind(value ?? usual, TRUTH, where, argument);
  return (value as boolean | undefined) ?? usual;
}

/** A number of this kind, checked; `usual` where the option is not given. */
export function numberOf(value: unknown, usual: number, kind: Kind, where: string, argument: string): number {
  checkKind(value ?? usual, kind, where, argument);
  return (value as number | undefined) ?? usual;
}

/** A whole number that names an axis; whether there is such an axis shows with the input. */
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
