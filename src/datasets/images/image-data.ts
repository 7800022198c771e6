/** Pictures with labels, as a data set gives them. */
import { formatNumber, type Sentence } from "../../language/language.js";
import type { DataSource } from "../files/remote-set.js";

export interface ImageSet {
  /** The bytes 0–255 of all pictures, one picture after the other, row by row; the colours of a pixel lie beside each other. */
  readonly images: Uint8Array;
  /** The shape of one picture: [height, width], or [height, width, 3] for red, green and blue. */
  readonly shape: readonly number[];
  /** The class of each picture, from 0. */
  readonly labels: Uint8Array;
  /** How many pictures there are. */
  readonly count: number;
}

export interface ImageData {
  readonly train: ImageSet;
  readonly test: ImageSet;
  /** What the classes are called: `classNames[label]`. */
  readonly classNames: readonly string[];
  /** Whether these are the official pictures, a person's own, or generated ones. */
  readonly source: DataSource;
}

/** How many pictures there are, in words. */
export function countsOf(train: ImageSet, test: ImageSet): Sentence {
  const [some, others] = [formatNumber(train.count), formatNumber(test.count)];
  return {
    fr: `${some} images d’apprentissage et ${others} de test`,
    en: `${some} pictures to train on and ${others} to test on`,
  };
}
