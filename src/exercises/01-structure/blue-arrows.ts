import { choiceExercise } from "../kinds.js";

export const blueArrows = choiceExercise({
  id: "01-bleues",
  title: { fr: "Les flèches bleues", en: "The blue arrows" },
  right: "b",
  wrong: {
    a: {
      fr: "Ce 1 est le même pour tous les exemples : ce n’est pas une donnée.",
      en: "That 1 is the same for every example: it is no datum.",
    },
    c: {
      fr: "Une connexion éteinte ne porterait pas de nombre appris ; celles-ci en portent un.",
      en: "A connection that is off would carry no learned number; these do.",
    },
    d: {
      fr: "L’activation est une fonction fixée d’avance, elle ne se lit pas sur une flèche.",
      en: "The activation is a fixed function; it is not read on an arrow.",
    },
  },
  because: {
    fr: "Les flèches bleues partent d’un « 1 » : leur poids s’ajoute tel quel à la somme, c’est le biais.",
    en: 'The blue arrows start from a "1": their weight is added to the sum as it is, which is the bias.',
  },
  hints: [
    {
      fr: "Que devient un poids multiplié par une entrée qui vaut toujours 1 ?",
      en: "What becomes of a weight multiplied by an input that is always 1?",
    },
    {
      fr: "Comparez avec y = a x + c : lequel des deux nombres ne multiplie pas x ?",
      en: "Compare with y = a x + c: which of the two numbers does not multiply x?",
    },
    {
      fr: "C’est le terme noté b dans la formule d’un neurone.",
      en: "It is the term written b in a neuron's formula.",
    },
  ],
  read: {
    fr: "section 4, « La valeur d’un neurone », où b apparaît dans les formules.",
    en: 'section 4, "The value of a neuron", where b stands in the formulas.',
  },
});
