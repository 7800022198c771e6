/** The SHA-256 digest of a content, in hexadecimal: names and compares contents. */
import { createHash } from "node:crypto";

export function sha256(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}
