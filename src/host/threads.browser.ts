/** Threads in a browser: there is none beside the page's worker. The twin for Node is `threads.node.ts`. */
export interface Thread {
  send(message: unknown): void;
}

export function allowedThreads(): number {
  return 1;
}

export function startThread(): Thread | undefined {
  return undefined;
}

export function givenData(): unknown {
  return undefined;
}

export function takeMessage(): unknown {
  return undefined;
}

export function collectGarbage(): void {}
