/**
 * A computation as a graph from left to right, which backpropagation traverses. Each box shows a quantity,
 * its value (computed in the forward pass) and its gradient (computed in the backward pass, in another
 * colour).
 */
import { ArgumentError } from "../errors/errors.js";
import { numeral, say } from "../language/language.js";
import type { FigureElement } from "./document/figure-element.js";
import type { Figure } from "./figure.js";
import { element, frame, type FrameOptions } from "./frame.js";
import { BACKGROUND, INK, MUTED, seriesColour, textWidth } from "./theme.js";

/** One quantity of the computation. */
export interface GraphNode {
  /** The name, such as « z », which `from` of other nodes refers to. */
  readonly name: string;
  /** The formula that computes it, such as « w·x + b ». */
  readonly formula?: string;
  readonly value?: number;
  /** The derivative of the final result with respect to this quantity. */
  readonly gradient?: number;
  /** The names of the quantities from which it is computed; none for an input. */
  readonly from?: readonly string[];
}

/** The options of `computationGraph`. */
export interface ComputationGraphOptions extends FrameOptions {
  /** Each node stands after those from which it is computed. */
  readonly nodes: readonly GraphNode[];
}

/** The minimal size of a box, and the gaps between boxes. */
const BOX = { width: 112, height: 74, across: 34, down: 20 };
/** The maximal width of a box; longer texts get smaller letters. */
const WIDEST = 240;
const BACK = seriesColour(1);

export function computationGraph(options: ComputationGraphOptions): Figure {
  const { nodes } = options;
  const columns = new Map<string, number>();
  for (const { name, from = [] } of nodes) {
    const unknown = from.find((source) => !columns.has(source));
    if (unknown !== undefined) {
      throw new ArgumentError({
        where: "computationGraph",
        argument: "nodes",
        received: `${name} ← ${unknown}`,
        expected: { fr: "des nœuds déjà donnés", en: "nodes given before" },
        mend: { fr: `Placez « ${unknown} » avant « ${name} ».`, en: `Put "${unknown}" before "${name}".` },
      });
    }
    columns.set(name, from.length === 0 ? 0 : 1 + Math.max(...from.map((source) => columns.get(source)!)));
  }
  alignInputs(nodes, columns);
  const across = Math.max(...columns.values()) + 1;
  const byColumn = Array.from({ length: across }, (_, column) =>
    nodes.filter(({ name }) => columns.get(name) === column),
  );
  const down = Math.max(...byColumn.map((members) => members.length));
  const boxWidth = Math.min(WIDEST, Math.max(BOX.width, ...nodes.map(widthOfWords)));
  const width = across * (boxWidth + BOX.across) - BOX.across;
  const height = down * (BOX.height + BOX.down) - BOX.down;
  const places = new Map<string, { x: number; y: number }>();
  for (const [column, members] of byColumn.entries()) {
    members.forEach(({ name }, row) =>
      places.set(name, {
        x: column * (boxWidth + BOX.across),
        y: (height * (row + 0.5)) / members.length - BOX.height / 2,
      }),
    );
  }
  const body = element("svg", { width, height });
  for (const { name, from = [] } of nodes)
    for (const source of from) body.append(edge(places.get(source)!, places.get(name)!, boxWidth));
  for (const node of nodes) body.append(box(node, places.get(node.name)!, boxWidth));
  const words = nodes.map(
    ({ name, value, gradient }) =>
      `${name}${value === undefined ? "" : ` = ${numeral(value)}`}${gradient === undefined ? "" : ` (${say({ fr: "gradient", en: "gradient" })} ${numeral(gradient)})`}`,
  );
  return frame({
    ...options,
    body,
    width,
    height,
    legend: [
      { label: say({ fr: "valeur, calculée vers la droite", en: "value, computed rightward" }), colour: INK },
      {
        label: say({ fr: "gradient ∂L/∂·, calculé vers la gauche", en: "gradient ∂L/∂·, computed leftward" }),
        colour: BACK,
      },
    ],
    description: say({
      fr: `Graphe de calcul : ${words.join(", ")}.`,
      en: `Computation graph: ${words.join(", ")}.`,
    }),
  });
}

/** An input stands in the column just before its first use, so that its arrow is short. */
function alignInputs(nodes: readonly GraphNode[], columns: Map<string, number>): void {
  for (const { name, from = [] } of nodes) {
    if (from.length > 0) continue;
    const uses = nodes.filter((node) => node.from?.includes(name)).map((node) => columns.get(node.name)!);
    if (uses.length > 0) columns.set(name, Math.min(...uses) - 1);
  }
}

/** The lines of a box with their font sizes: name or formula, value, gradient. */
function linesOf({
  name,
  formula,
  value,
  gradient,
}: GraphNode): { text: string; size: number; offset: number; attributes: Record<string, string | number> }[] {
  return [
    {
      text:
        formula === undefined
          ? name
          : `${name} = ${formula.replace(/\d+\.\d+/g, (digits) => numeral(Number(digits)))}`,
      size: 14,
      offset: 20,
      attributes: { "font-weight": 600, fill: INK },
    },
    ...(value === undefined
      ? []
      : [{ text: numeral(value), size: 13, offset: 41, attributes: { fill: INK } }]),
    ...(gradient === undefined
      ? []
      : [
          {
            text: `∂L/∂${name} = ${numeral(gradient)}`,
            size: 12,
            offset: 62,
            attributes: { fill: BACK, "font-weight": 600 },
          },
        ]),
  ];
}

function widthOfWords(node: GraphNode): number {
  // Only the first line, a formula, may get smaller letters; numbers do not.
  return (
    Math.max(
      ...linesOf(node).map(({ text, size }, line) => textWidth(text, line === 0 ? 0.8 * size : size, true)),
    ) + 12
  );
}

function box(node: GraphNode, { x, y }: { x: number; y: number }, width: number): FigureElement {
  const { formula } = node;
  return element(
    "g",
    {},
    element("rect", {
      x: x + 0.75,
      y: y + 0.75,
      width: width - 1.5,
      height: BOX.height - 1.5,
      rx: 8,
      fill: formula === undefined ? "#f4f7fa" : BACKGROUND,
      stroke: formula === undefined ? "#8a949e" : INK,
      "stroke-width": 1.3,
    }),
    ...linesOf(node).map(({ text, size, offset, attributes }) =>
      element(
        "text",
        {
          x: x + width / 2,
          y: y + offset,
          "text-anchor": "middle",
          "font-size": Math.min(size, (size * (width - 12)) / textWidth(text, size, true)),
          ...attributes,
        },
        text,
      ),
    ),
  );
}

function edge(from: { x: number; y: number }, to: { x: number; y: number }, width: number): FigureElement {
  const [x1, y1, x2, y2] = [from.x + width, from.y + BOX.height / 2, to.x - 1, to.y + BOX.height / 2];
  const bend = (x2 - x1) / 2;
  return element(
    "g",
    { fill: "none", stroke: MUTED, "stroke-width": 1.5 },
    element("path", { d: `M${x1},${y1}C${x1 + bend},${y1} ${x2 - bend},${y2} ${x2 - 6},${y2}` }),
    element("path", { d: `M${x2},${y2}l-9,-4v8Z`, fill: MUTED, stroke: "none" }),
  );
}
