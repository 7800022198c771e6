/** Points in the plane that are moved by the mouse, a finger or the keyboard, and lines between them. */
import { ArgumentError } from "../../errors/errors.js";
import { checkKind, checkOptions } from "../../errors/check-options.js";
import { isFiniteNumber, list, TRUTH, type Kind } from "../../errors/kinds.js";
import { isPlainObject } from "../../errors/known-options.js";
import { written } from "../../errors/written.js";
import { numeral, say, separator } from "../../language/language.js";
import { labelled } from "../../language/titles.js";
import { CONTROL_KINDS, controlAndWidget, type Control, type ControlOptions } from "../control.js";
import { controlModule } from "../views/module.js";
import { drawPlane, PLANE_STYLE } from "../views/plane-view.js";
import { POINTS_STYLE, pointsView } from "../views/points-view.js";
import type { PlaneLine, PlanePoints, PointsState } from "./plane.js";
import { stillOfPoints } from "./points-still.js";

/** The options of `points`. */
export interface PointsOptions extends ControlOptions {
  /** The points at first, and their classes. */
  readonly value: PlanePoints;
  /** Whether points can be added and deleted; false by default. */
  readonly addable?: boolean;
  /** The bounds of the plane, [[least x, greatest x], [least y, greatest y]]; by default with room around the points. */
  readonly domain?: readonly (readonly number[])[];
  /** The names of the axes; x₁ and x₂ by default. */
  readonly axes?: readonly string[];
  /** Lines over the points. */
  readonly lines?: readonly PlaneLine[];
  /** Places that nobody moves, behind the points: the number of its class is written at each. */
  readonly landmarks?: PlanePoints;
}

/** Points that a person moves, and the lines that code draws between them. */
export interface PointsControl extends Control<PlanePoints> {
  /** Lines over the points; setting them redraws them in every page. */
  lines: readonly PlaneLine[];
}

/**
 * Points to move in the plane; its value has the form of a data set, `{ x, y }`: the places, and the classes. A
 * colour and a shape stand for each class. The arrow keys move the point that has the focus. With `addable`, a click on
 * the plane, or the key +, adds a point of one of the classes, and Delete deletes a point; the last one stays.
 * @throws {ArgumentError} for an option that is missing, unknown or wrong
 * @param options `value`, and optionally `addable`, `domain`, `axes`, `lines`, `landmarks`, `description`, `disabled`
 * @example
 * ```ts
 * const cloud = widgets.points({ value: { x: [[0, 0], [1, 2], [4, 3], [5, 5]], y: [0, 0, 1, 1] } });
 * cloud.lines = [{ weights: [-5, 1, 1], label: "x₁ + x₂ = 5" }];
 * cloud.onChange(({ x }) => console.log(x[0]));
 * cloud
 * ```
 */
export function points(options: PointsOptions): PointsControl {
  const kinds = {
    value: POINTS,
    addable: TRUTH,
    domain: DOMAIN,
    axes: AXES,
    lines: LINES,
    landmarks: POINTS,
    ...CONTROL_KINDS,
  };
  checkOptions(options, kinds, "points", ["value"]);
  const { value, addable = false, lines = [], axes = ["x₁", "x₂"] } = options;
  const { landmarks = { x: [], y: [] } } = options;
  const { description = say({ fr: "Points à déplacer", en: "Points to move" }) } = options;
  const { domain = domainAround([...value.x, ...landmarks.x]) } = options;
  const count = value.x.length;
  const classes = [...new Set(value.y)].sort((a, b) => a - b);
  const isInside = (point: readonly number[]) =>
    point.every((place, i) => place >= domain[i][0] && place <= domain[i][1]);
  if (![...value.x, ...landmarks.x].every(isInside))
    throw new ArgumentError({
      where: "points",
      argument: "domain",
      received: written(domain),
      expected: { fr: "des bornes autour de tous les points", en: "bounds around all points" },
      mend: { fr: "Agrandissez domain, ou ne le donnez pas.", en: "Make domain larger, or leave it out." },
    });
  const { control, widget } = controlAndWidget<PlanePoints, PointsState>(
    {
      where: "points",
      module: controlModule(pointsView, drawPlane),
      css: PLANE_STYLE + POINTS_STYLE,
      state: {
        ...{ domain, axes, lines, words: words(), kinds: classes, addable },
        landmarks: copyOf(landmarks),
        value: copyOf(value),
      },
      key: "value",
      read: (kept) => kept as PlanePoints,
      write: copyOf,
      kind: POINTS,
      accepts: (kept) =>
        POINTS.fits(kept) &&
        (addable || (kept as PlanePoints).x.length === count) &&
        (kept as PlanePoints).y.every((kind) => classes.includes(kind)) &&
        (kept as PlanePoints).x.every(isInside),
      words: ({ x }, { lines: shown }) => inWords(x, shown),
      picture: (state) => stillOfPoints(state, inWords(state.value.x, state.lines)),
    },
    { ...options, description },
  );
  return Object.defineProperty(control, "lines", {
    enumerable: true,
    get: () => widget.state.lines,
    set: (next: readonly PlaneLine[]) => {
      checkKind(next, LINES, "points", "lines");
      widget.state.lines = next;
    },
  }) as PointsControl;
}

