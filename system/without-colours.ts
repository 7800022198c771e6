/** Text for a page, a file or one line: without the colours of a terminal, in which the kernel writes its errors. */
export function withoutColours(text: string): string {
  return text.replace(/\x1b\[[0-9;]*m/g, "");
}
