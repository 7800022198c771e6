/**
 * WebAssembly modules that AssemblyScript compiled at build time: each file is read and compiled once, and
 * then instantiated on as many memories as are needed.
 */
import { allowRelaxedSimd, allowWideVectors, readCompiled } from "#compiled-kernels";

export interface ModuleOptions {
  /** Whether to use a file that imports shared memory with ordinary memory instead. False by default. */
  readonly unshareMemory?: boolean;
  /**
   * Whether the file uses relaxed SIMD, which old versions of Node support only on request. False by default.
   */
  readonly relaxedSimd?: boolean;
  /**
   * Whether the file is made for vectors of 256 bits, which some versions of Node compute, on request. False by default.
   */
  readonly wideVectors?: boolean;
}

const modules = new Map<string, WebAssembly.Module | undefined>();

/** The compiled module of a file; undefined if the file is missing or this machine cannot run it. */
export function loadModule(file: URL, options: ModuleOptions = {}): WebAssembly.Module | undefined {
  const key = `${file.href} ${options.unshareMemory === true}`;
  if (!modules.has(key)) modules.set(key, compile(file, options));
  return modules.get(key);
}

function compile(
  file: URL,
  { unshareMemory = false, relaxedSimd = false, wideVectors = false }: ModuleOptions,
): WebAssembly.Module | undefined {
  if (wideVectors && !allowWideVectors()) return undefined;
  const content = readCompiled(file);
  if (content === undefined) return undefined;
  const bytes = unshareMemory ? withoutSharing(content) : content;
  const module = moduleOf(bytes);
  if (module !== undefined || !relaxedSimd) return module;
  allowRelaxedSimd();
  return moduleOf(bytes);
}

/** The module; undefined where this machine cannot run it. To validate it first would take as long again. */
function moduleOf(bytes: Uint8Array<ArrayBuffer>): WebAssembly.Module | undefined {
  try {
    return new WebAssembly.Module(bytes);
  } catch (error) {
    if (error instanceof WebAssembly.CompileError) return undefined;
    throw error;
  }
}

/**
 * The memory import in the binary format: module "env", name "memory", kind 2 (memory); its limits' flags
 * follow.
 */
const MEMORY_IMPORT = [3, ...new TextEncoder().encode("env"), 6, ...new TextEncoder().encode("memory"), 2];
/** Flags of limits: bit 0, there is a maximum; bit 1, the memory is shared. */
const HAS_MAXIMUM = 1;

/** The same module, importing ordinary memory: the code of the kernels is the same for both kinds. */
function withoutSharing(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const at = bytes.findIndex((_, i) => MEMORY_IMPORT.every((byte, j) => bytes[i + j] === byte));
  if (at < 0) throw new Error("the compiled module does not import its memory as expected");
  const copy = bytes.slice();
  copy[at + MEMORY_IMPORT.length] = HAS_MAXIMUM;
  return copy;
}

/** Modules of kernels begin their memory with constants of their own, which this export writes. */
export interface WithConstants {
  /** Writes the constants; returns the first address after them. */
  writeConstants(): number;
}

/**
 * The exports of a module on this memory, with its constants written.
 * @param constantsEnd how many bytes at the beginning of the memory are set aside for the constants
 */
export function instantiate<Exports extends WithConstants>(
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
  constantsEnd: number,
): Exports {
  const exported = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Exports;
  const end = exported.writeConstants();
  if (end > constantsEnd) throw new Error(`the module's constants end at ${end}, beyond ${constantsEnd}`);
  return exported;
}
