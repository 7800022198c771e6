import { numberExercise } from "../kinds.js";

/**
 * A line separates the classes of any three corners of a square, whatever their labels; for all four corners
 * there may be none.
 */
export const corners = numberExercise({
  id: "04-coins",
  title: { fr: "Les quatre coins", en: "The four corners" },
  expected: 3,
  tolerance: { absolute: 0, relative: 0 },
  mistakes: [
    {
      value: 4,
      why: {
        fr: "La démonstration ci-dessus dit que c’est impossible.",
        en: "The proof above says that this is impossible.",
      },
    },
    {
      value: 2,
      why: {
        fr: "On peut faire mieux que la moitié : placez la droite tout près d’un coin.",
        en: "One can do better than half: put the line close to a corner.",
      },
    },
    {
      value: 1,
      why: {
        fr: "Même en répondant toujours la même classe, deux coins sont justes.",
        en: "Even always answering the same class, two corners are right.",
      },
    },
    {
      value: 0,
      why: {
        fr: "Même en répondant toujours la même classe, deux coins sont justes.",
        en: "Even always answering the same class, two corners are right.",
      },
    },
    {
      value: 0.75,
      why: { fr: "C’est la part ; on demande combien de coins.", en: "That is the share; how many corners?" },
    },
    {
      value: 75,
      why: {
        fr: "C’est la part en pour cent ; on demande combien de coins.",
        en: "That is the share in per cent; how many corners?",
      },
    },
  ],
  because: {
    fr: "Une droite isole un coin quelconque des trois autres, mais la contradiction ci-dessus montre qu’elle ne sépare pas deux coins opposés des deux autres.",
    en: "A line cuts off any corner from the three others, but the contradiction above shows that it cannot part two opposite corners from the other two.",
  },
  hints: [
    { fr: "Dessinez le carré, et essayez des droites.", en: "Draw the square and try lines." },
    {
      fr: "Une droite peut isoler n’importe quel coin des trois autres.",
      en: "A line can cut off any corner from the other three.",
    },
    {
      fr: "Isolez un coin de la classe 0 : que deviennent les trois autres si on les met en classe 1 ?",
      en: "Cut off a corner of class 0: what becomes of the three others if they are put into class 1?",
    },
  ],
  read: { fr: "section 3, « Pourquoi aucune droite ne suffit ».", en: 'section 3, "Why no line is enough".' },
});
