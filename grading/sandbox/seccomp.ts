/**
 * The filter of system calls of a submission, as a classic BPF program for Linux' seccomp(2).
 *
 * Node needs threads but no second process, so `clone` is allowed for threads only. A filter cannot read the
 * flags of `clone3`; it answers that this call does not exist, and the C library falls back to `clone`. The
 * other refused calls are listed in `system-calls.ts`.
 */
import { refusedNumbers, type Processor } from "./system-calls.js";

interface Architecture {
  /** AUDIT_ARCH_… of linux/audit.h. */
  readonly audit: number;
  readonly clone: number;
  readonly clone3: number;
}

const ARCHITECTURES: Readonly<Record<Processor, Architecture>> = {
  x64: { audit: 0xc000003e, clone: 56, clone3: 435 },
  arm64: { audit: 0xc00000b7, clone: 220, clone3: 435 },
};

// linux/bpf_common.h, linux/seccomp.h
const LOAD = 0x20;
const JUMP_EQUAL = 0x15;
const JUMP_AT_LEAST = 0x35;
const JUMP_ANY_BIT = 0x45;
const RETURN = 0x06;
const ALLOW = 0x7fff0000;
const KILL_PROCESS = 0x80000000;
const FAIL_WITH = 0x00050000;
const EPERM = 1;
const ENOSYS = 38;
/**
 * Offsets in struct seccomp_data: the call's number, the architecture, the low half of the first argument.
 */
const NUMBER = 0;
const ARCHITECTURE = 4;
const FLAGS = 16;
const CLONE_THREAD = 0x10000;
/** On x86-64, call numbers from here on belong to a second table, of the x32 ABI. */
const X32 = 0x40000000;

/** The filter for a processor, as bytes of struct sock_filter; undefined for a processor that is not known. */
export function seccompFilter(processor: string = process.arch): Buffer | undefined {
  if (!isKnown(processor)) return undefined;
  const { audit, clone, clone3 } = ARCHITECTURES[processor];
  const program: [code: number, ifTrue: number, ifFalse: number, k: number][] = [
    [LOAD, 0, 0, ARCHITECTURE],
    [JUMP_EQUAL, 1, 0, audit],
    [RETURN, 0, 0, KILL_PROCESS],
    [LOAD, 0, 0, NUMBER],
    [JUMP_AT_LEAST, 0, 1, X32],
    [RETURN, 0, 0, FAIL_WITH | ENOSYS],
    [JUMP_EQUAL, 0, 1, clone3],
    [RETURN, 0, 0, FAIL_WITH | ENOSYS],
    ...refusedNumbers(processor).flatMap((call): typeof program => [
      [JUMP_EQUAL, 0, 1, call],
      [RETURN, 0, 0, FAIL_WITH | EPERM],
    ]),
    [JUMP_EQUAL, 1, 0, clone],
    [RETURN, 0, 0, ALLOW],
    [LOAD, 0, 0, FLAGS],
    [JUMP_ANY_BIT, 1, 0, CLONE_THREAD],
    [RETURN, 0, 0, FAIL_WITH | EPERM],
    [RETURN, 0, 0, ALLOW],
  ];
  const bytes = Buffer.alloc(program.length * 8);
  program.forEach(([code, ifTrue, ifFalse, k], i) => {
    bytes.writeUInt16LE(code, i * 8);
    bytes.writeUInt8(ifTrue, i * 8 + 2);
    bytes.writeUInt8(ifFalse, i * 8 + 3);
    bytes.writeUInt32LE(k >>> 0, i * 8 + 4);
  });
  return bytes;
}

function isKnown(processor: string): processor is Processor {
  return processor in ARCHITECTURES;
}
