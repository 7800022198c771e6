/**
 * A memory whose layout is fixed before it is made: arrays side by side, each at an address that never
 * changes.
 *
 * First every operation reserves what it needs; then the memory is made, exactly as large, and it never
 * grows. Arrays begin at multiples of 64 bytes (a cache line) and are padded with zeros to a multiple of 16
 * numbers, so that kernels may process whole vectors to the end.
 */
import { NumericError } from "../errors/errors.js";

/** Before this address lie the constants of the kernels. Address 0 means "no array". */
export const CONSTANTS_END = 1024;
const LINE = 64;
const PAGE = 65536;
/** The most bytes that 32-bit addresses can reach. */
const LARGEST = 65536 * PAGE;

/** The addresses of a memory that is being laid out. */
export class Layout {
  private end = CONSTANTS_END;

  /** Reserves `count` numbers of 4 bytes; returns their address. */
  reserve(count: number): number {
    const address = this.end;
    this.end += Math.ceil((count * 4) / LINE) * LINE;
    return address;
  }

  get bytes(): number {
    return this.end;
  }

  /**
   * Makes the memory, filled with zeros.
   * @throws NumericError if it would be larger than 4 GB, or than the free memory
   */
  make(shared = false): WebAssembly.Memory {
    const pages = Math.ceil(this.end / PAGE);
    try {
      if (this.end <= LARGEST) return new WebAssembly.Memory({ initial: pages, maximum: pages, shared });
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
    throw this.tooLarge();
  }

  private tooLarge(): NumericError {
    const megabytes = Math.ceil(this.end / 2 ** 20);
    return new NumericError({
      argument: "batchSize",
      received: {
        fr: `un calcul qui demande ${megabytes} Mo`,
        en: `a computation that needs ${megabytes} MB`,
      },
      expected: {
        fr: "moins que la mémoire libre, et que 4096 Mo",
        en: "less than the free memory, and less than 4096 MB",
      },
      mend: {
        fr: "Diminuez batchSize, ou la taille des couches.",
        en: "Lower batchSize, or the size of the layers.",
      },
    });
  }
}

/** The numbers at an address. */
export function numbersAt(memory: WebAssembly.Memory, address: number, count: number): Float32Array {
  return new Float32Array(memory.buffer, address, count);
}
