/**
 * Converts the names of options between Keras' JSON, `kernel_initializer`, and this project,
 * `kernelInitializer`.
 *
 * As in TensorFlow.js, values that are such words (`hard_sigmoid`, `channels_last`) are converted like the
 * keys; names of layers and of classes are not.
 */

/** `MaxPooling2D` as `max_pooling2d`, `inputShape` as `input_shape`. */
export function toSnakeCase(word: string): string {
  return word
    .replace(/(.)([A-Z][a-z0-9]+)/g, "$1_$2")
    .replace(/([a-z])([A-Z])/g, "$1_$2")
    .toLowerCase();
}

function toCamelCase(word: string): string {
  return word.replace(/_+(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** Keys whose values are names. */
const NAMES = /^(name|curve|class_?[nN]ame|inbound_?[nN]odes|input_?[lL]ayers|output_?[lL]ayers)$/;

function convert(value: unknown, word: (word: string) => string): unknown {
  if (typeof value === "string") return word(value);
  if (Array.isArray(value)) return value.map((each) => convert(each, word));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [word(key), NAMES.test(key) ? inner : convert(inner, word)]),
  );
}

export function asKeras(value: unknown): unknown {
  return convert(value, toSnakeCase);
}

export function fromKeras(value: unknown): unknown {
  return convert(value, toCamelCase);
}
