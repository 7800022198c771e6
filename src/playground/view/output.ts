/** The large picture: the zones of the classes with the points over them, or the curve that is learned. */
import { say } from "../../language/language.js";
import { CURVE, SIDE, type Drawing } from "../protocol/frames.js";
import type { Scene } from "../protocol/messages.js";
import { css, type Colours } from "./colours.js";
import { frontier } from "../protocol/frontier.js";
import { checkbox, element, prepare } from "./elements.js";

/** The points as the trainer sends them. */
export interface PointSet {
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly isTest: Uint8Array;
}

export class Output {
  readonly element: HTMLElement;
  /** The canvas on which points are drawn by hand. */
  readonly sheet = element("canvas", { class: "points", role: "img" });
  private readonly zones = element("canvas", { class: "zones", "aria-hidden": "true" });
  private readonly small = element("canvas", { width: SIDE, height: SIDE });
  private readonly legend = element("p", { class: "legend" });
  private scene: Scene | undefined;
  private points: PointSet | undefined;
  private showsTest = false;
  private colours: Colours | undefined;

  constructor(below: readonly Node[]) {
    this.element = element(
      "section",
      { class: "output", "aria-label": say({ fr: "Sortie", en: "Output" }) },
      element("h3", {}, say({ fr: "Ce que répond le réseau", en: "The network’s answer" })),
      element("div", { class: "plane" }, this.zones, this.sheet),
      this.legend,
      checkbox(say({ fr: "montrer les points de test", en: "show the test points" }), false, (shows) => {
        this.showsTest = shows;
        this.drawPoints();
      }),
      ...below,
    );
  }

  /** Pixels of a side. */
  private get size(): number {
    return this.zones.clientWidth;
  }

  show(scene: Scene, points: PointSet | undefined, colours: Colours): void {
    this.scene = scene;
    this.points = points;
    this.colours = colours;
    const { problem, classes, inputs, examples } = scene;
    this.sheet.setAttribute(
      "aria-label",
      say({
        fr: `${problem === "regression" ? "Valeurs prédites" : `Zones de décision de ${classes} classes`}, ${examples.train} points d’apprentissage, ${examples.test} de test`,
        en: `${problem === "regression" ? "Predicted values" : `Decision zones of ${classes} classes`}, ${examples.train} training points, ${examples.test} test points`,
      }),
    );
    const names =
      inputs.length === 1
        ? [say({ fr: "points", en: "points" })]
        : problem === "regression"
          ? [say({ fr: "petit", en: "small" }), say({ fr: "grand", en: "large" })]
          : Array.from({ length: classes }, (_, k) => say({ fr: `classe ${k}`, en: `class ${k}` }));
    this.legend.replaceChildren(...names.map((name, k) => this.entry(name, k, colours)));
    this.drawPoints();
  }

  private entry(name: string, k: number, colours: Colours): HTMLElement {
    const canvas = element("canvas", { "aria-hidden": "true" });
    const context = prepare(canvas, 14, 14);
    canvas.style.width = canvas.style.height = "14px";
    mark(context, 7, 7, k, css(colours.classes[k % 10]), false, colours);
    return element("span", {}, canvas, ` ${name}`);
  }

  /** The coordinates of a point of the canvas, as data. */
  coordinates(event: MouseEvent): readonly [number, number] {
    const { left, top, width, height } = this.sheet.getBoundingClientRect();
    const [[l, r], [b, t]] = this.scene!.domain;
    return [l + ((r - l) * (event.clientX - left)) / width, t - ((t - b) * (event.clientY - top)) / height];
  }

