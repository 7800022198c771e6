/**
 * Rows, one for each example, in any container: a tensor, a plain or a typed array; and tables, which are
 * several containers whose rows belong together, such as `{ x, y }`.
 */
import { ArgumentError, ShapeError } from "../errors/errors.js";
import { isList } from "../errors/kinds.js";
import { written } from "../errors/written.js";
import { gather } from "../tensor/operations/operations.js";
import { Tensor } from "../tensor/tensor.js";

/** Arrays of numbers of one kind. */
export type TypedArray =
  | Uint8Array
  | Uint8ClampedArray
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array
  | Float32Array
  | Float64Array;

/** Containers of rows: a tensor's rows are along its first axis, an array's are its elements. */
export type Rows = Tensor | TypedArray | readonly unknown[];

/**
 * Containers that belong together: row i of each describes example i. (The mapped type lets an interface
 * count as a table, too.)
 */
export type TableOf<Kind> = { readonly [Name in keyof Kind]: Rows };
export type Table = Readonly<Record<string, Rows>>;

/** The container that is made of some of the rows: writable, so that a number[][] stays one. */
export type Taken<Kind> = Kind extends readonly (infer Item)[] ? Item[] : Kind;

/** The same table with other rows. */
export type TakenTable<Kind> = { [Name in keyof Kind]: Taken<Kind[Name]> };

export function isRows(value: unknown): value is Rows {
  return value instanceof Tensor || isList(value);
}

/** How many rows there are: the extent of a tensor's first axis, the length of an array. */
function countRows(rows: Rows): number {
  return rows instanceof Tensor ? (rows.shape[0] ?? 0) : rows.length;
}

/** The rows at these positions, in this order, in the same kind of container. */
export function takeRows<Kind extends Rows>(rows: Kind, indices: Int32Array): Taken<Kind>;
export function takeRows(rows: Rows, indices: Int32Array): Rows {
  if (rows instanceof Tensor) return gather(rows, new Tensor(indices, [indices.length]));
  if (Array.isArray(rows)) return Array.from(indices, (index): unknown => rows[index]);
  const from = rows as TypedArray;
  const taken = from.slice(0, indices.length);
  indices.forEach((index, i) => (taken[i] = from[index]));
  return taken;
}

/** The rows at these positions of every container in the table. */
export function takeFromTable<Kind extends TableOf<Kind>>(
  table: Kind,
  indices: Int32Array,
): TakenTable<Kind> {
  const entries = Object.entries<Rows>(table).map(([name, rows]): [string, Rows] => [
    name,
    takeRows(rows, indices),
  ]);
  return Object.fromEntries(entries) as TakenTable<Kind>;
}

/**
 * How many examples the table has.
 * @throws ArgumentError for what is no table, ShapeError where there is no example, or the containers differ
 *   in their number of rows
 */
export function countExamples(table: object, where: string): number {
  const isTable = typeof table === "object" && table !== null && !isRows(table);
  const parts = (isTable ? Object.entries(table) : []) as [string, Rows][];
  const odd = parts.find(([, rows]) => !isRows(rows));
  if (parts.length === 0 || odd !== undefined) {
    throw new ArgumentError({
      where,
      argument: "data",
      received: odd === undefined ? written(table) : `${odd[0]}: ${typeof odd[1]}`,
      expected: {
        fr: "des tableaux ou des tenseurs, comme { x, y }",
        en: "arrays or tensors, as in { x, y }",
      },
      mend: { fr: `Par exemple ${where}({ x, y }).`, en: `For example ${where}({ x, y }).` },
    });
  }
  const [[, first]] = parts;
  const count = countRows(first);
  if (count === 0 || parts.some(([, rows]) => countRows(rows) !== count)) {
    throw new ShapeError({
      where,
      argument: parts.map(([name]) => name).join(", "),
      received: parts
        .map(([, rows]) => `[${rows instanceof Tensor ? rows.shape.join(", ") : rows.length}]`)
        .join(", "),
      expected: {
        fr: "autant d’exemples dans chacun, et au moins un",
        en: "the same number of examples in each, and at least one",
      },
      mend: {
        fr: "La ligne i de chacun décrit l’exemple i : vérifiez qu’il n’en manque pas.",
        en: "Row i of each describes example i: check that none is missing.",
      },
    });
  }
  return count;
}
