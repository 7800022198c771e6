/** The names by which notebooks ask for the kernel: a notebook's language is that of its kernel. */
import type { Language } from "../src/language/language.js";

export const KERNEL_NAMES: Readonly<Record<Language, string>> = { fr: "neurones", en: "neurones-en" };

/** What a person reads where kernels are chosen. */
export const KERNEL_TITLES: Readonly<Record<Language, string>> = {
  fr: "TypeScript (neurones)",
  en: "TypeScript (neurones, English)",
};
