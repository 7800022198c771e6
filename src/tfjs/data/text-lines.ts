/** The lines of a text file, without their ends; the bytes are UTF-8. */
import { Dataset } from "./dataset.js";
import type { DataSource } from "./data-source.js";
import { LazyIterator } from "./lazy-iterator.js";

export class TextLineDataset extends Dataset<string> {
  protected readonly input: DataSource;

  constructor(input: DataSource) {
    super();
    this.input = input;
  }

  override iterator(): Promise<LazyIterator<string>> {
    return Promise.resolve(new LazyIterator(linesOf(this.input)));
  }
}

async function* linesOf(source: DataSource): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  // The beginning of a line whose end is in a later piece.
  let begun = "";
  for await (const piece of source.bytes()) {
    const lines = (begun + decoder.decode(piece, { stream: true })).split("\n");
    begun = lines.pop()!;
    yield* lines.map(withoutReturn);
  }
  begun += decoder.decode();
  if (begun !== "") yield withoutReturn(begun);
}

function withoutReturn(line: string): string {
  return line.endsWith("\r") ? line.slice(0, -1) : line;
}
