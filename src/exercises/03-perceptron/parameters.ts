import { functionExercise } from "../kinds.js";

/** d + 1: one weight per input, and the bias. */
export const parameters = functionExercise<[number]>({
  id: "03-parametres",
  title: { fr: "Nombre de paramètres", en: "Number of parameters" },
  reference: (d) => d + 1,
  inputs: [[1], [2], [7], [784]],
  draw: (draw) => draw.several(3, () => [draw.integer(3, 500)]),
  mistakes: [
    {
      like: (d) => d,
      why: {
        fr: "Vous comptez un poids par entrée ; il manque quelque chose dans la formule z = w₁x₁ + … + b.",
        en: "You count one weight an input; something of z = w₁x₁ + … + b is missing.",
      },
    },
    {
      like: () => 3,
      why: {
        fr: "C’est le nombre pour deux entrées ; la fonction doit valoir pour tout d.",
        en: "That is the number for two inputs; the function must hold for any d.",
      },
    },
    {
      like: (d) => 2 * d,
      why: {
        fr: "Chaque entrée a bien un poids, mais pas de biais à elle.",
        en: "Each input has a weight, but no bias of its own.",
      },
    },
    {
      like: (d) => d + 2,
      why: {
        fr: "Un de trop : l’activation f n’a pas de paramètre.",
        en: "One too many: the activation f has no parameter.",
      },
    },
  ],
  because: {
    fr: "Un poids par entrée, et un biais pour déplacer la frontière hors de l’origine.",
    en: "One weight an input, and a bias to move the boundary away from the origin.",
  },
  hints: [
    {
      fr: "Quels nombres l’apprentissage peut-il changer dans ŷ = f(w₁x₁ + … + w_d x_d + b) ?",
      en: "Which numbers can learning change in ŷ = f(w₁x₁ + … + w_d x_d + b)?",
    },
    {
      fr: "Écrivez la formule pour d = 2 et soulignez chaque lettre qui n’est ni une entrée ni f.",
      en: "Write the formula for d = 2 and underline each letter that is neither an input nor f.",
    },
    {
      fr: "Autant de poids que d’entrées, et un seul biais pour le neurone.",
      en: "As many weights as inputs, and one bias for the neuron.",
    },
  ],
  read: { fr: "section 1, « Le modèle ».", en: 'section 1, "The model".' },
});
