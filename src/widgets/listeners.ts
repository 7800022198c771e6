/** Functions that are called with each new value. */

/** Ends the calls of a listener. */
export type Unsubscribe = () => void;

export class Listeners<T> {
  private readonly all = new Set<(value: T) => void>();

  add(listener: (value: T) => void): Unsubscribe {
    // The same function may be added twice.
    const own = (value: T): void => listener(value);
    this.all.add(own);
    return () => void this.all.delete(own);
  }

  /** Calls each of them, also after one has thrown; each error is reported, the first one by throwing it. */
  tell(value: T): void {
    const errors: unknown[] = [];
    for (const listener of [...this.all]) {
      try {
        listener(value);
      } catch (error) {
        errors.push(error);
      }
    }
    for (const error of errors.slice(1)) void Promise.reject(error as Error);
    if (errors.length > 0) throw errors[0];
  }
}
