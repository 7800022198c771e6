/** In a browser everything is computed in the page's worker alone. The twin for Node is `threads.node.ts`. */
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
