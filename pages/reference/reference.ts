/**
 * The reference of the public API: TypeDoc's pages of `src/index.ts`, with the gallery of figures and the catalogue of
 * layers, losses and optimizers.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Application, LogLevel, ReflectionKind } from "typedoc";
import { writeCatalogue } from "./catalogue.js";
import { writeGallery } from "./gallery.js";

/** Writes the reference into a folder, which it replaces. */
export async function writeReference(root: string, target: string): Promise<void> {
  const documents = await mkdtemp(path.join(tmpdir(), "neurones-reference-"));
  try {
    const application = await Application.bootstrap({
      name: "neurones",
      entryPoints: [path.join(root, "src", "index.ts")],
      tsconfig: path.join(root, "tsconfig.learning.json"),
      projectDocuments: [await writeCatalogue(root, documents), await writeGallery(root, documents)],
      readme: path.join(root, "pages", "reference", "introduction.md"),
      lang: "en",
      // The sources are compiled already.
      skipErrorChecking: true,
      excludePrivate: true,
      excludeProtected: true,
      excludeInternal: true,
      disableSources: true,
      validation: { notExported: false },
      // The order of the sources groups what belongs together.
      sort: ["source-order"],
      logLevel: LogLevel.Error,
    });
    const project = await application.convert();
    if (project === undefined) throw new Error("TypeDoc could not read src/index.ts");
    // TypeDoc calls the module by its file, src/index.ts; programs import it as "neurones".
    for (const module of project.getChildrenByKind(ReflectionKind.Module)) module.name = "neurones";
    application.validate(project);
    await application.generateDocs(project, target);
    if (application.logger.hasErrors()) throw new Error("the reference has errors (see above)");
  } finally {
    await rm(documents, { recursive: true, force: true });
  }
}