  draw(drawing: Drawing, colours: Colours): void {
    const { scene, size } = this;
    if (scene === undefined || size === 0) return;
    const context = prepare(this.zones, size, size);
    context.clearRect(0, 0, size, size);
    if (scene.inputs.length === 1) return this.drawCurve(context, drawing, colours);
    const inner = this.small.getContext("2d")!;
    const image = inner.createImageData(SIDE, SIDE);
    const pixels = new Uint32Array(image.data.buffer);
    const { classes, sureties } = drawing;
    for (let i = 0; i < pixels.length; i++) pixels[i] = colours.zones[classes[i] % 10][sureties[i]];
    inner.putImageData(image, 0, 0);
    context.imageSmoothingEnabled = true;
    context.imageSmoothingQuality = "high";
    context.drawImage(this.small, 0, 0, size, size);
    if (scene.problem === "regression") return;
    context.strokeStyle = colours.ink;
    context.lineWidth = 1.6;
    context.globalAlpha = 0.75;
    context.beginPath();
    frontier(drawing, scene.classes, (x1, y1, x2, y2) => {
      context.moveTo((x1 * size) / SIDE, (y1 * size) / SIDE);
      context.lineTo((x2 * size) / SIDE, (y2 * size) / SIDE);
    });
    context.stroke();
    context.globalAlpha = 1;
  }

  private drawCurve(context: CanvasRenderingContext2D, { curve }: Drawing, colours: Colours): void {
    const { size } = this;
    const [low, high] = this.scene!.domain[1];
    context.fillStyle = css(colours.ground);
    context.fillRect(0, 0, size, size);
    const zero = size * (1 - (0 - low) / (high - low));
    context.strokeStyle = colours.edge;
    context.beginPath();
    context.moveTo(0, zero);
    context.lineTo(size, zero);
    context.stroke();
    context.strokeStyle = css(colours.classes[1]);
    context.lineWidth = 3;
    context.lineJoin = "round";
    context.beginPath();
    curve.forEach((value, i) =>
      context.lineTo((size * i) / (CURVE - 1), size * (1 - (value - low) / (high - low))),
    );
    context.stroke();
  }

  /** Draws the points on a canvas of their own: they change far less often than the zones. */
  drawPoints(): void {
    const { scene, points, size, colours } = this;
    if (scene === undefined || colours === undefined || size === 0) return;
    const context = prepare(this.sheet, size, size);
    context.clearRect(0, 0, size, size);
    if (points === undefined) return;
    const [[l, r], [b, t]] = scene.domain;
    const isLine = scene.inputs.length === 1;
    const middle = (Math.min(...points.y) + Math.max(...points.y)) / 2;
    points.y.forEach((target, i) => {
      if (points.isTest[i] === 1 && !this.showsTest) return;
      const [x, y] = isLine ? [points.x[i], target] : [points.x[2 * i], points.x[2 * i + 1]];
      const kind = isLine ? 0 : scene.problem === "regression" ? Number(target > middle) : target;
      mark(
        context,
        (size * (x - l)) / (r - l),
        size * (1 - (y - b) / (t - b)),
        kind,
        css(colours.classes[kind % 10]),
        points.isTest[i] === 1,
        colours,
      );
    });
  }
}

/** A point: a circle, a triangle, a square or a diamond, by its class; a hollow one belongs to the test. */
function mark(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  kind: number,
  colour: string,
  isHollow: boolean,
  { ground, ink }: Colours,
): void {
  const size = 3.6;
  context.beginPath();
  const corners = [0, 3, 4, 4, 5, 6][kind % 6];
  if (corners === 0) context.arc(x, y, size, 0, 2 * Math.PI);
  else {
    const turn = kind % 6 === 2 ? Math.PI / 4 : -Math.PI / 2;
    for (let i = 0; i < corners; i++) {
      const angle = turn + (2 * Math.PI * i) / corners;
      context.lineTo(x + 1.35 * size * Math.cos(angle), y + 1.35 * size * Math.sin(angle));
    }
    context.closePath();
  }
  context.fillStyle = isHollow ? css(ground) : colour;
  context.fill();
  context.lineWidth = isHollow ? 1.8 : 1;
  context.strokeStyle = isHollow ? colour : ink === "" ? "#fff" : css(ground);
  context.stroke();
}
