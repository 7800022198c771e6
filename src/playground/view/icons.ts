/** The small pictures on the buttons of the data sets: a few points of each, without noise. */
import type { DataName } from "../protocol/settings.js";
import { css, type Colours } from "./colours.js";

/** x and y from −1 to 1, and the class. */
type IconPoint = readonly [number, number, number];

const COUNT = 40;
const each = (make: (share: number, kind: number, i: number) => IconPoint): IconPoint[] =>
  Array.from({ length: COUNT }, (_, i) => make(Math.floor(i / 2) / (COUNT / 2), i % 2, i));
/** Numbers from 0 to 1 that fill the interval evenly: multiples of the golden ratio. */
const spread = (i: number, by: number) => (i * by) % 1;

const ICONS: Partial<Record<DataName, readonly IconPoint[]>> = {
  clouds: each((_, kind, i) => {
    const [radius, angle] = [0.45 * Math.sqrt((i + 0.5) / COUNT), 2.4 * Math.floor(i / 2)];
    const centre = kind === 0 ? -0.45 : 0.45;
    return [centre + radius * Math.cos(angle), centre + radius * Math.sin(angle), kind];
  }),
  xor: each((_, __, i) => {
    // Points of each quarter in turn, away from the axes.
    const [right, top] = [i % 2 === 0 ? 1 : -1, i % 4 < 2 ? 1 : -1];
    const [x, y] = [0.7549, 0.5698].map((by) => 0.14 + 0.8 * spread(Math.floor(i / 4) + 1, by));
    return [right * x, top * y, right * top > 0 ? 1 : 0];
  }),
  circles: each((share, kind) => {
    const radius = kind === 0 ? 0.9 : 0.4;
    return [radius * Math.cos(2 * Math.PI * share), radius * Math.sin(2 * Math.PI * share), kind];
  }),
  moons: each((share, kind) =>
    kind === 0
      ? [0.62 * Math.cos(Math.PI * share) - 0.31, 0.62 * Math.sin(Math.PI * share) - 0.15, 0]
      : [0.31 - 0.62 * Math.cos(Math.PI * share), 0.15 - 0.62 * Math.sin(Math.PI * share), 1],
  ),
  spiral: each((share, kind) => {
    const angle = 3 * Math.PI * share + kind * Math.PI;
    return [0.95 * share * Math.cos(angle), 0.95 * share * Math.sin(angle), kind];
  }),
  flower: each((_, __, i) => {
    const petal = i % 8;
    const [along, across] = [0.25 + 0.7 * spread(i, 0.618), 0.14 * (2 * spread(i, 0.7549) - 1)];
    const angle = (petal * Math.PI) / 4;
    return [
      along * Math.cos(angle) - across * Math.sin(angle),
      along * Math.sin(angle) + across * Math.cos(angle),
      petal % 2,
    ];
  }),
  curve: each((share) => [2 * share - 1, 0.75 * Math.sin(6 * share), 1]),
};

export function paintIcon(canvas: HTMLCanvasElement, name: DataName, colours: Colours): void {
  const side = canvas.width;
  const context = canvas.getContext("2d")!;
  context.clearRect(0, 0, side, side);
  for (const [x, y, kind] of ICONS[name] ?? []) {
    context.fillStyle = css(colours.classes[kind]);
    context.beginPath();
    context.arc((side * (1.1 + x)) / 2.2, (side * (1.1 - y)) / 2.2, side / 22, 0, 2 * Math.PI);
    context.fill();
  }
  if (name !== "points") return;
  // A pencil.
  context.strokeStyle = colours.ink;
  context.lineWidth = side / 14;
  context.lineJoin = "round";
  context.beginPath();
  for (const [x, y] of [
    [0.2, 0.8],
    [0.26, 0.58],
    [0.66, 0.18],
    [0.82, 0.34],
    [0.42, 0.74],
  ])
    context.lineTo(x * side, y * side);
  context.closePath();
  context.stroke();
}
