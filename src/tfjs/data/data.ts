/** `tf.data`: sequences of examples, for data that arrive one after the other. */
import { leftOut } from "../left-out.js";

export { array, func, generator, zip } from "./sources.js";
export { csv, CSVDataset, type ColumnConfig, type CSVConfig } from "./csv.js";
export { Dataset } from "./dataset.js";
export { FileDataSource, URLDataSource } from "./data-source.js";
export { TextLineDataset } from "./text-lines.js";

/** Left out: a camera's pictures. */
export const webcam = leftOut("tf.data.webcam", {
  fr: "Dessinez l’image de la caméra dans un canvas, et lisez-la par tf.browser.fromPixels.",
  en: "Draw the camera's picture on a canvas, and read it by tf.browser.fromPixels.",
});
/** Left out: a microphone's sound. */
export const microphone = leftOut("tf.data.microphone", {
  fr: "Lisez le son par l’API Web Audio, et faites-en un tenseur par tf.tensor.",
  en: "Read the sound by the Web Audio API, and make a tensor of it by tf.tensor.",
});
