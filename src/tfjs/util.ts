/** `tf.util`: small functions on arrays and shapes. */
import { env } from "./environment.js";

export * from "./util/arrays.js";
export * from "./util/assertions.js";
export * from "./util/random.js";
export * from "./util/shapes.js";
export * from "./util/typed-arrays.js";

/** Milliseconds. */
export function now(): number {
  return performance.now();
}

export function fetch(path: string, init?: RequestInit): Promise<Response> {
  return env().platform.fetch(path, init);
}

export function encodeString(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export function decodeString(bytes: Uint8Array, encoding = "utf-8"): string {
  return new TextDecoder(encoding).decode(bytes);
}

export function repeatedTry(
  check: () => boolean,
  delay: (tries: number) => number = () => 0,
  most?: number,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let tries = 0;
    const attempt = () => {
      if (check()) return resolve();
      tries++;
      if (most !== undefined && tries >= most) return reject(new Error(String(most)));
      setTimeout(attempt, delay(tries));
    };
    attempt();
  });
}
