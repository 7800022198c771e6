/**
 * The same mark at many places. In Node, making an element and writing it takes a twentieth of a millisecond, too
 * long for hundreds of points twenty times a second. So the first mark alone is an element; after it a comment lists
 * all places, and `withRepeated` writes the marks as text in its stead. The SVG is the same, to the last letter.
 */
import type { RenderFunction } from "@observablehq/plot";

const NAME = "places";
const REPEATED = new RegExp(`(<(?:circle|path) [^>]*>)<!--${NAME} ([^>]*)-->`, "g");

/** The option `render` of a mark of Observable Plot whose dots differ in their places alone. */
export const renderRepeated: RenderFunction = (index, scales, values, dimensions, context, next) => {
  const { x, y } = values;
  if (index.length < 2 || x === undefined || y === undefined)
    return next!(index, scales, values, dimensions, context);
  const drawn = next!(index.slice(0, 1), scales, values, dimensions, context)!;
  const places = Array.from(index, (i) => `${x[i]},${y[i]}`).join(" ");
  drawn.append(context.document.createComment(`${NAME} ${places}`));
  return drawn;
};

/** The text of an SVG with all marks in the place of such comments. */
export function withRepeated(svg: string): string {
  return svg.replace(REPEATED, (_, first: string, list: string) => {
    const places = list.split(" ");
    const [before, after] = first.split(placed(first, places[0]));
    return places.map((place) => before + placed(first, place) + after).join("");
  });
}

/** The attributes that hold a place, in the form of Observable Plot. */
function placed(mark: string, place: string): string {
  if (!mark.startsWith("<circle")) return `translate(${place})`;
  const [x, y] = place.split(",");
  return `cx="${x}" cy="${y}"`;
}
