/** The global scope of a worker, which the DOM's declarations do not contain. */
interface WorkerScope {
  postMessage(message: unknown): void;
  onmessage: ((event: MessageEvent<unknown>) => void) | null;
}

const scope = globalThis as unknown as WorkerScope;

/** Taken now: a cell may replace it. */
const { postMessage } = scope;

/** Sends a message to the page. */
export function post(message: unknown): void {
  postMessage(message);
}

/**
 * Makes, of the first message, the function that receives all others; those that arrive meanwhile wait.
 */
export function serve<First, Next>(make: (first: First) => Promise<(message: Next) => void>): void {
  const waiting: Next[] = [];
  scope.onmessage = ({ data: first }) => {
    scope.onmessage = ({ data }) => void waiting.push(data as Next);
    void make(first as First).then((receive) => {
      scope.onmessage = ({ data }) => receive(data as Next);
      for (const message of waiting) receive(message);
    });
  };
}
