/**
 * Simple drawings of the ten classes of CIFAR-10: a background and a few shapes in the square from −1 to 1,
 * with y downwards; each object is seen from the side and faces left.
 */

/** Red, green and blue, 0–255. */
export type Colour = readonly [red: number, green: number, blue: number];

/** The colour of a shape: the object's own colour, a darker or lighter version of it, or a fixed colour. */
export type Paint = "own" | "dark" | "light" | Colour;

export type Shape =
  | {
      readonly paint: Paint;
      readonly ellipse: readonly [x: number, y: number, halfWidth: number, halfHeight: number];
    }
  | { readonly paint: Paint; readonly polygon: readonly (readonly [x: number, y: number])[] };

/** A background: the colour at the top, the colour below the horizon, and the horizon's y. */
export interface Ground {
  readonly above: Colour;
  readonly below: Colour;
  readonly horizon: number;
}

export interface Scene {
  readonly grounds: readonly Ground[];
  /** The possible colours of the object. */
  readonly colours: readonly Colour[];
  /** The shapes in the order in which they are painted. */
  readonly shapes: readonly Shape[];
}

const SKY: Ground = { above: [90, 150, 220], below: [200, 220, 240], horizon: 0.1 };
const DUSK: Ground = { above: [120, 110, 160], below: [230, 190, 160], horizon: 0 };
const ROAD: Ground = { above: [170, 190, 205], below: [110, 110, 112], horizon: 0.35 };
const STREET: Ground = { above: [190, 170, 150], below: [130, 125, 120], horizon: 0.2 };
const MEADOW: Ground = { above: [160, 200, 230], below: [90, 150, 60], horizon: 0 };
const WOOD: Ground = { above: [70, 100, 60], below: [110, 120, 60], horizon: 0.2 };
const SEA: Ground = { above: [180, 205, 225], below: [40, 90, 140], horizon: 0.25 };
const ROOM: Ground = { above: [210, 195, 175], below: [140, 110, 85], horizon: 0.4 };
const POND: Ground = { above: [60, 90, 50], below: [70, 110, 90], horizon: 0 };

const BLACK: Colour = [25, 25, 28];
const GLASS: Colour = [170, 205, 225];
const WHITE: Colour = [240, 240, 240];
const WOODEN: Colour = [95, 65, 40];

const PAINTS: readonly Colour[] = [
  [200, 40, 40],
  [40, 80, 180],
  [230, 200, 60],
  [60, 140, 80],
  [150, 150, 155],
  [240, 240, 240],
];
const FURS: readonly Colour[] = [
  [150, 105, 60],
  [200, 160, 110],
  [70, 60, 55],
  [190, 185, 180],
  [120, 75, 45],
];

const ellipse = (paint: Paint, x: number, y: number, halfWidth: number, halfHeight: number): Shape => ({
  paint,
  ellipse: [x, y, halfWidth, halfHeight],
});
const polygon = (paint: Paint, ...polygon: (readonly [number, number])[]): Shape => ({ paint, polygon });
const box = (paint: Paint, left: number, top: number, right: number, bottom: number): Shape =>
  polygon(paint, [left, top], [right, top], [right, bottom], [left, bottom]);
const legs = (paint: Paint, top: number, bottom: number, thick: number, ...places: number[]): Shape[] =>
  places.map((x) => box(paint, x - thick, top, x + thick, bottom));

/**
 * The scenes in the order of the labels: airplane, automobile, bird, cat, deer, dog, frog, horse, ship,
 * truck.
 */
