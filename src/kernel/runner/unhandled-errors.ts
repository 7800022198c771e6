/** Receives the errors that no code handles. */
export interface UnhandledErrors {
  /** An exception, or a rejection with its promise, which may still be handled. */
  failed(error: unknown, promise?: Promise<unknown>): void;
  handled(promise: Promise<unknown>): void;
}
