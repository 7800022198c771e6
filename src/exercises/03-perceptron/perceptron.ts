import { functionExercise } from "../kinds.js";
import { affine, logistic } from "../logistic.js";

type Inputs = [x: number[], w: number[], b: number];

/** σ(b + w · x) in any dimension. */
export const perceptron = functionExercise<Inputs>({
  id: "03-perceptron",
  title: { fr: "Le perceptron en code", en: "The perceptron in code" },
  reference: (x, w, b) => logistic(affine(x, w, b)),
  inputs: [
    [[3, 1], [0.5, -2], 1],
    [[0, 0], [1, 1], -2],
    [[2], [1.5], 0.25],
    [[1, -2, 3, 0.5], [0.2, 0.4, -0.6, 1], 0.7],
  ],
  draw: (draw) =>
    [2, 3, 5].map((length) => [draw.numbers(length, -2, 2), draw.numbers(length, -2, 2), draw.number(-2, 2)]),
  mistakes: [
    {
      like: (x, w) => logistic(affine(x, w, 0)),
      why: {
        fr: "Le biais b n’est pas compté : avec x = (0, 0), la sortie doit être σ(b).",
        en: "The bias b is not counted: with x = (0, 0) the output must be σ(b).",
      },
    },
    {
      like: (x, w, b) => affine(x, w, b),
      why: {
        fr: "C’est la somme z ; il manque l’activation.",
        en: "That is the sum z; the activation is missing.",
      },
    },
    {
      like: (x, w, b) => logistic(affine(x, w, -b)),
      why: { fr: "Le biais s’ajoute, il ne se retranche pas.", en: "The bias is added, not subtracted." },
    },
    {
      like: (x, w, b) => logistic(-affine(x, w, b)),
      why: {
        fr: "La sortie décroît quand z croît : vérifiez le signe dans l’exponentielle.",
        en: "The output falls as z grows: check the sign in the exponential.",
      },
    },
    {
      like: (x, w, b) => logistic(affine(x, w, 0)) + b,
      why: {
        fr: "Le biais s’ajoute avant l’activation, pas après.",
        en: "The bias is added before the activation, not after.",
      },
    },
    {
      like: (x, w, b) => logistic(x.reduce((sum, value, i) => sum + w[i] * value + b, 0)),
      why: {
        fr: "Le biais est ajouté à chaque tour de boucle ; il ne compte qu’une fois.",
        en: "The bias is added at each turn of the loop; it counts once.",
      },
    },
    {
      like: (x, w, b) => (affine(x, w, b) > 0 ? 1 : 0),
      why: {
        fr: "C’est la classe ; la sortie demandée est la probabilité ŷ, avant le seuil.",
        en: "That is the class; the output asked for is the probability ŷ, before the threshold.",
      },
    },
  ],
  because: {
    fr: "Un perceptron est une régression logistique : une somme pondérée des entrées, un biais, puis σ.",
    en: "A perceptron is a logistic regression: a weighted sum of the inputs, a bias, then σ.",
  },
  hints: [
    {
      fr: "Additionnez les produits `w[i] * x[i]` dans une boucle, puis ajoutez `b`, puis appliquez σ.",
      en: "Add up the products `w[i] * x[i]` in a loop, then add `b`, then apply σ.",
    },
    {
      fr: "La boucle va de 0 à `x.length` exclu : la dimension n’est pas toujours 2.",
      en: "The loop runs from 0 to `x.length`, excluded: the dimension is not always 2.",
    },
    {
      fr: "Partez de `let z = b;`, ajoutez-y chaque produit, puis renvoyez 1 / (1 + e^(−z)).",
      en: "Start from `let z = b;`, add each product, then return 1 / (1 + e^(−z)).",
    },
  ],
  read: { fr: "section 1, « Le modèle ».", en: 'section 1, "The model".' },
});