export const SCENES: readonly Scene[] = [
  {
    grounds: [SKY, DUSK],
    colours: [
      [235, 235, 240],
      [190, 195, 205],
      [210, 60, 60],
    ],
    shapes: [
      ellipse("own", 0, 0, 0.8, 0.13),
      polygon("dark", [0.05, 0], [0.45, 0.45], [0.25, 0.45], [-0.25, 0]),
      polygon("dark", [0.5, -0.05], [0.82, -0.42], [0.78, 0]),
      polygon("light", [0, -0.05], [0.3, -0.3], [0.18, -0.3], [-0.2, -0.05]),
      ellipse(GLASS, -0.62, -0.04, 0.1, 0.05),
    ],
  },
  {
    grounds: [ROAD, STREET],
    colours: PAINTS,
    shapes: [
      polygon("own", [-0.45, 0], [-0.22, -0.34], [0.3, -0.34], [0.52, 0]),
      box("own", -0.8, 0, 0.8, 0.3),
      polygon(GLASS, [-0.36, 0], [-0.18, -0.26], [0.02, -0.26], [0.02, 0]),
      polygon(GLASS, [0.08, 0], [0.08, -0.26], [0.26, -0.26], [0.42, 0]),
      ellipse(BLACK, -0.45, 0.32, 0.19, 0.19),
      ellipse(BLACK, 0.45, 0.32, 0.19, 0.19),
    ],
  },
  {
    grounds: [SKY, WOOD, MEADOW],
    colours: [
      [180, 60, 50],
      [60, 90, 160],
      [110, 85, 60],
      [220, 190, 70],
    ],
    shapes: [
      box(WOODEN, -1, 0.6, 1, 0.68),
      polygon("dark", [0.3, 0.1], [0.85, 0.35], [0.75, 0.5], [0.2, 0.3]),
      ellipse("own", 0, 0.12, 0.42, 0.3),
      ellipse("own", -0.35, -0.2, 0.22, 0.21),
      ellipse("dark", 0.1, 0.08, 0.26, 0.16),
      polygon([230, 150, 40], [-0.54, -0.24], [-0.78, -0.16], [-0.54, -0.12]),
      ellipse(BLACK, -0.4, -0.24, 0.05, 0.05),
      ...legs(WOODEN, 0.38, 0.62, 0.03, -0.05, 0.1),
    ],
  },
  {
    grounds: [ROOM, STREET],
    colours: FURS,
    shapes: [
      ellipse("own", 0.2, 0.42, 0.42, 0.5),
      ellipse("dark", 0.62, 0.62, 0.32, 0.1),
      ellipse("own", -0.15, -0.25, 0.42, 0.36),
      polygon("own", [-0.52, -0.35], [-0.5, -0.82], [-0.18, -0.55]),
      polygon("own", [-0.1, -0.55], [0.2, -0.82], [0.24, -0.35]),
      ellipse([150, 200, 90], -0.3, -0.28, 0.08, 0.09),
      ellipse([150, 200, 90], 0, -0.28, 0.08, 0.09),
      polygon([210, 120, 120], [-0.21, -0.13], [-0.09, -0.13], [-0.15, -0.05]),
    ],
  },
  {
    grounds: [WOOD, MEADOW],
    colours: [
      [165, 110, 60],
      [190, 140, 90],
      [130, 90, 55],
    ],
    shapes: [
      ...legs("dark", 0.3, 0.9, 0.05, -0.25, -0.1, 0.35, 0.5),
      ellipse("own", 0.15, 0.15, 0.5, 0.24),
      polygon("own", [-0.32, 0.15], [-0.5, -0.3], [-0.28, -0.35], [-0.05, 0]),
      ellipse("own", -0.5, -0.36, 0.2, 0.12),
      polygon(WOODEN, [-0.42, -0.44], [-0.62, -0.9], [-0.54, -0.9], [-0.36, -0.46]),
      polygon(WOODEN, [-0.36, -0.44], [-0.16, -0.9], [-0.08, -0.88], [-0.3, -0.44]),
      polygon(WOODEN, [-0.55, -0.7], [-0.8, -0.78], [-0.55, -0.63]),
      polygon(WOODEN, [-0.2, -0.72], [0.06, -0.78], [-0.2, -0.64]),
      ellipse(WHITE, 0.62, 0.06, 0.07, 0.1),
    ],
  },
  {
    grounds: [ROOM, MEADOW],
    colours: FURS,
    shapes: [
      ...legs("dark", 0.3, 0.85, 0.09, -0.3, -0.1, 0.35, 0.55),
      ellipse("own", 0.15, 0.22, 0.55, 0.28),
      polygon("own", [0.6, 0.2], [0.9, -0.25], [0.96, -0.15], [0.68, 0.3]),
      ellipse("own", -0.42, -0.18, 0.32, 0.28),
      ellipse("light", -0.66, -0.08, 0.2, 0.13),
      ellipse("dark", -0.24, -0.12, 0.11, 0.28),
      ellipse(BLACK, -0.83, -0.12, 0.06, 0.05),
      ellipse(BLACK, -0.5, -0.26, 0.05, 0.05),
    ],
  },
  {
    grounds: [POND, WOOD],
    colours: [
      [80, 150, 50],
      [110, 170, 60],
      [140, 130, 60],
      [50, 120, 60],
    ],
    shapes: [
      ellipse("dark", 0.55, 0.5, 0.35, 0.2),
      ellipse("own", 0.1, 0.3, 0.62, 0.38),
      ellipse("dark", -0.4, 0.62, 0.25, 0.1),
      ellipse("own", -0.35, 0.05, 0.4, 0.28),
      ellipse("own", -0.5, -0.24, 0.15, 0.15),
      ellipse("own", -0.15, -0.26, 0.15, 0.15),
      ellipse(BLACK, -0.51, -0.25, 0.08, 0.08),
      ellipse(BLACK, -0.16, -0.27, 0.08, 0.08),
      ellipse("light", -0.35, 0.2, 0.3, 0.1),
    ],
  },
  {
    grounds: [MEADOW, STREET],
    colours: [
      [120, 70, 40],
      [60, 50, 45],
      [200, 190, 180],
      [160, 100, 60],
    ],
    shapes: [
      ...legs("own", 0.2, 0.95, 0.07, -0.3, -0.14, 0.42, 0.58),
      polygon(BLACK, [0.6, 0], [0.85, 0.1], [0.8, 0.6], [0.7, 0.55], [0.7, 0.2]),
      ellipse("own", 0.15, 0.1, 0.55, 0.28),
      polygon("own", [-0.35, 0.15], [-0.62, -0.5], [-0.35, -0.62], [0, 0]),
      polygon(BLACK, [-0.38, -0.66], [-0.2, -0.5], [0.05, 0], [-0.1, 0]),
      polygon("own", [-0.45, -0.62], [-0.9, -0.3], [-0.82, -0.16], [-0.45, -0.3]),
    ],
  },
  {
    grounds: [SEA, DUSK],
    colours: [
      [180, 40, 40],
      [30, 50, 90],
      [70, 70, 75],
      [235, 235, 235],
    ],
    shapes: [
      box(WHITE, -0.35, -0.2, 0.5, 0.12),
      box("dark", -0.05, -0.55, 0.12, -0.2),
      box("light", -0.25, -0.36, 0.35, -0.2),
      polygon("own", [-0.9, 0.1], [0.85, 0.1], [0.68, 0.45], [-0.6, 0.45]),
      box([50, 100, 150], -1.4, 0.4, 1.4, 0.48),
      ...[-0.2, 0, 0.2, 0.4].map((x) => ellipse(BLACK, x, -0.05, 0.05, 0.05)),
    ],
  },
  {
    grounds: [ROAD, STREET],
    colours: PAINTS,
    shapes: [
      box("light", -0.35, -0.6, 0.9, 0.3),
      polygon("own", [-0.85, 0.3], [-0.85, 0], [-0.68, -0.35], [-0.38, -0.35], [-0.38, 0.3]),
      polygon(GLASS, [-0.76, -0.02], [-0.64, -0.27], [-0.45, -0.27], [-0.45, -0.02]),
      box("dark", -0.85, 0.24, 0.9, 0.36),
      ...[-0.6, 0.3, 0.65].map((x) => ellipse(BLACK, x, 0.42, 0.18, 0.18)),
    ],
  },
];
