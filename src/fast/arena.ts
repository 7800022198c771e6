/**
 * A memory laid out once: arrays side by side, each at an address that stays.
 *
 * First everything reserves what it needs, then the memory is made, exactly as large; it never grows. Arrays begin at
 * multiples of 64 bytes (a cache line) and are filled up with zeros to a multiple of 16 numbers, so that kernels may work on
 * whole vectors to the end.
 */
import { NumericError } from "../errors/errors.js";

/** Up to here the kernels keep constants of their own; address 0 stands for no array. */
export const CONSTANTS_END = 1024;
const LINE = 64;
const PAGE = 65536;
/** What addresses of 32 bits can reach. */
const LARGEST = 65536 * PAGE;

/** The addresses of a memory that is being laid out. */
export class Layout {
  private end = CONSTANTS_END;

  /** Room for `count` numbers of 4 bytes; returns its address. */
  reserve(count: number): number {
    const address = this.end;
    this.end += Math.ceil((count * 4) / LINE) * LINE;
    return address;
  }

  get bytes(): number {
    return this.end;
  }

  /** Makes the memory, filled with zeros. @throws NumericError where it would be larger than 4 GB, or there is not so much */
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
        en: "less than the free memory, and than 4096 MB",
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
