/** Operations on matrices, composed of products: the part near the diagonal, and orthonormal bases. */
import { checkKind } from "../../errors/check-options.js";
import { ArgumentError, ShapeError } from "../../errors/errors.js";
import { TRUTH, WHOLE_NUMBER } from "../../errors/kinds.js";
import { asTensor, asTensors } from "../../tensor/as-tensor.js";
import * as raw from "../../tensor/operations/operations.js";
import { eye } from "../../tensor/create.js";
import { floatingType } from "../../tensor/dtype.js";
import { formatShape, sizeOf } from "../../tensor/shape.js";
import { Tensor, type TensorLike } from "../../tensor/tensor.js";
import { div, mul, sub } from "./arithmetic.js";
import { concat, reshape, slice, split, stack, transpose, unstack } from "./layout.js";
import { matMul } from "./mat-mul.js";
import { norm } from "./norms.js";
import { sum } from "./reduce.js";

/**
 * The numbers of matrices that are near the diagonal, zeros elsewhere.
 * @param input matrices: [..., rows, columns]
 * @param below how many diagonals below the main one are kept; a negative number keeps all
 * @param above how many diagonals above the main one are kept; a negative number keeps all
 * @example
 * ```ts
 * linalg.bandPart(ones([3, 3]), 0, -1).print(); // the upper triangle
 * ```
 */
export function bandPart(input: TensorLike, below: number, above: number): Tensor {
  const x = asTensor(input, "bandPart", "x");
  checkKind(below, WHOLE_NUMBER, "bandPart", "below");
  checkKind(above, WHOLE_NUMBER, "bandPart", "above");
  const [rows, columns] = x.shape.slice(-2);
  if (x.rank < 2) throw noMatrices(x, "bandPart");
  const mask = new Tensor(
    Float32Array.from({ length: rows * columns }, (_, i) => {
      const distance = (i % columns) - Math.floor(i / columns);
      return (below < 0 || -distance <= below) && (above < 0 || distance <= above) ? 1 : 0;
    }),
    [rows, columns],
  );
  return mul(x, mask.cast(x.dtype));
}

/**
 * Orthonormal vectors that span the same space as the given ones, by the method of Gram and Schmidt.
 * @param vectors a list of vectors, or a matrix whose rows they are; the result has the same form
 * @throws ArgumentError where there are more vectors than each has numbers
 * @example
 * ```ts
 * linalg.gramSchmidt(tensor([[3, 4], [1, 0]])).print(); // [[0.6, 0.8], [0.8, -0.6]]
 * ```
 */
export function gramSchmidt(vectors: Tensor): Tensor;
export function gramSchmidt(vectors: readonly TensorLike[]): Tensor[];
export function gramSchmidt(vectors: Tensor | readonly TensorLike[]): Tensor | Tensor[] {
  if (vectors instanceof Tensor) {
    if (vectors.rank !== 2) throw noMatrices(vectors, "gramSchmidt");
    return stack(orthonormal(unstack(vectors)));
  }
  return orthonormal(asTensors(vectors, "gramSchmidt", "vectors"));
}

function orthonormal(vectors: readonly Tensor[]): Tensor[] {
  const [first] = vectors;
  const odd = vectors.find(({ rank, size }) => rank !== 1 || size !== first.size);
  if (odd !== undefined || vectors.length === 0 || vectors.length > first.size) {
    throw new ArgumentError({
      where: "gramSchmidt",
      argument: "vectors",
      received: vectors.map(({ shape }) => formatShape(shape)).join(", ") || "[]",
      expected: {
        fr: "des vecteurs de même longueur, au plus autant que cette longueur",
        en: "vectors of the same length, at most as many as this length",
      },
      mend: {
        fr: "Donnez une liste de vecteurs, ou une matrice dont ils sont les lignes.",
        en: "Give a list of vectors, or a matrix whose rows they are.",
      },
    });
  }
  const done: Tensor[] = [];
  for (const vector of vectors) {
    const rest = done.reduce((left, unit) => sub(left, mul(sum(mul(unit, left)), unit)), vector);
    done.push(div(rest, norm(rest)));
  }
  return done;
}

/**
 * The decomposition A = Q R of matrices, by Householder's reflections: the columns of Q are orthonormal, R is
 * upper triangular.
 * @param input matrices: [..., rows, columns]
 * @param fullMatrices whether Q is [..., rows, rows] rather than [..., rows, min(rows, columns)]; false by
 *   default
 * @returns Q and R
 * @example
 * ```ts
 * const [q, r] = linalg.qr(tensor([[3, 1], [4, 0]]));
 * matMul(q, r).print(); // [[3, 1], [4, 0]]
 * ```
 */
export function qr(input: TensorLike, fullMatrices = false): [Tensor, Tensor] {
  const x = asTensor(input, "qr", "x");
  checkKind(fullMatrices, TRUTH, "qr", "fullMatrices");
  if (x.rank < 2) throw noMatrices(x, "qr");
  const [rows, columns] = x.shape.slice(-2);
  const outer = x.shape.slice(0, -2);
  const pairs = unstack(reshape(x, [sizeOf(outer), rows, columns])).map((matrix) =>
    decompose(matrix, rows, columns, fullMatrices),
  );
  const joined = (which: 0 | 1) => {
    const all = stack(pairs.map((pair) => pair[which]));
    return reshape(all, [...outer, ...all.shape.slice(1)]);
  };
  return [joined(0), joined(1)];
}

function decompose(matrix: Tensor, rows: number, columns: number, full: boolean): [Tensor, Tensor] {
  let q = eye(rows).cast(floatingType(matrix.dtype));
  let r = matrix;
  for (let j = 0; j < Math.min(rows, columns); j++) {
    // The reflection that turns the rest of column j into a multiple of its first number.
    const below = slice(r, [j, j], [rows - j, 1]);
    const length = norm(below);
    if (length.item() === 0) continue;
    const first = slice(below, [0, 0], [1, 1]);
    const sign = first.item() > 0 ? -1 : 1;
    const u = sub(first, mul(sign, length));
    const ratio = div(below, u);
    const w = rows - j === 1 ? raw.map(ratio, () => 1) : concat([div(u, u), slice(ratio, [1, 0])], 0);
    const tau = mul(div(u, length), -sign);
    const [top, bottom] = split(r, [j, rows - j], 0);
    r = concat([top, sub(bottom, mul(mul(tau, w), matMul(w, bottom, true)))], 0);
    const [kept, turned] = split(q, [j, rows - j], 1);
    q = concat([kept, sub(turned, mul(matMul(turned, w), transpose(mul(tau, w))))], 1);
  }
  if (full || rows <= columns) return [q, r];
  return [slice(q, [0, 0], [rows, columns]), slice(r, [0, 0], [columns, columns])];
}

function noMatrices({ shape }: Tensor, where: string): ShapeError {
  return new ShapeError({
    where,
    argument: "x",
    received: formatShape(shape),
    expected: { fr: "[…, lignes, colonnes]", en: "[..., rows, columns]" },
    mend: { fr: "reshape(x, [n, m]) en fait une matrice.", en: "reshape(x, [n, m]) makes a matrix of it." },
  });
}
