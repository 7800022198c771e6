/**
 * The IDX format, in which MNIST is published: a header of big-endian 32-bit numbers, then the values, row by
 * row.
 *
 * The header consists of two zero bytes, one byte for the type of the values (8: unsigned bytes), one byte
 * for the number of axes, and the size of each axis. Source: the format's description on the page of the
 * MNIST database (LeCun, Cortes, Burges).
 */
import { DataError } from "../../errors/errors.js";
import { formatNumber, type Sentence } from "../../language/language.js";
import { damagedMend } from "../files/damaged.js";
import type { Contents } from "../files/found.js";

export interface IdxArray {
  readonly shape: readonly number[];
  readonly values: Uint8Array;
}

const UNSIGNED_BYTE = 8;

/**
 * Reads an array of unsigned bytes.
 * @param axes  the required number of axes
 * @throws DataError for another type, another number of axes, or a length other than that in the header
 */
export function parseIdx(
  { bytes, place }: Pick<Contents, "bytes" | "place">,
  axes: number,
  where: string,
): IdxArray {
  const refuse = (received: Sentence, expected: Sentence): never => {
    throw new DataError({ where, argument: place, received, expected, mend: damagedMend(place) });
  };
  const head = 4 + 4 * axes;
  const magic = [...bytes.subarray(0, 4)];
  if (
    bytes.length < head ||
    magic[0] !== 0 ||
    magic[1] !== 0 ||
    magic[2] !== UNSIGNED_BYTE ||
    magic[3] !== axes
  ) {
    refuse(
      {
        fr: `${formatNumber(bytes.length)} octets qui commencent par [${magic.join(", ")}]`,
        en: `${formatNumber(bytes.length)} bytes that start with [${magic.join(", ")}]`,
      },
      {
        fr: `un fichier IDX d’octets à ${axes} axe(s), qui commence par [0, 0, ${UNSIGNED_BYTE}, ${axes}]`,
        en: `an IDX file of bytes with ${axes} dimension(s), which starts with [0, 0, ${UNSIGNED_BYTE}, ${axes}]`,
      },
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const shape = Array.from({ length: axes }, (_, axis) => view.getUint32(4 + 4 * axis));
  const values = bytes.subarray(head);
  const size = shape.reduce((product, extent) => product * extent, 1);
  if (values.length !== size) {
    refuse(
      { fr: `${formatNumber(values.length)} valeurs`, en: `${formatNumber(values.length)} values` },
      {
        fr: `les ${formatNumber(size)} de la forme [${shape.join(", ")}] annoncée`,
        en: `the ${formatNumber(size)} of the shape [${shape.join(", ")}] that it announces`,
      },
    );
  }
  return { shape, values };
}
