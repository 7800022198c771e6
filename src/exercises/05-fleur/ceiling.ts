import { numberExercise } from "../kinds.js";

/**
 * On each petal 43 of 50 points have the petal's own label: a model that always answers it is right for 43 of
 * 50.
 */
export const ceiling = numberExercise({
  id: "05-plafond",
  title: { fr: "Le plafond", en: "The ceiling" },
  expected: 43 / 50,
  tolerance: { absolute: 5e-4, relative: 0 },
  mistakes: [
    {
      value: 0.14,
      why: {
        fr: "C’est la part des erreurs inévitables ; on demande celle des bonnes réponses.",
        en: "That is the share of errors that cannot be avoided; the share of right answers is asked for.",
      },
    },
    {
      value: 86,
      why: {
        fr: "C’est en pour cent ; donnez la part, un nombre entre 0 et 1.",
        en: "That is in per cent; give the share, a number between 0 and 1.",
      },
    },
    {
      value: 1,
      why: {
        fr: "Sur chaque pétale, sept points portent l’autre étiquette, au hasard : on ne peut pas les deviner.",
        en: "On each petal seven points have the other label, at random: they cannot be guessed.",
      },
    },
    {
      value: 0.5,
      why: {
        fr: "Cela, c’est répondre au hasard. Que répondre sur un pétale où 43 points sur 50 sont de la classe 1 ?",
        en: "That is answering at random. What to answer on a petal where 43 of 50 points are of class 1?",
      },
    },
    {
      value: 43,
      why: {
        fr: "C’est le nombre de points par pétale ; donnez la part.",
        en: "That is the number of points a petal; give the share.",
      },
    },
    {
      value: 344,
      why: {
        fr: "C’est le nombre de points en tout ; donnez la part.",
        en: "That is the number of points in all; give the share.",
      },
    },
    {
      value: 0.72,
      why: {
        fr: "Vous ôtez les points mêlés deux fois : comptez ceux qui portent l’étiquette de leur pétale.",
        en: "You take off the mixed points twice: count those that have their petal's label.",
      },
    },
  ],
  because: {
    fr: "En répondant, dans chaque pétale, l’étiquette la plus fréquente, on ne se trompe que sur les étiquettes tirées de l’autre couleur : nul ne peut faire mieux.",
    en: "In each petal, answering the most frequent label is wrong on the labels drawn the other way only: nobody can do better.",
  },
  hints: [
    {
      fr: "Quelle réponse donner sur tout un pétale pour se tromper le moins possible ?",
      en: "Which answer, given on a whole petal, is wrong least often?",
    },
    {
      fr: "L’étiquette la plus fréquente : combien de points du pétale la portent ?",
      en: "The most frequent label: how many of the petal's points have it?",
    },
    {
      fr: "43 points sur 50, sur chacun des huit pétales.",
      en: "43 points of 50, on each of the eight petals.",
    },
  ],
  read: { fr: "section 2, « Le plafond ».", en: 'section 2, "The ceiling".' },
});
