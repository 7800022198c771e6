/** The still picture of `points`. */
import { numeral } from "../../language/language.js";
import { line, picture, tag } from "../picture.js";
import type { PointsState } from "./plane.js";

const SIDE = 360;
const [LEFT, TOP] = [60, 12];
/** A colour and a shape for each class. */
const KINDS = [
  { fill: "var(--low)", d: "M0,-6A6,6,0,1,1,0,6A6,6,0,1,1,0,-6Z" },
  { fill: "var(--high)", d: "M0,-7L6.2,4.5L-6.2,4.5Z" },
  { fill: "#009e73", d: "M-5,-5H5V5H-5Z" },
  { fill: "#cc79a7", d: "M0,-7.5L5,0L0,7.5L-5,0Z" },
];

export function stillOfPoints({ domain, axes, value, lines, landmarks }: PointsState, words: string): string {
  const across = (x: number) => LEFT + (SIDE * (x - domain[0][0])) / (domain[0][1] - domain[0][0]);
  const up = (y: number) => TOP + SIDE - (SIDE * (y - domain[1][0])) / (domain[1][1] - domain[1][0]);
  const kinds = [...new Set(value.y)].sort((a, b) => a - b);
  const parts = [
    tag("rect", { x: LEFT, y: TOP, width: SIDE, height: SIDE, fill: "none", stroke: "var(--rule)" }),
    ...domain[0].map((end, i) =>
      line(numeral(end, 3), LEFT + i * SIDE, TOP + SIDE + 18, { "text-anchor": i === 0 ? "start" : "end" }),
    ),
    ...domain[1].map((end, i) =>
      line(numeral(end, 3), LEFT - 6, TOP + SIDE - i * (SIDE - 12), { "text-anchor": "end" }),
    ),
    line(axes[0], LEFT + SIDE / 2, TOP + SIDE + 18, { "text-anchor": "middle" }),
    line(axes[1], LEFT - 6, TOP + SIDE / 2, { "text-anchor": "end" }),
    ...landmarks.x.map(([x, y], i) =>
      line(String(landmarks.y[i]), across(x), up(y) + 4, {
        "text-anchor": "middle",
        "font-size": 11,
        fill: `hsl(${36 * landmarks.y[i]} 75% 45%)`,
      }),
    ),
    // A nested picture cuts off what lies outside of it.
    tag(
      "svg",
      { x: LEFT, y: TOP, width: SIDE, height: SIDE },
      lines
        .map(({ weights }) =>
          tag("path", { d: pathOf(weights, domain), fill: "none", stroke: "var(--ink)", "stroke-width": 2 }),
        )
        .join(""),
    ),
    ...value.x.map(([x, y], i) => {
      const place = `translate(${across(x).toFixed(1)},${up(y).toFixed(1)})`;
      return tag("path", {
        ...KINDS[kinds.indexOf(value.y[i]) % KINDS.length],
        transform: place,
        stroke: "var(--ground)",
      });
    }),
  ];
  return picture(LEFT + SIDE + 16, TOP + SIDE + 30, words, parts);
}

/** A line much longer than the plane, through the point of it that is nearest to the middle. */
function pathOf([b, w1, w2]: readonly number[], domain: PointsState["domain"]): string {
  const size = domain.map(([low, high]) => high - low);
  const middle = domain.map(([low, high]) => (low + high) / 2);
  // Along the axes of the picture, in units of its side.
  const normal = [w1 * size[0], w2 * size[1]];
  const squared = normal[0] ** 2 + normal[1] ** 2;
  if (!(squared > 0)) return "";
  const away = -(b + w1 * middle[0] + w2 * middle[1]) / squared;
  const [u, v] = normal.map((part) => 0.5 + away * part);
  const [du, dv] = [-normal[1], normal[0]].map((part) => (3 * part) / Math.sqrt(squared));
  const at = (x: number, y: number) => `${(SIDE * x).toFixed(1)},${(SIDE * (1 - y)).toFixed(1)}`;
  return `M${at(u - du, v - dv)}L${at(u + du, v + dv)}`;
}
