import { numberExercise } from "../kinds.js";

/** −ln(1/2), the critic's loss where it answers one half to everything. */
export const balance = numberExercise({
  id: "10-equilibre",
  title: { fr: "La perte d’un critique qui hésite", en: "The loss of a critic that hesitates" },
  expected: Math.LN2,
  tolerance: { absolute: 0.0051, relative: 0 },
  mistakes: [
    {
      value: 2 * Math.LN2,
      why: {
        fr: "La perte est une moyenne sur toutes les réponses, pas la somme d’un vrai et d’un faux.",
        en: "The loss is a mean over all answers, not the sum of a real one and a fake.",
      },
    },
    {
      value: -Math.LN2,
      why: {
        fr: "Une perte de cette sorte n’est jamais négative : regardez le signe moins de la formule.",
        en: "A loss of this kind is never negative: look at the minus sign of the formula.",
      },
    },
    {
      value: 0.5,
      why: {
        fr: "C’est la probabilité que donne le critique ; sa perte en est moins le logarithme.",
        en: "That is the probability that the critic gives; its loss is minus the logarithm of it.",
      },
    },
    {
      value: 1,
      why: {
        fr: "C’est le logarithme en base 2 ; la formule utilise le logarithme népérien.",
        en: "That is the logarithm to base 2; the formula uses the natural one.",
      },
    },
    {
      value: 0,
      why: {
        fr: "Une perte nulle serait celle d’un critique qui ne se trompe jamais.",
        en: "A loss of zero would be that of a critic that is never wrong.",
      },
    },
    {
      value: Math.log10(2),
      why: {
        fr: "C’est le logarithme décimal ; la formule utilise le logarithme népérien.",
        en: "That is the decimal logarithm; the formula uses the natural one.",
      },
    },
  ],
  because: {
    fr: "Quand la perte du critique est près de cette valeur, il ne distingue plus rien : ou le générateur imite bien, ou le critique n’a pas encore appris.",
    en: "Where the critic's loss is near this value, it can tell nothing apart any more: either the generator imitates well, or the critic has not learned yet.",
  },
  hints: [
    {
      fr: "Appliquez la formule de la perte avec p = 1/2 pour chaque vrai et pour chaque faux.",
      en: "Apply the formula of the loss with p = 1/2 for each real one and each fake.",
    },
    {
      fr: "Chaque réponse coûte alors la même chose : −ln(1/2), pour un vrai comme pour un faux.",
      en: "Each answer then costs the same: −ln(1/2), for a real one as for a fake.",
    },
    {
      fr: "La moyenne de nombres tous égaux est ce nombre : calculez-le avec `Math.log`.",
      en: "The mean of numbers that are all equal is that number: compute it with `Math.log`.",
    },
  ],
  read: { fr: "section 3, « Deux réseaux face à face ».", en: 'section 3, "Two networks face to face".' },
});
