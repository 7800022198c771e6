import { separator } from "../../language/language.js";
import { asNumber } from "../compare.js";
import type { Exercise, Judgement } from "../exercise.js";
import { affine, logistic } from "../logistic.js";

const CORNERS = [
  [1, 1],
  [-1, -1],
  [1, -1],
  [-1, 1],
];
const isOne = ([a, b]: readonly number[]) => a * b > 0;

/** The network's output; each hidden neuron and the output neuron is given as [b, w1, w2]. */
function output([first, second, last]: readonly number[][], point: readonly number[]): number {
  const through = ([b, ...w]: readonly number[], x: readonly number[]) => logistic(affine(x, w, b));
  return through(last, [through(first, point), through(second, point)]);
}

function weightsOf(value: unknown): number[][] | undefined {
  if (!Array.isArray(value) || value.length !== 3) return undefined;
  const rows = value.map((row: unknown) => (Array.isArray(row) && row.length === 3 ? row.map(asNumber) : []));
  return rows.every(
    (row) => row.length === 3 && row.every((weight) => weight !== undefined && Number.isFinite(weight)),
  )
    ? (rows as number[][])
    : undefined;
}

function judge(value: unknown): Judgement {
  const weights = weightsOf(value);
  if (weights === undefined) {
    return {
      right: false,
      why: {
        fr: "La réponse attendue est [neurone1, neurone2, sortie], chacun avec trois nombres : le biais, puis deux poids.",
        en: "The answer should be [neuron1, neuron2, output], each with three numbers: the bias, then two weights.",
      },
    };
  }
  const wrong = CORNERS.filter((corner) => output(weights, corner) > 0.5 !== isOne(corner));
  if (wrong.length === 0) return { right: true };
  if (wrong.length === CORNERS.length) {
    return {
      right: false,
      why: {
        fr: "Les quatre coins sont faux : vos classes sont inversées. Changez le signe de la sortie tout entière.",
        en: "All four corners are wrong: your classes are exchanged. Change the sign of the whole output.",
      },
    };
  }
  const [corner] = wrong;
  const place = `(${corner.map((v) => (v < 0 ? "−1" : "1")).join(separator(";"))})`;
  const value3 = output(weights, corner).toFixed(3);
  return {
    right: false,
    credit: wrong.length === 1 ? 0.5 : 0,
    why: {
      fr: `${wrong.length === 1 ? "Un coin est faux" : `${wrong.length} coins sont faux`} : en ${place}, la sortie est ${value3.replace(".", ",")}, alors qu’elle devrait être ${isOne(corner) ? "au-dessus" : "en dessous"} de 0,5.`,
      en: `${wrong.length === 1 ? "One corner is wrong" : `${wrong.length} corners are wrong`}: at ${place} the output is ${value3}, but it should be ${isOne(corner) ? "above" : "below"} 0.5.`,
    },
  };
}

/**
 * Weights are right if the output is on the right side of 0.5 at all four corners; three right corners earn
 * half the points.
 */
export const byHand: Exercise = {
  id: "04-a-la-main",
  title: { fr: "Un réseau réglé à la main", en: "A network set by hand" },
  form: {
    fr: "Réponse attendue : pour chacun des trois neurones, un tableau de trois nombres, le biais puis les deux poids.",
    en: "Expected: for each of the three neurons an array of three numbers, the bias, then the two weights.",
  },
  probe: { kind: "value" },
  judge: (observed) => judge(observed.kind === "value" ? observed.value : undefined),
  because: {
    fr: "Deux neurones cachés tracent deux droites, et la sortie combine leurs réponses : ce qu’une seule droite ne pouvait pas faire.",
    en: "Two hidden neurons draw two lines, and the output combines their answers: what a single line could not do.",
  },
  hints: [
    {
      fr: "Dessinez deux droites parallèles qui isolent chacune un coin de la classe 1. Chaque droite est un neurone caché.",
      en: "Draw two parallel lines, each of which cuts off one corner of class 1. Each line is a hidden neuron.",
    },
    {
      fr: "Un neurone actif seulement en (1 ; 1) : par exemple, x₁ + x₂ − 1 fois 10. L’autre, actif seulement en (−1 ; −1) : le même, signes de x₁ et x₂ changés.",
      en: "A neuron active at (1, 1) only: x₁ + x₂ − 1 times 10, say. The other, active at (−1, −1) only: the same with the signs of x₁ and x₂ changed.",
    },
    {
      fr: "La sortie fait un OU des deux : deux grands poids positifs, et un biais négatif qui vaut à peu près la moitié de l’un d’eux.",
      en: "The output is an OR of the two: two large positive weights, and a negative bias of about half of one of them.",
    },
  ],
  read: { fr: "section 4, « Deux neurones cachés ».", en: 'section 4, "Two hidden neurons".' },
};
