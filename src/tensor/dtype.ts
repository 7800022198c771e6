/** The types of numbers in which a tensor can be stored. */
import { ArgumentError, ShapeError } from "../errors/errors.js";
import { nearest } from "../errors/choose.js";
import { written } from "../errors/written.js";

/**
 * float32 for networks, float64 for checking gradients, int32 for labels and word numbers, uint8 for
 * pictures. "bool", of the numbers 0 and 1, is for programs written for TensorFlow.js: without
 * `acceptTruthValues` it is refused.
 */
export type DataType = "float32" | "float64" | "int32" | "uint8" | "bool";

/** The storage of type "bool": bytes, of a class of their own so that the type is known from the storage. */
export class TruthArray extends Uint8Array {}

/** The storage of each type. */
export interface Storage {
  readonly float32: Float32Array;
  readonly float64: Float64Array;
  readonly int32: Int32Array;
  readonly uint8: Uint8Array;
  readonly bool: TruthArray;
}

export type TensorData = Storage[DataType];

const CONSTRUCTORS = {
  float32: Float32Array,
  float64: Float64Array,
  int32: Int32Array,
  uint8: Uint8Array,
  bool: TruthArray,
} as const;

/** The types that tensors can have now. */
const accepted = new Set<unknown>(["float32", "float64", "int32", "uint8"]);

/** From here on, tensors can be of type "bool" too. */
export function acceptTruthValues(): void {
  accepted.add("bool");
}

/**
 * The most numbers of a tensor, 1 GiB of float32: IMDB as bags of words is smaller, a mistyped extent usually
 * larger.
 */
const MOST = 2 ** 28;

/**
 * New storage, filled with zeros.
 * @throws ArgumentError for an unknown type, ShapeError for more numbers than memory can hold
 */
export function allocate(dtype: DataType, size: number): TensorData {
  if (!accepted.has(dtype)) throw noSuchType(dtype);
  if (!(size <= MOST && size >= 0)) throw tooLarge(size);
  try {
    return new CONSTRUCTORS[dtype](size);
  } catch (error) {
    if (error instanceof RangeError) throw tooLarge(size);
    throw error;
  }
}

function noSuchType(dtype: unknown): ArgumentError {
  const names = [...accepted].map(String);
  const meant = typeof dtype === "string" ? nearest(dtype, names) : undefined;
  return new ArgumentError({
    where: "tensor",
    argument: "dtype",
    received: written(dtype),
    expected: { fr: `l’un des types ${names.join(", ")}`, en: `one of the types ${names.join(", ")}` },
    mend:
      dtype === "bool" || dtype === "boolean"
        ? {
            fr: 'Vrai et faux s’écrivent 1 et 0 ici : choisissez "uint8".',
            en: 'True and false are 1 and 0 here: choose "uint8".',
          }
        : meant === undefined
          ? {
              fr: 'Choisissez l’un de ces types, entre guillemets ; "float32" est l’habituel.',
              en: 'Choose one of these types, in quotes; "float32" is the usual one.',
            }
          : { fr: `Vouliez-vous dire "${meant}" ?`, en: `Did you mean "${meant}"?` },
  });
}

function tooLarge(size: number): ShapeError {
  return new ShapeError({
    where: "tensor",
    argument: "shape",
    received: { fr: `une forme de ${size} nombres`, en: `a shape of ${size} numbers` },
    expected: {
      fr: `au plus ${MOST} nombres, et ce que la mémoire contient`,
      en: `at most ${MOST} numbers, and as many as the memory holds`,
    },
    mend: {
      fr: "Vérifiez le produit des dimensions, ou traitez les données par lots.",
      en: "Check the product of the extents, or treat the data in batches.",
    },
  });
}

/** The type of this storage; undefined for a value that cannot store a tensor. */
export function dataTypeOf(data: unknown): DataType | undefined {
  if (data instanceof Float32Array) return "float32";
  if (data instanceof Float64Array) return "float64";
  if (data instanceof Int32Array) return "int32";
  if (!(data instanceof Uint8Array)) return undefined;
  return data instanceof TruthArray ? "bool" : "uint8";
}

/** Whether numbers of this type are whole. */
export function isInteger(dtype: DataType): boolean {
  return dtype === "int32" || dtype === "uint8" || dtype === "bool";
}

/** The type of the result of an operation on both types: the wider one. */
export function promote(a: DataType, b: DataType): DataType {
  const widths: readonly DataType[] = ["bool", "uint8", "int32", "float32", "float64"];
  return widths[Math.max(widths.indexOf(a), widths.indexOf(b))];
}

/** The type of results that are not integers: float64 for float64, float32 for all others. */
export function floatingType(dtype: DataType): DataType {
  return dtype === "float64" ? "float64" : "float32";
}
