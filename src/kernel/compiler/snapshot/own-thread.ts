/**
 * The compiler in the thread that asks it, for a program that starts from a snapshot itself: the sandbox of grading
 * allows no second process, and no thread can start from a snapshot.
 *
 * While the compiler works, this thread does nothing else.
 */
import { getHeapStatistics } from "node:v8";
import { nextTurn } from "#turn";
import type {
  CompilerNeeds,
  CompilerStarts,
  CompilerThreadData,
  CompilerWorker,
  ThreadListener,
} from "../messages.js";
import { serveCompiler } from "../service.js";
import type { CompilerSession } from "../session.js";

/** Starts the first compiler in this thread, with a prepared session; all others, and what needs a large stack, elsewhere. */
export class OwnThreadStarter implements CompilerStarts {
  /**
   * @param session prepared by `prepareSession`; undefined once a compiler has it
   * @param others starts the compilers after the first
   */
  constructor(
    private session: CompilerSession | undefined,
    private readonly others: CompilerStarts,
  ) {}

  start(data: CompilerThreadData, needs: CompilerNeeds, listener: ThreadListener): CompilerWorker {
    const { session } = this;
    // A prepared session that was not used is of no use later, but takes memory.
    this.session = undefined;
    return session === undefined || needs.needsLargeStack
      ? this.others.start(data, needs, listener)
      : startHere(data, session, listener);
  }
}

function startHere(
  data: CompilerThreadData,
  session: CompilerSession,
  listener: ThreadListener,
): CompilerWorker {
  let isEnded = false;
  /** Acts as a message would: later, and not after the end. */
  const later = (act: () => void): void => nextTurn(() => (isEnded ? undefined : act()));
  const receive = serveCompiler(
    data,
    {
      post: (message) => later(() => listener.message(message)),
      heapMegabytes: () => getHeapStatistics().total_heap_size / 2 ** 20,
    },
    session,
  );
  return {
    hasSmallStack: true,
    startsQuickly: false,
    send: (message) => later(() => receive(message)),
    end: () => Promise.resolve(void (isEnded = true)),
  };
}
