import { numberExercise } from "../kinds.js";

/** ½ Σ (y − ŷ)² with 100 labels −1 and ŷ > 0: more than 100 · ½ · (−1 − 0)² = 50. */
export const floor = numberExercise({
  id: "03-plancher",
  title: { fr: "Une erreur qui ne peut pas descendre", en: "An error that cannot fall" },
  expected: 50,
  tolerance: { absolute: 0.05, relative: 0 },
  mistakes: [
    {
      value: 100,
      why: { fr: "Vous oubliez le facteur ½ de l’erreur.", en: "The factor ½ of the error is missing." },
    },
    {
      value: 0,
      why: {
        fr: "Ce serait vrai si ŷ pouvait atteindre −1 ; or une logistique reste au-dessus de 0.",
        en: "That would hold if ŷ could reach −1; but the logistic function stays above 0.",
      },
    },
    {
      value: 200,
      why: {
        fr: "C’est le pire cas (ŷ = 1) ; cherchez le meilleur.",
        en: "That is the worst case (ŷ = 1); look for the best.",
      },
    },
    {
      value: 0.5,
      why: {
        fr: "C’est la contribution d’un seul point ; il y en a 100.",
        en: "That is one point's share; there are 100.",
      },
    },
    {
      value: 25,
      why: {
        fr: "Le meilleur ŷ pour un point −1 n’est pas là où vous le pensez : reprenez (y − ŷ)² avec y = −1.",
        en: "The best ŷ for a point −1 is elsewhere: look again at (y − ŷ)² with y = −1.",
      },
    },
    {
      value: 150,
      why: {
        fr: "Les points de classe 1 peuvent avoir une erreur aussi petite qu’on veut.",
        en: "The points of class 1 can have an error as small as one likes.",
      },
    },
  ],
  because: {
    fr: "Une logistique reste au-dessus de 0 : pour une étiquette −1, l’écart ne descend jamais sous 1, et chaque point garde au moins ½ d’erreur.",
    en: "A logistic output stays above 0: for a label −1 the difference never falls below 1, and each such point keeps an error of at least ½.",
  },
  hints: [
    {
      fr: "Pour un point d’étiquette −1, quelle valeur de ŷ ∈ ]0 ; 1[ rend (−1 − ŷ)² le plus petit possible ?",
      en: "For a point labelled −1, which ŷ in ]0, 1[ makes (−1 − ŷ)² smallest?",
    },
    {
      fr: "Quand ŷ tend vers 0, la contribution d’un tel point tend vers ½ · (−1 − 0)².",
      en: "As ŷ goes to 0, such a point contributes ½ · (−1 − 0)².",
    },
    {
      fr: "Multipliez par le nombre de points d’étiquette −1 ; les autres peuvent tendre vers 0.",
      en: "Multiply by the number of points labelled −1; the others can go to 0.",
    },
  ],
  read: {
    fr: "section 7, « Le piège des étiquettes −1 et 1 ».",
    en: 'section 7, "The trap of labels −1 and 1".',
  },
});
