import { numberExercise } from "../kinds.js";

/** w becomes (1 − 2η) w: it shrinks if and only if |1 − 2η| < 1, so 0 < η < 1. */
export const largestRate = numberExercise({
  id: "02-taux-limite",
  title: { fr: "Le taux à ne pas atteindre", en: "The rate not to reach" },
  expected: 1,
  mistakes: [
    {
      value: 0.5,
      why: {
        fr: "Avec η = 0,5, on arrive au minimum en un pas : c’est le meilleur taux, pas la limite.",
        en: "With η = 0.5 one step reaches the minimum: that is the best rate, not the limit.",
      },
    },
    {
      value: 2,
      why: {
        fr: "La dérivée de w² est 2w, pas w : refaites le calcul de w₁.",
        en: "The derivative of w² is 2w, not w: compute w₁ again.",
      },
    },
    {
      value: 1.05,
      why: {
        fr: "C’est l’un des taux essayés, et il diverge déjà ; cherchez la limite exacte.",
        en: "That is one of the rates tried, and it diverges; look for the exact limit.",
      },
    },
    {
      value: 0.9,
      why: {
        fr: "À 0,9, cela oscille mais converge encore ; cherchez la limite exacte.",
        en: "At 0.9 it oscillates but still converges; look for the exact limit.",
      },
    },
    {
      value: 0,
      why: {
        fr: "À 0, on ne bouge pas ; on cherche la limite supérieure.",
        en: "At 0 nothing moves; the upper limit is asked for.",
      },
    },
    {
      value: 0.1,
      why: {
        fr: "Un petit taux converge ; cherchez jusqu’où on peut monter.",
        en: "A small rate converges; how far up can one go?",
      },
    },
  ],
  because: {
    fr: "Chaque pas multiplie w par 1 − 2η : la suite tend vers 0 si |1 − 2η| < 1, et à la limite elle saute de w à −w sans fin.",
    en: "Each step multiplies w by 1 − 2η: the sequence tends to 0 if |1 − 2η| < 1, and at the limit it jumps from w to −w for ever.",
  },
  hints: [
    {
      fr: "Écrivez w₁ en fonction de w₀ et de η, pour J(w) = w².",
      en: "Write w₁ in terms of w₀ and η, for J(w) = w².",
    },
    {
      fr: "w₁ = (1 − 2η) w₀ : chaque pas multiplie par le même nombre.",
      en: "w₁ = (1 − 2η) w₀: each step multiplies by the same number.",
    },
    {
      fr: "La suite tend vers 0 si et seulement si |1 − 2η| < 1. Quel η donne 1 − 2η = −1 ?",
      en: "The sequence tends to 0 if and only if |1 − 2η| < 1. Which η gives 1 − 2η = −1?",
    },
  ],
  read: { fr: "section 3, « Le taux d’apprentissage ».", en: 'section 3, "The learning rate".' },
});
