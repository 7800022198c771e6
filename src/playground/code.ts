/**
 * The TypeScript that builds and trains what a playground shows: the same data, the same layers, the same
 * training, and so the same weights.
 */
import { language } from "../language/language.js";
import { countsOf, type SplitExamples } from "./examples.js";
import type { Task } from "./build-model.js";
import { readFormula } from "./protocol/formula.js";
import { REACH, type Settings } from "./protocol/settings.js";

/** Epochs with the same learning rate and batch size. */
export interface Phase {
  readonly epochs: number;
  readonly learningRate: number;
  readonly batchSize: number;
}

/** What the code is written from. */
export interface Recipe {
  readonly settings: Settings;
  readonly examples: SplitExamples;
  readonly inputs: number;
  readonly task: Task;
  /** The training so far. */
  readonly phases: readonly Phase[];
  readonly hasOwnModel: boolean;
  readonly hasOwnData: boolean;
}

/** The names that the code declares, in the lesson's language. */
const NAMES = {
  fr: {
    data: "donnees",
    learning: "apprentissage",
    model: "modele",
    own: "vos données",
    ownModel: "votre modèle",
  },
  en: { data: "data", learning: "training", model: "network", own: "your data", ownModel: "your model" },
} as const;

export function writeCode(recipe: Recipe): string {
  const { hasOwnModel, hasOwnData, settings } = recipe;
  const names = NAMES[language()];
  const hasTest = recipe.examples.test.x.length > 0;
  const imports = [
    ...(hasOwnData || settings.data === "points" ? [] : ["datasets"]),
    ...(hasOwnModel ? [] : ["layers"]),
    ...(hasOwnModel || settings.regularization === "none" ? [] : ["regularizers"]),
    ...(hasOwnModel ? [] : ["sequential", "train"]),
    ...(hasTest ? ["trainTestSplit"] : []),
  ];
  const data = hasOwnData ? `// x, y : ${names.own}` : dataCode(recipe, names.data);
  const split = hasTest
    ? `const { train: ${names.learning}, test } = trainTestSplit(\n  { ${ownPairs(recipe)} },\n  { testSize: ${recipe.examples.test.x.length}, seed: ${settings.seed} },\n);`
    : `const ${names.learning} = { ${ownPairs(recipe)} };`;
  return [
    ...(imports.length === 0 ? [] : [`import { ${imports.join(", ")} } from "neurones";\n`]),
    data,
    split,
    "",
    hasOwnModel ? `// model : ${names.ownModel}` : modelCode(recipe, names.model),
    ...trainingCode(recipe, hasOwnModel ? "model" : names.model, hasTest),
    "",
  ].join("\n");
}

/** `x, y`, or where the classes have other labels than 0, 1, …, their numbers. */
function ownPairs({ hasOwnData, hasOwnModel, examples: { labels } }: Recipe): string {
  if (!hasOwnData || hasOwnModel || labels.every((label, i) => label === i)) return "x, y";
  return `x, y: y.map((label) => [${labels.join(", ")}].indexOf(label))`;
}

function dataCode({ settings, examples }: Recipe, name: string): string {
  const { data, noise, seed, formula, points } = settings;
  const { n, pointsPerPetal } = countsOf(settings);
  const named = (call: string) => `const { x, y } = datasets.${call};`;
  // Their labels are −1 and 1.
  const signed = (call: string) =>
    `const ${name} = datasets.${call};\nconst x = ${name}.x;\nconst y = ${name}.y.map((label) => (label + 1) / 2);`;
  switch (data) {
    case "clouds":
      return signed(`perceptron({ n: ${n}, shift: 2, sd: ${noise}, seed: ${seed} })`);
    case "xor":
      return signed(`xor({ n: ${n}, noise: ${noise}, seed: ${seed} })`);
    case "flower":
      return named(`flower({ pointsPerPetal: ${pointsPerPetal}, noise: ${noise}, seed: ${seed} })`);
    case "curve": {
      return named(
        `curve({\n  f: (x) => ${readFormula(formula)!.code},\n  n: ${n}, from: ${-REACH}, to: ${REACH}, noise: ${noise}, seed: ${seed},\n})`,
      );
    }
    case "points":
      return `const x = [${points.map((point) => `[${point.slice(0, -1).join(", ")}]`).join(", ")}];\nconst y = [${examples.y.join(", ")}];`;
    default:
      return named(`${data}({ n: ${n}, noise: ${noise}, seed: ${seed} })`);
  }
}

function modelCode({ settings, inputs, task }: Recipe, name: string): string {
  const { hidden, seed, optimizer, regularization, regularizationRate, learningRate } = settings;
  const dense = (units: number, activation: string, isFirst: boolean) => {
    const options = [
      `units: ${units}`,
      `activation: "${activation}"`,
      ...(isFirst ? [`inputShape: [${inputs}]`] : []),
      ...(regularization === "none"
        ? []
        : [
            `kernelRegularizer: regularizers.${regularization}({ ${regularization}: ${regularizationRate} })`,
          ]),
    ];
    return `    layers.dense({ ${options.join(", ")} }),`;
  };
  const lines = [
    ...hidden.flatMap(({ units, activation, dropout }, i) => [
      dense(units, activation, i === 0),
      ...(dropout > 0 ? [`    layers.dropout({ rate: ${dropout} }),`] : []),
    ]),
    dense(task.units, task.activation, hidden.length === 0),
  ];
  const metrics = task.metrics.length === 0 ? "" : `, metrics: ["accuracy"]`;
  return [
    `const ${name} = sequential({\n  seed: ${seed},\n  layers: [\n${lines.join("\n")}\n  ],\n});`,
    `${name}.compile({ optimizer: train.${optimizer}(${learningRate}), loss: "${task.loss}"${metrics} });`,
  ].join("\n");
}

/** One call of `fit` for each phase: the learner may change learning rate and batch size on the way. */
function trainingCode({ phases, settings }: Recipe, model: string, hasTest: boolean): string[] {
  const { learning } = NAMES[language()];
  let rate = settings.learningRate;
  return phases.flatMap(({ epochs, learningRate, batchSize }, i) => {
    const validation = hasTest ? `, validationData: [test.x, test.y]` : "";
    const isOther = i === 0 ? learningRate !== settings.learningRate : learningRate !== rate;
    rate = learningRate;
    return [
      ...(isOther ? [`${model}.optimizer.learningRate = ${learningRate};`] : []),
      `await ${model}.fit(${learning}.x, ${learning}.y, {\n  epochs: ${epochs}, batchSize: ${batchSize}${validation}, verbose: 0,\n});`,
    ];
  });
}