const isPair = (value: unknown): value is readonly number[] =>
  Array.isArray(value) && value.length === 2 && value.every(isFiniteNumber);

const POINTS: Kind = {
  fits: (value) => {
    if (!isPlainObject(value)) return false;
    const { x, y } = value as Partial<Record<string, unknown>>;
    const areLists = Array.isArray(x) && Array.isArray(y) && x.length > 0 && x.length === y.length;
    return areLists && x.every(isPair) && y.every(isFiniteNumber);
  },
  expected: {
    fr: "un objet { x, y } : des points, et leurs classes",
    en: "an object { x, y }: points, and their classes",
  },
  example: "{ x: [[0, 0], [5, 5]], y: [0, 1] }",
};
const DOMAIN: Kind = {
  fits: (value) =>
    Array.isArray(value) && value.length === 2 && value.every((each) => isPair(each) && each[0] < each[1]),
  expected: { fr: "les bornes des deux axes", en: "the bounds of both axes" },
  example: "[[-3, 8], [-3, 8]]",
};
const AXES: Kind = {
  fits: (value) =>
    Array.isArray(value) && value.length === 2 && value.every((name) => typeof name === "string"),
  expected: { fr: "deux noms", en: "two names" },
  example: '["x₁", "x₂"]',
};
const LINES: Kind = {
  ...list("[{ weights: [-5, 1, 1] }]"),
  fits: (value) =>
    Array.isArray(value) &&
    value.every(
      ({ weights, label }: Partial<PlaneLine>) =>
        Array.isArray(weights) &&
        weights.length === 3 &&
        weights.every((weight) => typeof weight === "number") &&
        (label === undefined || typeof label === "string"),
    ),
};

function copyOf({ x, y }: PlanePoints): PlanePoints {
  return { x: x.map((point) => [...point]), y: [...y] };
}

/** Bounds with room to move the points, the same length along both axes. */
function domainAround(x: readonly (readonly number[])[]): number[][] {
  const bounds = [0, 1].map((axis) => {
    const all = x.map((point) => point[axis]);
    return [Math.min(...all), Math.max(...all)];
  });
  const half = 0.75 * Math.max(...bounds.map(([low, high]) => high - low)) || 1;
  return bounds.map(([low, high]) => [(low + high) / 2 - half, (low + high) / 2 + half]);
}

function words(): Readonly<Record<string, string>> {
  return {
    point: say({ fr: "point {n}, classe {kind} : {x} ; {y}", en: "point {n}, class {kind}: {x}; {y}" }),
    kind: say({ fr: "classe", en: "class" }),
    newKind: say({ fr: "un clic ajoute :", en: "a click adds:" }),
    add: say({ fr: "Ajouter un point", en: "Add a point" }),
    added: say({ fr: "point {n} ajouté, classe {kind}", en: "point {n} added, class {kind}" }),
    remove: say({ fr: "Supprimer le point", en: "Delete the point" }),
    removeOne: say({ fr: "Supprimer le point {n}", en: "Delete point {n}" }),
    removed: say({ fr: "point {n} supprimé, reste {count}", en: "point {n} deleted, {count} left" }),
  };
}

function inWords(x: PlanePoints["x"], lines: readonly PlaneLine[]): string {
  const equations = lines.map(({ weights: [b, w1, w2], label }) => {
    const equation = `${numeral(b, 3)} + ${numeral(w1, 3)} x₁ + ${numeral(w2, 3)} x₂ = 0`;
    return label === undefined ? equation : labelled(label, equation);
  });
  const count = say({ fr: `${x.length} point(s) à déplacer`, en: `${x.length} point(s) to move` });
  return [count, ...equations].join(separator(";"));
}
