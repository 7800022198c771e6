/**
 * The work of the compiler: answers one question after the other. If one fails, its answer contains the
 * error.
 */
import { HAS_ENGINE } from "#kernel/compiler/installation";
import { nextTurn } from "#turn";
import { setLanguage, type Language } from "../../language/language.js";
import { completenessOf } from "./completeness.js";
import type { Answer, CompilerThreadData, FromThread, Question, ToThread } from "./messages.js";
import { CompilerSession } from "./session.js";
import ts, { internals } from "./typescript.js";

/** Cells that use the names and types that nearly every cell needs. */
const DRAFTS = [
  `const warm = [1, 2, 3].map((x) => x * 2); console.log(warm);`,
  ...(HAS_ENGINE ? [`import { setLanguage } from "neurones"; console.log(\`\${setLanguage}\`);`] : []),
  `const text = await Promise.resolve("a".padStart(3)); for (const x of new Float32Array(3)) console.log(Math.max(x), text, new Map<string, number>());`,
];

/** What the thread needs of its surroundings. */
export interface Surroundings {
  readonly post: (message: FromThread) => void;
  /** The size of the thread's heap, in MB. */
  readonly heapMegabytes: () => number;
}

/**
 * A session for a snapshot, whose checker knows the types that nearly every cell needs; its folder is set later. To find
 * the declarations of Node that can be left out takes a second, so only a session that is prepared once does without them.
 */
export function prepareSession(): CompilerSession {
  const session = new CompilerSession();
  session.leaveOutOfNode();
  for (const code of DRAFTS) session.rehearse(code);
  return session;
}

/** Makes a compiler; the returned function handles a message. */
export function serveCompiler(
  { directory, language, checks, cells, failed = [] }: CompilerThreadData,
  { post, heapMegabytes }: Surroundings,
  prepared?: CompilerSession,
): (message: ToThread) => void {
  speak(language);
  const session = prepared ?? new CompilerSession();
  session.open(directory, checks);
  session.restore(cells, failed);
  const service = new Service(session, heapMegabytes);
  service.warmUp({ isRehearsed: prepared !== undefined });
  return (message) => {
    if ("id" in message) post(service.reply(message));
    else if (message.kind === "settle") post({ released: session.settle(message.settled) });
    else if (message.kind === "setLanguage") speak(message.language);
    else session.reset();
    if (session.needsRefresh) service.plan();
  };
}

class Service {
  private isPlanned = false;

  constructor(
    private readonly session: CompilerSession,
    private readonly heapMegabytes: () => number,
  ) {}

  /** Replaces the checker by a new one when no question waits for an answer. */
  plan(): void {
    if (this.isPlanned) return;
    this.isPlanned = true;
    nextTurn(() => {
      this.isPlanned = false;
      if (!this.session.needsRefresh) return;
      this.session.refresh();
      this.warmUp();
    });
  }

  /** Answers a question. If the checker fails, a new one is tried once: its state may have been the cause. */
  reply({ id, ...question }: Question & { id: number }): FromThread {
    let failure = "";
    for (let trial = 0; trial < 2; trial += 1) {
      try {
        return { id, answer: this.answerTo(question as Question), heap: this.heapMegabytes() };
      } catch (error) {
        failure = String(error);
        this.session.refresh();
      }
    }
    return { id, failure, heap: this.heapMegabytes() };
  }

  /**
   * Makes the checker compute, before the first cell, the types that nearly every cell needs. This is done in
   * small steps, so that a question that arrives meanwhile is answered between two of them.
   * @param isRehearsed  whether the checker has seen the drafts already
   */
  warmUp({ isRehearsed = false } = {}): void {
    const { session } = this;
    const steps = DRAFTS.flatMap((code) => [
      ...(isRehearsed ? [] : [() => session.rehearse(code)]),
      () => void session.complete(code, code.indexOf("console.") + 8),
    ]);
    const next = (): void => {
      const step = steps.shift();
      if (step === undefined) return;
      step();
      nextTurn(next);
    };
    nextTurn(next);
  }

  private answerTo(question: Question): Answer {
    const { session } = this;
    switch (question.kind) {
      case "compile":
        return session.compile(question.cell);
      case "complete":
        return session.complete(question.code, question.cursor);
      case "inspect":
        return session.inspect(question.code, question.cursor);
      case "isComplete":
        return completenessOf(question.code);
      case "facts":
        return session.factsOf(question.code);
      case "failedNames":
        return session.failedNames;
      case "translate":
        return session.translate(question.expression, question.place);
      case "caught":
        return session.isCaught(question.places);
      case "types":
        return session.typesIn(question.place);
    }
  }
}

/**
 * Sets the language of all messages of this thread; TypeScript contains French translations of the checker's.
 */
function speak(chosen: Language): void {
  setLanguage(chosen);
  // The checker's messages are written in English: no translation has to be loaded.
  if (chosen === "en") internals.setLocalizedDiagnosticMessages(undefined);
  else ts.validateLocaleAndSetLanguage(chosen, ts.sys);
}
