/**
 * Safetensors: a file format for tensors that can be read without running code (by Hugging Face, version
 * 0.4).
 *
 *     8 bytes   length n of the header, little-endian
 *     n bytes   the header, JSON: { name: { dtype, shape, data_offsets: [begin, end] }, … }, with offsets
 *               counted from the start of the data; the key "__metadata__" has texts by name; padded with spaces
 *     the rest  the numbers, little-endian, row by row, the tensors one after the other without gaps
 *
 * Python writes more types of numbers than tensors have here; `number-formats.ts` converts them.
 *
 * A file may be truncated, damaged or of another format, so everything is checked before numbers are read;
 * the tensors must cover the data exactly.
 */
import { DataError } from "../../errors/errors.js";
import type { Sentence } from "../../language/language.js";
import type { DataType } from "../../tensor/dtype.js";
import { sizeOf, type Shape } from "../../tensor/shape.js";
import { Tensor } from "../../tensor/tensor.js";
import { FORMATS, type NumberFormat } from "./number-formats.js";

/** The format's names of the data types of tensors. */
const CODES: Readonly<Record<DataType, string>> = {
  float32: "F32",
  float64: "F64",
  int32: "I32",
  uint8: "U8",
  // Truth values are written as whole numbers.
  bool: "U8",
};
const METADATA = "__metadata__";
const PREFIX = 8;
/** The longest header that the format allows. */
const LONGEST_HEADER = 100_000_000;

export interface Safetensors {
  readonly tensors: ReadonlyMap<string, Tensor>;
  readonly metadata: Readonly<Record<string, string>>;
}

/** The content of a file with these tensors, in this order. */
export function writeSafetensors(
  tensors: ReadonlyMap<string, Tensor>,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array {
  const entries: [string, unknown][] = Object.keys(metadata).length === 0 ? [] : [[METADATA, metadata]];
  let end = 0;
  for (const [name, { dtype, shape, size }] of tensors) {
    const begin = end;
    end += size * FORMATS[CODES[dtype]].bytes;
    entries.push([name, { dtype: CODES[dtype], shape, data_offsets: [begin, end] }]);
  }
  // The JSON is put together by hand: in an object, keys that look like numbers would come first.
  const text = `{${entries.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join(",")}}`;
  const header = new TextEncoder().encode(text);
  const length = Math.ceil(header.length / PREFIX) * PREFIX;
  const file = new Uint8Array(PREFIX + length + end).fill(0x20, PREFIX, PREFIX + length);
  new DataView(file.buffer).setBigUint64(0, BigInt(length), true);
  file.set(header, PREFIX);
  let position = PREFIX + length;
  for (const { storage: data } of tensors.values()) {
    file.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), position);
    position += data.byteLength;
  }
  return file;
}

/**
 * Reads such a file.
 * @param name the name of the file, for errors
 * @throws DataError for a file that is truncated, damaged or of another format
 */
export function readSafetensors(file: Uint8Array, name: string): Safetensors {
  const fail = (received: Sentence): DataError => notSafetensors(name, received);
  const length =
    file.length < PREFIX
      ? Infinity
      : Number(new DataView(file.buffer, file.byteOffset).getBigUint64(0, true));
  if (length > Math.min(LONGEST_HEADER, file.length - PREFIX)) {
    throw fail({
      fr: `${file.length} octets, dont le début n’annonce pas un en-tête`,
      en: `${file.length} bytes that do not begin with a header`,
    });
  }
  const header = parseHeader(file.subarray(PREFIX, PREFIX + length), fail);
  const data = file.subarray(PREFIX + length);
  const metadata = header.find(([key]) => key === METADATA)?.[1] ?? {};
  if (!isRecord(metadata) || Object.values(metadata).some((text) => typeof text !== "string"))
    throw fail({ fr: "des métadonnées qui ne sont pas des textes", en: "metadata that are not texts" });
  const entries = header
    .filter(([key]) => key !== METADATA)
    .map(([key, entry]) => readEntry(key, entry, fail));
  let covered = 0;
  for (const { key, begin, end } of [...entries].sort((a, b) => a.begin - b.begin || a.end - b.end)) {
    if (begin !== covered)
      throw fail({
        fr: `« ${key} » à une place qui n’est pas la sienne`,
        en: `“${key}” at a wrong position`,
      });
    covered = end;
  }
  if (covered !== data.length)
    throw fail({
      fr: `${data.length} octets de nombres au lieu de ${covered}`,
      en: `${data.length} bytes of numbers instead of ${covered}`,
    });
  return {
    tensors: new Map(
      entries.map((entry) => [entry.key, tensorOf(data.subarray(entry.begin, entry.end), entry, fail)]),
    ),
    metadata: metadata as Record<string, string>,
  };
}

type Fail = (received: Sentence) => DataError;

interface Entry {
  readonly key: string;
  readonly format: NumberFormat;
  readonly shape: Shape;
  readonly begin: number;
  readonly end: number;
}

function parseHeader(bytes: Uint8Array, fail: Fail): [string, unknown][] {
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    header = undefined;
  }
  if (isRecord(header)) return Object.entries(header);
  throw fail({ fr: "un en-tête qui n’est pas du JSON", en: "a header that is not JSON" });
}

function readEntry(key: string, entry: unknown, fail: Fail): Entry {
  const { dtype: code, shape, data_offsets: offsets }: Record<string, unknown> = isRecord(entry) ? entry : {};
  if (!isListOfCounts(shape) || !isListOfCounts(offsets) || offsets.length !== 2)
    throw fail({ fr: `« ${key} » sans forme ni place`, en: `“${key}” without shape or position` });
  const [begin, end] = offsets;
  const format = typeof code === "string" && Object.hasOwn(FORMATS, code) ? FORMATS[code] : undefined;
  if (format === undefined)
    throw fail({
      fr: `« ${key} » de type ${String(code)}, inconnu ici`,
      en: `“${key}” of type ${String(code)}, not known here`,
    });
  if (end - begin !== sizeOf(shape) * format.bytes)
    throw fail({
      fr: `« ${key} » dont la taille contredit la forme`,
      en: `“${key}” whose size contradicts its shape`,
    });
  return { key, format, shape, begin, end };
}

function tensorOf(bytes: Uint8Array, { key, format, shape }: Entry, fail: Fail): Tensor {
  const data = format.read(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), sizeOf(shape));
  if (data !== undefined) return new Tensor(data, shape);
  throw fail({
    fr: `« ${key} » avec un entier au-delà de 2⁵³, qu’aucun type de tenseur ne garde exactement`,
    en: `“${key}” with an integer beyond 2⁵³, which no type of tensor holds exactly`,
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isListOfCounts(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((each) => Number.isSafeInteger(each) && each >= 0);
}

function notSafetensors(name: string, received: Sentence): DataError {
  return new DataError({
    where: "safetensors",
    argument: name,
    received,
    expected: { fr: "un fichier safetensors entier", en: "a complete safetensors file" },
    mend: {
      fr: "Le fichier est abîmé, incomplet ou d’un autre genre : enregistrez le modèle de nouveau, ou copiez le fichier encore une fois.",
      en: "The file is damaged, incomplete or of another format: save the model again, or copy the file once more.",
    },
  });
}
