/** What V8 writes as it ends a process: pages that tell a learner nothing, but of which one line says why. */

/** The text with which V8's report begins. */
const BEGINNING = /\n*(?:<--- Last few GCs --->|FATAL ERROR: |#\n# Fatal error (?:in|with) )/;
const REASON = /^(?:FATAL ERROR: |# Fatal error (?:in|with) .*\n# )(.*)$/m;
const MEMORY =
  /out of memory|Allocation failed|invalid (?:array|size|table|string|typed array)|exceed(?:s|ed) maximum|OOM/i;
const LIMIT = 65_536;

export class LastWords {
  private text = "";

  /** The part of a text that is to be shown; the rest is kept. */
  hold(text: string): string {
    if (this.text === "") {
      const start = text.search(BEGINNING);
      if (start < 0) return text;
      this.text = text.slice(start, start + LIMIT);
      return text.slice(0, start);
    }
    this.text = (this.text + text).slice(0, LIMIT);
    return "";
  }

  /** Why the process ended; empty where it did not say. */
  get reason(): string {
    return REASON.exec(this.text)?.[1] ?? "";
  }

  /** Whether it ended for want of memory. */
  get tellsOfMemory(): boolean {
    return MEMORY.test(this.reason) || /<--- Last few GCs --->/.test(this.text);
  }
}
