/** The form of a data set of labelled images. */
import { formatNumber, type Sentence } from "../../language/language.js";
import type { DataSource } from "../files/remote-set.js";

/** Pictures with their labels. */
export interface ImageSet {
  /**
   * The bytes 0–255 of all images, one image after the other, row by row; the colours of a pixel are
   * consecutive.
   */
  readonly images: Uint8Array;
  /** The shape of one image: [height, width], or [height, width, 3] for red, green and blue. */
  readonly shape: readonly number[];
  /** The class of each image, from 0. */
  readonly labels: Uint8Array;
  /** The number of images. */
  readonly count: number;
}

/** Pictures to train on and to test on, with the names of their classes. */
export interface ImageData {
  readonly train: ImageSet;
  readonly test: ImageSet;
  /** The names of the classes: `classNames[label]`. */
  readonly classNames: readonly string[];
  /** Whether these are the official images, other files of the same form, or generated images. */
  readonly source: DataSource;
}

/** The numbers of images, in words. */
export function countsOf(train: ImageSet, test: ImageSet): Sentence {
  const [some, others] = [formatNumber(train.count), formatNumber(test.count)];
  return {
    fr: `${some} images d’apprentissage et ${others} de test`,
    en: `${some} pictures to train on and ${others} to test on`,
  };
}
