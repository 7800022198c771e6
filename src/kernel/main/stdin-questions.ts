/**
 * The questions of `input` and `password`: sent on the stdin channel to the client that sent the cell, one at
 * a time.
 */
import type { Channels } from "../protocol/channels.js";
import type { Message } from "../protocol/message.js";
import type { Question } from "../runner/messages.js";
import type { ExecuteRequest } from "./execute-request.js";
import type { Runner } from "./runner.js";

interface Asked {
  readonly question: Question;
  readonly request: ExecuteRequest;
  /** The identifier of the `input_request`; undefined until it is sent. */
  id?: string;
}

export class StdinQuestions {
  private readonly waiting: Asked[] = [];

  constructor(
    private readonly channels: Channels,
    private readonly runner: Runner,
  ) {}

  /** Asks the question, or refuses it if the request does not allow questions. */
  ask(question: Question, request: ExecuteRequest | undefined): void {
    if (request?.allowStdin !== true) return this.runner.refuse(question.id);
    this.waiting.push({ question, request });
    if (this.waiting.length === 1) this.send();
  }

  /**
   * Passes an answer on, unless it answers an older question, whose cell was stopped before the answer came.
   */
  answer({ content, parentId }: Message): void {
    const asked = this.waiting[0];
    if (asked === undefined || ![asked.id, asked.request.message.header.msg_id, ""].includes(parentId))
      return;
    this.waiting.shift();
    const value = content["value"];
    this.runner.answer(asked.question.id, typeof value === "string" ? value : "");
    this.send();
  }

  /** The cell that asked has ended: its questions need no answer. */
  forget(): void {
    this.waiting.length = 0;
  }

  private send(): void {
    const next = this.waiting[0];
    if (next === undefined) return;
    const { prompt, password } = next.question;
    next.id = this.channels.send("stdin", {
      type: "input_request",
      parent: next.request.message,
      content: { prompt, password },
    });
  }
}
