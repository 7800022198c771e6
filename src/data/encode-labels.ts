/** Labels of any kind as class numbers from 0, which `oneHot`, networks and confusion matrices need. */
import { ArgumentError } from "../errors/errors.js";
import { Tensor } from "../tensor/tensor.js";
import { written } from "../errors/written.js";
import { isRows, type TypedArray } from "./rows.js";

/** A label as a data set writes it. */
export type Label = string | number;

/** Class numbers, and the class that each number stands for. */
export interface EncodedLabels<Kind extends Label = Label> {
  /** The class number of each label: `oneHot(numbers, classes.length)`. */
  readonly numbers: Int32Array;
  /** The label of each class number, in increasing or alphabetical order. */
  readonly classes: readonly Kind[];
}

/**
 * Numbers labels by their classes.
 * @param classes the classes in the order of their numbers; by default the labels that occur, sorted. For
 *   test labels, give the classes of the training labels, so that a class has the same number in both.
 * @throws ArgumentError for a label that is not among the classes
 * @param labels the label of each example
 * @example
 * ```ts
 * const { numbers, classes } = encodeLabels(["cat", "dog", "cat"]);
 * numbers; // [0, 1, 0]
 * classes; // ["cat", "dog"]
 * ```
 */
export function encodeLabels<Kind extends Label>(
  labels: readonly Kind[] | TypedArray | Tensor,
  classes?: readonly Kind[],
): EncodedLabels<Kind> {
  const list = listOf(labels instanceof Tensor ? labels.storage : labels, "labels") as Kind[];
  if (classes !== undefined) checkOnce(listOf(classes, "classes"));
  const known = classes ?? [...new Set(list)].sort(compareLabels);
  const numbers = new Map(known.map((label, number) => [label, number]));
  return {
    classes: known,
    numbers: Int32Array.from(list, (label, i) => {
      const number = numbers.get(label);
      if (number !== undefined) return number;
      throw new ArgumentError({
        where: "encodeLabels",
        argument: `labels[${i}]`,
        received: JSON.stringify(label),
        expected: {
          fr: `l’une des classes ${known.slice(0, 12).join(", ")}`,
          en: `one of the classes ${known.slice(0, 12).join(", ")}`,
        },
        mend: {
          fr: "Ajoutez cette classe, ou corrigez l’étiquette.",
          en: "Add that class, or correct the label.",
        },
      });
    }),
  };
}

/** Refuses a class that occurs twice: it would have two numbers, one of which no label ever gets. */
function checkOnce(classes: readonly Label[]): void {
  const again = classes.findIndex((label, i) => classes.indexOf(label) < i);
  if (again < 0) return;
  throw new ArgumentError({
    where: "encodeLabels",
    argument: `classes[${again}]`,
    received: written(classes[again]),
    expected: { fr: "chaque classe une fois", en: "each class once" },
    mend: {
      fr: "Enlevez celle qui est en trop : les classes que donne encodeLabels(étiquettes) sont déjà chacune une fois.",
      en: "Remove the duplicate: in the classes that encodeLabels(labels) returns, each class occurs once.",
    },
  });
}

/** The labels as a list, each of them checked to be text or a number. */
function listOf(labels: unknown, argument: string): Label[] {
  const list: readonly unknown[] | undefined =
    isRows(labels) && !(labels instanceof Tensor) ? Array.from<unknown>(labels) : undefined;
  const odd =
    list?.findIndex(
      (label) => typeof label !== "string" && (typeof label !== "number" || Number.isNaN(label)),
    ) ?? 0;
  if (list !== undefined && odd < 0) return list as Label[];
  throw new ArgumentError({
    where: "encodeLabels",
    argument: list === undefined ? argument : `${argument}[${odd}]`,
    received: written(list === undefined ? labels : list[odd]),
    expected:
      list === undefined
        ? { fr: "une liste d’étiquettes", en: "a list of labels" }
        : { fr: "un texte ou un nombre", en: "text or a number" },
    mend: {
      fr: 'Par exemple encodeLabels(["chat", "chien", "chat"]).',
      en: 'For example encodeLabels(["cat", "dog", "cat"]).',
    },
  });
}

function compareLabels(a: Label, b: Label): number {
  return typeof a === "number" && typeof b === "number" ? a - b : String(a) < String(b) ? -1 : 1;
}
