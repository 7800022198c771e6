/** The requests about code: the files that were loaded, the texts of sources, and the frames that are held. */
import { say } from "../../language/language.js";
import type { Fields } from "../protocol/message.js";
import type { Attachment } from "./attachment.js";
import { fieldsOf, RequestError, textOf, type Answers } from "./protocol.js";

export class CodeRequests {
  readonly answers: Answers = {
    modules: (args) => this.modules(args),
    source: (args) => this.source(args),
    stackTrace: (args) => this.stackTrace(args),
  };

  constructor(private readonly attachment: Attachment) {}

  private async modules({ startModule, moduleCount }: Fields): Promise<Fields> {
    const scripts = await this.attachment.scriptsSoFar();
    const all = scripts.files().map(({ name, path }, id) => ({ id, name, path }));
    const start = typeof startModule === "number" ? startModule : 0;
    const count = typeof moduleCount === "number" && moduleCount > 0 ? moduleCount : all.length;
    return { modules: all.slice(start, start + count), totalModules: all.length };
  }

  private async source(args: Fields): Promise<Fields> {
    const path = textOf(fieldsOf(args["source"]), "path");
    const { attachment } = this;
    const content =
      attachment.scripts.dumpedText(path) ?? (await attachment.scriptsSoFar()).withPath(path)?.text;
    if (content !== undefined) return { content, mimeType: "text/typescript" };
    throw new RequestError(
      say({
        fr: `aucune cellule exécutée et aucun fichier chargé n'a le chemin « ${path} »`,
        en: `no cell that ran and no loaded file has the path "${path}"`,
      }),
    );
  }

  private stackTrace({ startFrame, levels }: Fields): Fields {
    const all = this.attachment.pause?.told() ?? [];
    const start = typeof startFrame === "number" ? startFrame : 0;
    const count = typeof levels === "number" && levels > 0 ? levels : all.length;
    return { stackFrames: all.slice(start, start + count), totalFrames: all.length };
  }
}
