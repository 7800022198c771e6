/** The requests about values: variables of frames and of the session, shown, changed and computed. */
import { say } from "../../language/language.js";
import type { Fields } from "../protocol/message.js";
import type { Attachment } from "./attachment.js";
import type { DebuggerParts } from "./contract.js";
import { Evaluation } from "./evaluation.js";
import type { Frame, Pause } from "./pause.js";
import { numberOf, RequestError, textOf, type Answers, type Variable } from "./protocol.js";
import { Scopes, type ToldScope } from "./scopes.js";
import type { Opened } from "./values.js";

export class ValueRequests {
  readonly answers: Answers = {
    scopes: (args) => this.scopesOf(args),
    variables: (args) => this.variables(args),
    inspectVariables: () => this.inspectVariables(),
    richInspectVariables: (args) => this.richInspectVariables(args),
    setVariable: (args) => this.setVariable(args),
    copyToGlobals: (args) => this.copyToGlobals(args),
    evaluate: (args) => this.evaluate(args),
  };

  /** Whether the front end is JupyterLab, which shows some things in its own way. */
  isJupyterLab = false;
  private readonly scopes: Scopes;
  private readonly evaluation: Evaluation;

  constructor(
    private readonly attachment: Attachment,
    private readonly parts: Pick<DebuggerParts, "compiler" | "nextSerial">,
  ) {
    const { inspector, values } = attachment;
    this.scopes = new Scopes(inspector, values);
    this.evaluation = new Evaluation(inspector, values, parts.compiler, parts.nextSerial);
  }

  private async scopesOf(args: Fields): Promise<Fields> {
    const { pause } = this.attachment;
    const frame = pause?.frame(numberOf(args, "frameId"));
    if (pause === undefined || frame === undefined) return { scopes: [] };
    const list = async (): Promise<ToldScope[]> => {
      const types = await this.parts.compiler.typesIn(frame.script.place(frame.position));
      return await this.scopes.of(pause, frame, types);
    };
    return { scopes: await this.listed(list) };
  }

  private async variables(args: Fields): Promise<Fields> {
    const { start, count } = args;
    const opened = this.attachment.values.get(numberOf(args, "variablesReference"));
    if (opened === undefined) return { variables: [] };
    const from = typeof start === "number" ? start : undefined;
    const list = (): Promise<Variable[]> => opened.list(from, typeof count === "number" ? count : undefined);
    return { variables: await this.listed(list) };
  }

  /**
   * A list of what a front end knows of; an empty one if the code has gone on meanwhile, since when the front end knows of
   * other things: JupyterLab fails without a list.
   */
  private async listed<Item>(list: () => Promise<Item[]>): Promise<Item[]> {
    return await this.attachment.values.unlessCleared(list, () => Promise.resolve([]));
  }

  private async inspectVariables(): Promise<Fields> {
    const { attachment, scopes, parts } = this;
    const { values } = attachment;
    if (attachment.pause === undefined) values.clear();
    const list = async (): Promise<Variable[]> => {
      const reference = scopes.session(await parts.compiler.typesIn());
      return (await values.get(reference)?.list()) ?? [];
    };
    // Another request of this kind, or code that goes on, forgets the values of this one.
    const again = (): Promise<Variable[]> => values.unlessCleared(list, list);
    return { variables: await values.unlessCleared(list, again) };
  }

  private async richInspectVariables(args: Fields): Promise<Fields> {
    const value = await this.evaluation.value(textOf(args, "variableName"), this.askedFrame(args));
    return { ...(await this.evaluation.bundle(value, this.attachment.pause !== undefined)) };
  }

  private async setVariable(args: Fields): Promise<Fields> {
    const opened = this.opened(args);
    const name = textOf(args, "name");
    const frame = this.attachment.pause?.frames[0];
    const value = await this.evaluation.value(textOf(args, "value"), frame);
    if (opened.set === undefined)
      throw new RequestError(say({ fr: `« ${name} » ne se modifie pas`, en: `"${name}" cannot be changed` }));
    await opened.set(name, value);
    if (frame !== undefined) await this.evaluation.renewReturnValue(frame);
    const [shown] = await this.attachment.values.show([{ name, value }]);
    return { ...shown };
  }

  private async copyToGlobals(args: Fields): Promise<Fields> {
    const frame = this.frameOf(numberOf(args, "srcFrameId"));
    await this.evaluation.copy(textOf(args, "srcVariableName"), textOf(args, "dstVariableName"), frame);
    return {};
  }

  private async evaluate(args: Fields): Promise<Fields> {
    if (!this.isJupyterLab || args["context"] !== "repl") return await this.valueOf(args);
    const { pause } = this.attachment;
    try {
      return await this.valueOf(args);
    } catch (error) {
      // JupyterLab's console shows of a refusal only that there is an error.
      if (error instanceof RequestError) return { result: error.message, variablesReference: 0 };
      throw error;
    } finally {
      // JupyterLab has emptied its panel of variables, and fills it for a frame that it does not know. It then shows the
      // innermost one: where a person has chosen another, its number stays.
      const isHeld = pause !== undefined && pause === this.attachment.pause;
      if (isHeld && this.isInnermost(args, pause)) this.attachment.renumber(pause);
    }
  }

  private async valueOf(args: Fields): Promise<Fields> {
    const expression = textOf(args, "expression");
    const frame = this.askedFrame(args);
    const { pause } = this.attachment;
    if (pause !== undefined) pause.isChanged = true;
    const value = await this.evaluation.value(expression, frame);
    if (frame !== undefined && frame === this.attachment.pause?.frames[0])
      await this.evaluation.renewReturnValue(frame);
    const [shown] = await this.attachment.values.show([{ name: expression, value }]);
    const { value: result, ...rest } = shown!;
    return { result, ...rest };
  }

  private opened(args: Fields): Opened {
    const reference = numberOf(args, "variablesReference");
    const opened = this.attachment.values.get(reference);
    if (opened !== undefined) return opened;
    throw new RequestError(
      say({
        fr: `la référence ${reference} n'existe plus : l'exécution a continué depuis`,
        en: `the reference ${reference} exists no more: the code has continued since`,
      }),
    );
  }

  /** The frame that a request names; undefined if it names none and nothing is held. */
  private askedFrame({ frameId }: Fields): Frame | undefined {
    const { pause } = this.attachment;
    return typeof frameId === "number" && pause !== undefined ? this.frameOf(frameId) : pause?.frames[0];
  }

  private isInnermost({ frameId }: Fields, pause: Pause): boolean {
    return typeof frameId !== "number" || pause.frame(frameId) === pause.frames[0];
  }

  private frameOf(id: number): Frame {
    const frame = this.attachment.held().frame(id);
    if (frame !== undefined) return frame;
    throw new RequestError(
      say({
        fr: `le cadre ${id} n'existe plus : l'exécution a continué depuis`,
        en: `the frame ${id} exists no more: the code has continued since`,
      }),
    );
  }
}
