/**
 * Einstein's summation: a product of tensors whose axes are named by letters, summed over the letters that the
 * result does not have.
 *
 * Two tensors become one matrix product. Their letters are of four kinds: in both and in the result (a stack of
 * matrices), in both but not in the result (the inner axis), in the left one only (rows), in the right one
 * only (columns). Three and more tensors are multiplied one after the other.
 */
import { ArgumentError, ShapeError } from "../../errors/errors.js";
import { written } from "../../errors/written.js";
import { asTensors } from "../../tensor/as-tensor.js";
import { formatShape, sizeOf } from "../../tensor/shape.js";
import type { Tensor, TensorLike } from "../../tensor/tensor.js";
import { reshape, transpose } from "./layout.js";
import { matMul } from "./mat-mul.js";
import { sum } from "./reduce.js";

/** A tensor and the letters of its axes. */
interface Named {
  readonly tensor: Tensor;
  readonly letters: readonly string[];
}

/**
 * The product of tensors, summed over the letters that are not after the arrow.
 * @param equation the letters of each tensor's axes, and those of the result: "ij,jk->ik" is the matrix
 *   product
 * @param inputs the tensors, as many as there are lists of letters
 * @example
 * ```ts
 * einsum("i,i->", tensor([1, 2]), tensor([3, 4])).item(); // 11
 * ```
 */
export function einsum(equation: string, ...inputs: readonly TensorLike[]): Tensor {
  const [left, result, ...rest] = typeof equation === "string" ? equation.replace(/\s/g, "").split("->") : [];
  const lists = left?.split(",").map((letters) => [...letters]) ?? [];
  const tensors = asTensors(inputs, "einsum", "inputs");
  const isRight =
    result !== undefined &&
    rest.length === 0 &&
    lists.length === tensors.length &&
    [...lists, [...result]].every(
      (letters) =>
        letters.every((letter) => /[a-zA-Z]/.test(letter)) && new Set(letters).size === letters.length,
    ) &&
    [...result].every((letter) => lists.some((letters) => letters.includes(letter)));
  if (!isRight) {
    throw new ArgumentError({
      where: "einsum",
      argument: "equation",
      received: written(equation),
      expected: {
        fr: `${tensors.length} liste(s) de lettres différentes, puis celles du résultat : "ij,jk->ik"`,
        en: `${tensors.length} list(s) of different letters, then those of the result: "ij,jk->ik"`,
      },
      mend: {
        fr: "Une lettre nomme un axe ; une lettre absente du résultat est sommée.",
        en: "A letter names an axis; a letter that the result does not have is summed.",
      },
    });
  }
  const named: readonly Named[] = lists.map((letters, i) => ({ tensor: tensors[i], letters }));
  checkExtents(named);
  const wanted = [...result];
  const product = named.reduce((a, b, i) => {
    const later = new Set([...wanted, ...named.slice(i + 1).flatMap(({ letters }) => letters)]);
    return contract(a, b, later);
  });
  return arranged(summed(product, new Set(wanted)), wanted);
}

function checkExtents(named: readonly Named[]): void {
  const extents = new Map<string, number>();
  for (const { tensor, letters } of named) {
    const odd = letters.find(
      (letter, axis) => (extents.get(letter) ?? tensor.shape[axis]) !== tensor.shape[axis],
    );
    if (letters.length !== tensor.rank || odd !== undefined) {
      throw new ShapeError({
        where: "einsum",
        argument: "inputs",
        received: formatShape(tensor.shape),
        expected:
          odd === undefined
            ? {
                fr: `${letters.length} axe(s), un par lettre`,
                en: `${letters.length} dimension(s), one for each letter`,
              }
            : { fr: `${extents.get(odd)} sur l’axe ${odd}`, en: `${extents.get(odd)} along axis ${odd}` },
        mend: {
          fr: `Les lettres de ce tenseur sont « ${letters.join("")} » ; une même lettre a partout la même longueur.`,
          en: `The letters of this tensor are “${letters.join("")}”; a letter has the same extent everywhere.`,
        },
      });
    }
    letters.forEach((letter, axis) => extents.set(letter, tensor.shape[axis]));
  }
}

/** The sum over the letters that nobody needs. */
function summed({ tensor, letters }: Named, needed: ReadonlySet<string>): Named {
  const gone = letters.flatMap((letter, axis) => (needed.has(letter) ? [] : [axis]));
  if (gone.length === 0) return { tensor, letters };
  return { tensor: sum(tensor, gone), letters: letters.filter((letter) => needed.has(letter)) };
}

function arranged({ tensor, letters }: Named, order: readonly string[]): Tensor {
  return order.every((letter, axis) => letter === letters[axis])
    ? tensor
    : transpose(
        tensor,
        order.map((letter) => letters.indexOf(letter)),
      );
}

/** The product of two tensors, summed over the letters that neither the result nor a later tensor has. */
function contract(first: Named, second: Named, later: ReadonlySet<string>): Named {
  const a = summed(first, new Set([...later, ...second.letters]));
  const b = summed(second, new Set([...later, ...first.letters]));
  const shared = a.letters.filter((letter) => b.letters.includes(letter));
  const stack = shared.filter((letter) => later.has(letter));
  const inner = shared.filter((letter) => !later.has(letter));
  const rows = a.letters.filter((letter) => !shared.includes(letter));
  const columns = b.letters.filter((letter) => !shared.includes(letter));
  const extent = (letter: string) =>
    a.letters.includes(letter)
      ? a.tensor.shape[a.letters.indexOf(letter)]
      : b.tensor.shape[b.letters.indexOf(letter)];
  const shape = (letters: readonly string[]) => letters.map(extent);
  const matrices = (x: Named, before: readonly string[], after: readonly string[]) =>
    reshape(arranged(x, [...stack, ...before, ...after]), [
      ...shape(stack),
      sizeOf(shape(before)),
      sizeOf(shape(after)),
    ]);
  const product = matMul(matrices(a, rows, inner), matrices(b, inner, columns));
  const letters = [...stack, ...rows, ...columns];
  return { tensor: reshape(product, shape(letters)), letters };
}
