/** The table of a model's layers with output shapes and parameter counts, as Keras prints it. */
import { checkKind } from "../errors/check-options.js";
import { wholeBetween, type Kind } from "../errors/kinds.js";
import { escapeHtml } from "../host/html.js";
import { notebook } from "../host/notebook.js";
import { formatNumber, say } from "../language/language.js";
import type { BatchShape } from "../tensor/shape.js";
import type { ModelDescription } from "./description.js";

interface Row {
  readonly layer: string;
  readonly shape: string;
  readonly parameters: string;
  /** The layers whose outputs it reads; shown only where the model is not a chain. */
  readonly from: string;
}

/** A shape as Keras writes it, such as `(None, 28, 28, 1)`; None is a batch of any size. */
function kerasShape(shape: BatchShape): string {
  return `(${shape.map((extent) => extent ?? "None").join(", ")}${shape.length === 1 ? "," : ""})`;
}

function rowsOf({ graph }: ModelDescription): { rows: readonly Row[]; branched: boolean } {
  const nameOf = (slot: number) =>
    graph.writerOf(slot)?.node.layer.name ?? graph.inputs[slot].name ?? `input_${slot + 1}`;
  const branched =
    graph.inputs.length > 1 ||
    graph.nodes.length > graph.layers.length ||
    graph.nodes.some(({ inputs, outputs }) => inputs.length !== 1 || inputs[0] !== outputs[0] - 1);
  const inputs = graph.inputs.map(({ shape }, slot) => ({
    layer: `${nameOf(slot)} (InputLayer)`,
    shape: kerasShape(shape),
    parameters: "0",
    from: "",
  }));
  const rows = graph.layers.map((layer) => {
    const uses = graph.nodes.filter((node) => node.layer === layer);
    return {
      layer: `${layer.name} (${layer.className})`,
      shape: uses[0].outputShapes.map(kerasShape).join(", "),
      parameters: formatNumber(layer.countParams()),
      from: [...new Set(uses.flatMap(({ inputs: read }) => read.map(nameOf)))].join(", "),
    };
  });
  return { rows: branched ? [...inputs, ...rows] : rows, branched };
}

/** The totals below the table; a weight that several layers share counts once. */
function totals(model: ModelDescription): readonly (readonly [string, string])[] {
  const count = (weights: ModelDescription["weights"]) =>
    [...new Set(weights)].reduce((sum, { size }) => sum + size, 0);
  const [all, trainable] = [count(model.weights), count(model.trainableWeights)];
  return [
    [say({ fr: "Paramètres au total", en: "Total params" }), formatNumber(all)],
    [say({ fr: "Paramètres appris", en: "Trainable params" }), formatNumber(trainable)],
    [say({ fr: "Paramètres fixes", en: "Non-trainable params" }), formatNumber(all - trainable)],
  ];
}

function headings(branched: boolean): readonly string[] {
  return [
    say({ fr: "Couche (genre)", en: "Layer (type)" }),
    say({ fr: "Forme de sortie", en: "Output Shape" }),
    say({ fr: "Paramètres", en: "Param #" }),
    ...(branched ? [say({ fr: "Reçoit de", en: "Connected to" })] : []),
  ];
}

/** The lines of the table. */
export function summaryLines(model: ModelDescription, lineLength = 0): string[] {
  const { rows, branched } = rowsOf(model);
  const heads = headings(branched);
  const cells = rows.map(({ layer, shape, parameters, from }) => [
    layer,
    shape,
    parameters,
    ...(branched ? [from] : []),
  ]);
  const widths = heads.map(
    (_, column) => Math.max(...[heads, ...cells].map((row) => row[column].length)) + 3,
  );
  const line = (row: readonly string[]) =>
    ` ${row.map((cell, column) => cell.padEnd(widths[column])).join("")}`.trimEnd();
  const width = Math.max(
    lineLength,
    65,
    widths.reduce((sum, each) => sum + each, 1),
  );
  return [
    `${say({ fr: "Modèle", en: "Model" })}${say({ fr: " : « ", en: ": “" })}${model.label}${say({ fr: " »", en: "”" })}`,
    "_".repeat(width),
    line(heads),
    "=".repeat(width),
    ...cells.map(line),
    "=".repeat(width),
    ...totals(model).map(([name, value]) => `${name}${say({ fr: " :", en: ":" })} ${value}`),
    "_".repeat(width),
  ];
}

function summaryTable(model: ModelDescription): string {
  const { rows, branched } = rowsOf(model);
  const cell = (tag: "td" | "th", text: string, right: boolean) =>
    `<${tag} style="text-align:${right ? "right" : "left"};padding:2px 12px">${escapeHtml(text)}</${tag}>`;
  const row = (tag: "td" | "th", texts: readonly string[]) =>
    `<tr>${texts.map((text, column) => cell(tag, text, column === 2)).join("")}</tr>`;
  const body = rows.map(({ layer, shape, parameters, from }) =>
    row("td", [layer, shape, parameters, ...(branched ? [from] : [])]),
  );
  const foot = totals(model).map(([name, value]) => row("td", [name, "", value, ...(branched ? [""] : [])]));
  const caption = `<caption style="caption-side:top;text-align:left;white-space:nowrap">${escapeHtml(`${say({ fr: "Modèle", en: "Model" })} ${model.label}`)}</caption>`;
  return `<table>${caption}<thead>${row("th", headings(branched))}</thead><tbody>${body.join("")}</tbody><tfoot style="border-top:1px solid;font-weight:600">${foot.join("")}</tfoot></table>`;
}

const LONGEST = 1000;
const LENGTH = wholeBetween(1, LONGEST, 80);
const PRINTER: Kind = {
  fits: (value) => typeof value === "function",
  expected: { fr: "une fonction d’une ligne", en: "a function that takes a line" },
  example: "(line) => console.log(line)",
};
const NO_POSITIONS: Kind = {
  fits: () => false,
  expected: { fr: "undefined", en: "undefined" },
  example: "undefined",
  mend: {
    fr: "Les colonnes trouvent leur place toutes seules : model.summary(80, undefined, (line) => console.log(line)).",
    en: "The positions of the columns are computed: model.summary(80, undefined, (line) => console.log(line)).",
  },
};

/** The arguments of `summary`; null stands for none, as in TensorFlow.js. */
export function checkSummary(lineLength: unknown, positions: unknown, printFn: unknown): void {
  for (const [value, kind, name] of [
    [lineLength, LENGTH, "lineLength"],
    [positions, NO_POSITIONS, "positions"],
    [printFn, PRINTER, "printFn"],
  ] as const) {
    if (value !== undefined && value !== null) checkKind(value, kind, "summary", name);
  }
}

/** Shows the table below the running cell, or gives its lines to `print`. */
export function showSummary(
  model: ModelDescription,
  lineLength: number,
  print: ((line: string) => void) | undefined,
): void {
  const lines = summaryLines(model, lineLength);
  if (print === undefined)
    notebook().display({ "text/html": summaryTable(model), "text/plain": lines.join("\n") });
  else lines.forEach((line) => print(line));
}
