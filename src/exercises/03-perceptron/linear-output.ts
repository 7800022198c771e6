import { choiceExercise } from "../kinds.js";

export const linearOutput = choiceExercise({
  id: "03-lineaire",
  title: { fr: "Sortie linéaire", en: "Linear output" },
  right: "b",
  wrong: {
    a: {
      fr: "Une logistique ne sort jamais de ]0 ; 1[ ; or ce modèle donne aussi des valeurs négatives.",
      en: "A logistic function never leaves ]0, 1[; this model gives negative values too.",
    },
    c: {
      fr: "Sans activation, la frontière reste bien une droite : z = seuil.",
      en: "Without activation the boundary is still a line: z = threshold.",
    },
    d: {
      fr: "Les deux modèles ont les mêmes trois paramètres w₁, w₂ et b.",
      en: "Both models have the same three parameters w₁, w₂ and b.",
    },
  },
  because: {
    fr: "Sans activation et avec des carrés pour erreur, ŷ est une fonction affine de x ajustée aux moindres carrés.",
    en: "Without activation and with squares as error, ŷ is an affine function of x fitted by least squares.",
  },
  hints: [
    {
      fr: "Avec `linearOutput: true`, que devient f dans ŷ = f(z) ?",
      en: "With `linearOutput: true`, what becomes of f in ŷ = f(z)?",
    },
    {
      fr: "ŷ = w₁x₁ + w₂x₂ + b, ajusté en minimisant une somme de carrés : quel modèle connu est-ce ?",
      en: "ŷ = w₁x₁ + w₂x₂ + b, fitted by least squares: which known model is that?",
    },
    { fr: "C’est ce que calcule `lm(y ~ x1 + x2)` en R.", en: "It is what R's `lm(y ~ x1 + x2)` computes." },
  ],
  read: { fr: "section 8, « Le piège de linearOutput ».", en: 'section 8, "The trap of linearOutput".' },
});
