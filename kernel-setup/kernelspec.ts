/**
 * The kernel's specification, by which Jupyter finds and starts the kernel. That of the course is written only into the
 * clone's environment; the kernel's own package (`kernel-package`) writes its specification where a person wants it.
 */
import { copyFile, readdir } from "node:fs/promises";
import path from "node:path";
import { LANGUAGES, type Language } from "../src/language/language.js";
import { KERNEL_NAMES, KERNEL_TITLES } from "../system/kernel-names.js";
import type { Layout } from "../system/layout.js";
import { writeIfChanged } from "../system/write-aside.js";

/** A Jupyter kernel specification (kernel.json). */
export interface KernelSpecification {
  readonly argv: readonly string[];
  readonly display_name: string;
  readonly language: string;
  readonly interrupt_mode: "message";
  readonly metadata: { readonly debugger: true };
}

/**
 * The specification of a kernel.
 * @param program Node and the kernel's main program, both by their absolute paths.
 * @param title What a person reads where kernels are chosen.
 * @param language The language that the kernel speaks; undefined for the one that it chooses itself.
 */
export function specificationOf(
  program: readonly [node: string, main: string],
  title: string,
  language?: Language,
): KernelSpecification {
  return {
    argv: [...program, "{connection_file}", ...(language === undefined ? [] : [language])],
    display_name: title,
    language: "typescript",
    // A message works the same on every system; a signal does not exist on Windows.
    interrupt_mode: "message",
    // Without it JupyterLab does not offer the debugger.
    metadata: { debugger: true },
  };
}

/** The specification for this clone and the Node at this absolute path, of the kernel that speaks this language. */
export function kernelSpecification(
  layout: Layout,
  node: string,
  language: Language = "fr",
): KernelSpecification {
  const spoken = language === "fr" ? undefined : language;
  return specificationOf([node, layout.kernelMain], KERNEL_TITLES[language], spoken);
}

/** Writes a specification into its folder, with the logos of another folder, if it has changed. */
export async function writeKernelspec(
  folder: string,
  specification: KernelSpecification,
  logos: string,
): Promise<void> {
  await writeIfChanged(path.join(folder, "kernel.json"), `${JSON.stringify(specification, null, 2)}\n`);
  for (const logo of await readdir(logos)) await copyFile(path.join(logos, logo), path.join(folder, logo));
}

/**
 * Writes the specification of each language, with the logos, if they have changed, for example because Node or the clone has
 * moved.
 */
export async function installKernelspec(layout: Layout, node: string = process.execPath): Promise<void> {
  const logos = path.join(layout.setUp, "logos");
  for (const language of LANGUAGES) {
    const folder = path.join(layout.jupyterData, "kernels", KERNEL_NAMES[language]);
    await writeKernelspec(folder, kernelSpecification(layout, node, language), logos);
  }
}
