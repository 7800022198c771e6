import { numberExercise } from "../kinds.js";

/** −ln(1/10): the cross-entropy of ten equal probabilities. */
export const chance = numberExercise({
  id: "06-hasard",
  title: { fr: "La perte d’un modèle qui ne sait rien", en: "The loss of a model that knows nothing" },
  expected: Math.log(10),
  tolerance: { absolute: 0.0051, relative: 0 },
  mistakes: [
    {
      value: -Math.log(10),
      why: {
        fr: "Une entropie croisée n’est jamais négative : regardez le signe moins de la formule.",
        en: "A cross-entropy is never negative: look at the minus sign of the formula.",
      },
    },
    {
      value: Math.log2(10),
      why: {
        fr: "C’est le logarithme en base 2 ; la formule utilise le logarithme népérien.",
        en: "That is the logarithm to base 2; the formula uses the natural one.",
      },
    },
    {
      value: 1,
      why: {
        fr: "C’est le logarithme décimal ; la formule utilise le logarithme népérien.",
        en: "That is the decimal logarithm; the formula uses the natural one.",
      },
    },
    {
      value: 0.1,
      why: {
        fr: "C’est la probabilité donnée à la bonne classe ; la perte en est l’opposé du logarithme.",
        en: "That is the probability of the right class; the loss is minus its logarithm.",
      },
    },
    {
      value: 10 * Math.log(10),
      why: {
        fr: "Un seul terme de la somme reste : y vaut 0 pour les neuf autres classes.",
        en: "One term of the sum remains: y is 0 for the nine other classes.",
      },
    },
    {
      value: 0,
      why: {
        fr: "Une perte nulle serait celle d’un modèle parfait.",
        en: "A loss of zero would be a perfect model's.",
      },
    },
  ],
  because: {
    fr: "−ln de la probabilité de la bonne classe, qui est la même pour toutes : une perte plus grande au départ signale une erreur.",
    en: "−ln of the probability of the right class, which is the same for all: a larger loss at the start points to a mistake.",
  },
  hints: [
    {
      fr: "Un tel modèle donne la même probabilité à chacun des dix chiffres.",
      en: "Such a model gives each of the ten digits the same probability.",
    },
    {
      fr: "La perte d’un exemple est −ln p, où p est la probabilité donnée à la bonne classe.",
      en: "An example's loss is −ln p, where p is the probability of the right class.",
    },
    {
      fr: "`Math.log` est le logarithme népérien ; ici p = 1/10.",
      en: "`Math.log` is the natural logarithm; here p = 1/10.",
    },
  ],
  read: { fr: "section 4, « Compiler et apprendre ».", en: 'section 4, "Compiling and learning".' },
});
