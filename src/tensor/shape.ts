/** Shapes: how many numbers a tensor has along each axis, and how two shapes are combined. */
import { ArgumentError, ShapeError } from "../errors/errors.js";
import { written } from "../errors/written.js";

/**
 * The extents of a tensor along its axes: `[]` is a single number, `[3]` a vector, `[2, 3]` a matrix of 2
 * rows.
 */
export type Shape = readonly number[];

/** A shape whose first axis is the batch; `null` is an extent that is not known yet. */
export type BatchShape = readonly (number | null)[];

/** How many numbers a tensor of this shape holds. */
export function sizeOf(shape: Shape): number {
  return shape.reduce((product, extent) => product * extent, 1);
}

/**
 * How many numbers a tensor of this shape has, after a check that the shape is a list of whole numbers ≥ 0.
 * @throws ShapeError that shows the value that is no shape
 */
export function checkedSize(shape: unknown, where: string, argument = "shape"): number {
  if (Array.isArray(shape) && shape.every(isExtent)) return sizeOf(shape);
  throw new ShapeError({
    where,
    argument,
    received: written(shape),
    expected: { fr: "une liste d’entiers ≥ 0, comme [2, 3]", en: "a list of integers ≥ 0, such as [2, 3]" },
    mend:
      typeof shape === "number"
        ? {
            fr: `Une forme s’écrit entre crochets : [${shape}].`,
            en: `A shape is written in brackets: [${shape}].`,
          }
        : {
            fr: "Une forme donne le nombre de valeurs le long de chaque axe : [2, 3] a 2 lignes et 3 colonnes.",
            en: "A shape gives the number of values along each axis: [2, 3] has 2 rows and 3 columns.",
          },
  });
}

/** Whether this is an extent: a whole number that is not negative. */
export function isExtent(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0;
}

/** The shape as text: `[2, 3]`; `null` stands for a batch of any size. */
export function formatShape(shape: BatchShape): string {
  return `[${shape.map(String).join(", ")}]`;
}

export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((extent, axis) => extent === b[axis]);
}

/**
 * The distance in memory between two neighbours along each axis; the last axis is contiguous (row-major
 * order).
 */
export function stridesOf(shape: Shape): number[] {
  const strides = new Array<number>(shape.length);
  let step = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = step;
    step *= shape[axis];
  }
  return strides;
}

/**
 * The broadcast shape of two shapes, as NumPy defines it: aligned at the last axis, two extents must be equal
 * or one of them 1, and a missing axis counts as 1.
 */
export function broadcastShapes(a: Shape, b: Shape, where: string): Shape {
  const rank = Math.max(a.length, b.length);
  const shape = new Array<number>(rank);
  for (let back = 1; back <= rank; back++) {
    const left = a[a.length - back] ?? 1;
    const right = b[b.length - back] ?? 1;
    if (left !== right && left !== 1 && right !== 1) {
      throw new ShapeError({
        where,
        argument: "a, b",
        received: `${formatShape(a)}, ${formatShape(b)}`,
        expected: {
          fr: "deux formes qui s’accordent à partir du dernier axe (égales, ou l’une vaut 1)",
          en: "two shapes that agree from the last axis on (equal, or one of them 1)",
        },
        mend: {
          fr: `L’axe ${rank - back} a ${left} d’un côté et ${right} de l’autre : vérifiez les dimensions, ou utilisez reshape.`,
          en: `Axis ${rank - back} is ${left} on one side and ${right} on the other: check the dimensions, or use reshape.`,
        },
      });
    }
    shape[rank - back] = left === 1 ? right : left;
  }
  return shape;
}

/** The index of an axis; a negative axis counts from the end, as in `axis: -1` for the last. */
export function normalizeAxis(axis: number, rank: number, where: string): number {
  if (Number.isInteger(axis)) {
    const counted = axis < 0 ? axis + rank : axis;
    if (counted >= 0 && counted < rank) return counted;
  }
  throw new ArgumentError({
    where,
    argument: "axis",
    received: written(axis),
    expected:
      rank === 0
        ? { fr: "aucun axe : c’est un nombre seul", en: "no axis: this is a single number" }
        : { fr: `un entier de ${-rank} à ${rank - 1}`, en: `an integer from ${-rank} to ${rank - 1}` },
    mend: {
      fr: `Le tenseur a ${rank} axe(s) ; le premier est 0, le dernier −1.`,
      en: `The tensor has ${rank} dimension(s); the first is 0, the last −1.`,
    },
  });
}

/** The indices of several axes, in increasing order and without repetition; all axes where none is given. */
export function normalizeAxes(
  axes: number | readonly number[] | undefined,
  rank: number,
  where: string,
): number[] {
  if (axes === undefined) return Array.from({ length: rank }, (_, axis) => axis);
  const list: readonly number[] = Array.isArray(axes) ? axes : [axes as number];
  return [...new Set(list.map((axis) => normalizeAxis(axis, rank, where)))].sort((a, b) => a - b);
}
