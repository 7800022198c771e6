/**
 * The system calls that are refused to a submission, as a classic BPF program for Linux' seccomp(2).
 *
 * Node needs threads but no second process, so `clone` is allowed for threads only. A filter cannot read the
 * flags of `clone3`; it answers that this call does not exist, and the C library falls back to `clone`. The
 * filter also refuses calls that no notebook makes and that have served to attack Linux or to evade limits.
 */

/**
 * Numbers of system calls by architecture (linux/arch/x86/entry/syscalls/syscall_64.tbl,
 * include/uapi/asm-generic/unistd.h).
 */
interface Architecture {
  /** AUDIT_ARCH_… of linux/audit.h. */
  readonly audit: number;
  readonly clone: number;
  readonly clone3: number;
  readonly refused: readonly number[];
}

const ARCHITECTURES: Readonly<Record<string, Architecture>> = {
  x64: {
    audit: 0xc000003e,
    clone: 56,
    clone3: 435,
    // fork vfork ptrace pivot_root chroot mount umount2 init_module delete_module kexec_load add_key
    // request_key keyctl unshare perf_event_open setns process_vm_readv process_vm_writev finit_module
    // memfd_create bpf userfaultfd io_uring_setup io_uring_enter io_uring_register memfd_secret
    refused: [
      57, 58, 101, 155, 161, 165, 166, 175, 176, 246, 248, 249, 250, 272, 298, 308, 310, 311, 313, 319, 321,
      323, 425, 426, 427, 447,
    ],
  },
  arm64: {
    audit: 0xc00000b7,
    clone: 220,
    clone3: 435,
    // The same calls, as far as this architecture has them.
    refused: [
      39, 40, 41, 51, 97, 104, 105, 106, 117, 217, 218, 219, 241, 268, 270, 271, 273, 279, 280, 282, 425, 426,
      427, 447,
    ],
  },
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

/**
 * The filter for a processor, as bytes of struct sock_filter; undefined for a processor without an entry in
 * ARCHITECTURES.
 */
export function seccompFilter(processor: string = process.arch): Buffer | undefined {
  const architecture = ARCHITECTURES[processor];
  if (architecture === undefined) return undefined;
  const { audit, clone, clone3, refused } = architecture;
  const program: [code: number, ifTrue: number, ifFalse: number, k: number][] = [
    [LOAD, 0, 0, ARCHITECTURE],
    [JUMP_EQUAL, 1, 0, audit],
    [RETURN, 0, 0, KILL_PROCESS],
    [LOAD, 0, 0, NUMBER],
    [JUMP_AT_LEAST, 0, 1, X32],
    [RETURN, 0, 0, FAIL_WITH | ENOSYS],
    [JUMP_EQUAL, 0, 1, clone3],
    [RETURN, 0, 0, FAIL_WITH | ENOSYS],
    ...refused.flatMap((call): typeof program => [
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
