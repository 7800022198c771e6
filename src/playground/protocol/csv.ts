/**
 * Points from a file of comma-separated values: one or two coordinates, then the class or the number to predict.
 *
 * Separators are commas, semicolons or tabs; with semicolons, a comma is a decimal sign. A first line without
 * numbers is a heading. Of more than three columns, the first two and the last one are taken.
 */
import { MOST, type DrawnPoint, type Problem } from "./settings.js";

export interface ReadPoints {
  readonly points: readonly DrawnPoint[];
  readonly problem: Problem;
}

/** More different whole numbers in the last column than these are no classes. */
const MOST_CLASSES = 10;

/** The points of a text; undefined where it holds none. Lines that are not complete are left out. */
export function readCsv(text: string): ReadPoints | undefined {
  const separator = [";", "\t", ","].find((sign) => text.includes(sign));
  if (separator === undefined) return undefined;
  const read = (cell: string) => Number((separator === "," ? cell : cell.replace(",", ".")).trim() || NaN);
  const rows = text
    .split(/\r?\n/)
    .map((line) => line.split(separator))
    .filter((cells) => cells.length >= 2 && Number.isFinite(read(cells[0])))
    .slice(0, MOST.points);
  const columns = Math.min(3, ...rows.map((cells) => cells.length));
  const labels = rows.map((cells) => cells[cells.length - 1].trim().replaceAll('"', ""));
  const numbers = labels.map(read);
  const areNumbers = numbers.every(Number.isFinite);
  const names = [...new Set(labels)].sort();
  const problem =
    !areNumbers || (names.length <= MOST_CLASSES && numbers.every(Number.isInteger))
      ? "classification"
      : "regression";
  const points = rows
    .map((cells, i) => [
      ...cells.slice(0, columns - 1).map(read),
      areNumbers ? numbers[i] : names.indexOf(labels[i]),
    ])
    .filter((point) => point.every((value) => Number.isFinite(value) && Math.abs(value) <= 1e6));
  return points.length === 0 ? undefined : { points, problem };
}
