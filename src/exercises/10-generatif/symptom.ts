import { choiceExercise } from "../kinds.js";

export const symptom = choiceExercise({
  id: "10-symptome",
  title: { fr: "Le diagnostic", en: "The diagnosis" },
  right: "c",
  wrong: {
    a: {
      fr: "Un critique qui gagne a une perte presque nulle ; celle-ci est celle d’un critique qui hésite.",
      en: "A critic that wins has a loss of almost zero; this one is that of a critic that hesitates.",
    },
    b: {
      fr: "L’équilibre a bien cette perte ; mais un générateur qui réussit invente des images de toutes les sortes.",
      en: "Balance has this loss indeed; but a generator that succeeds invents pictures of all kinds.",
    },
    d: {
      fr: "Des images apprises par cœur ressembleraient chacune à un exemple, et seraient variées.",
      en: "Pictures learned by heart would each look like an example, and would be varied.",
    },
  },
  because: {
    fr: "Le critique juge les images une par une : il ne voit pas que toutes se ressemblent, et sa perte n’en dit rien.",
    en: "The critic judges pictures one by one: it does not see that they all look alike, and its loss says nothing of it.",
  },
  hints: [
    {
      fr: "La perte seule ne suffit pas : que disent les images ?",
      en: "The loss alone is not enough: what do the pictures say?",
    },
    {
      fr: "Qu’avez-vous vu sur les deux lunes, dans la section 4 ?",
      en: "What did you see on the two moons, in section 4?",
    },
    {
      fr: "Le générateur a trouvé une image qui trompe souvent le critique, et n’en fait plus d’autre : comment cela s’appelle-t-il ?",
      en: "The generator has found a picture that often deceives the critic, and makes no other any more: what is this called?",
    },
  ],
  read: {
    fr: "section 4, « Quand tout se ressemble ».",
    en: 'section 4, "When everything looks alike".',
  },
});
