/**
 * The system calls that a submission may not make, each with its number on the processors that the filter knows
 * (linux/arch/x86/entry/syscalls/syscall_64.tbl, include/uapi/asm-generic/unistd.h), by the reason for refusing them.
 * No notebook needs any of them; all other calls are those that Node and the C library make.
 */

/** The processors whose system calls are known, by Node's names. */
export type Processor = "x64" | "arm64";

/** A call's number on each processor; -1 where the processor does not have it. */
type Numbers = readonly [x64: number, arm64: number];

/** Calls that are refused for one reason. */
export interface RefusedCalls {
  /** The reason, as `docs/grading.md` says it. */
  readonly why: string;
  readonly calls: Readonly<Record<string, Numbers>>;
}

const ABSENT = -1;

export const REFUSED: readonly RefusedCalls[] = [
  {
    why: "sockets of every family: the host's hypervisor (AF_VSOCK), the kernel's own services (AF_NETLINK), other programs (AF_UNIX)",
    calls: { socket: [41, 198], socketpair: [53, 199] },
  },
  {
    why: "a second process, or a hold on another one",
    calls: {
      fork: [57, ABSENT],
      vfork: [58, ABSENT],
      ptrace: [101, 117],
      process_vm_readv: [310, 270],
      process_vm_writev: [311, 271],
      kcmp: [312, 272],
      pidfd_send_signal: [424, 424],
      pidfd_open: [434, 434],
      pidfd_getfd: [438, 438],
      process_madvise: [440, 440],
      process_mrelease: [448, 448],
    },
  },
  {
    why: "other file systems and name spaces",
    calls: {
      pivot_root: [155, 41],
      chroot: [161, 51],
      mount: [165, 40],
      umount2: [166, 39],
      unshare: [272, 97],
      setns: [308, 268],
      open_tree: [428, 428],
      move_mount: [429, 429],
      fsopen: [430, 430],
      fsconfig: [431, 431],
      fsmount: [432, 432],
      fspick: [433, 433],
      mount_setattr: [442, 442],
      name_to_handle_at: [303, 264],
      open_by_handle_at: [304, 265],
      fanotify_init: [300, 262],
      quotactl: [179, 60],
      quotactl_fd: [443, 443],
    },
  },
  {
    why: "parts of Linux that no notebook needs and that have often been attacked",
    calls: {
      add_key: [248, 217],
      request_key: [249, 218],
      keyctl: [250, 219],
      perf_event_open: [298, 241],
      bpf: [321, 280],
      userfaultfd: [323, 282],
      io_uring_setup: [425, 425],
      io_uring_enter: [426, 426],
      io_uring_register: [427, 427],
      vmsplice: [278, 75],
      modify_ldt: [154, ABSENT],
      personality: [135, 92],
      remap_file_pages: [216, 234],
    },
  },
  {
    why: "memory that the watch of the sandbox does not see",
    calls: {
      memfd_create: [319, 279],
      memfd_secret: [447, 447],
      shmget: [29, 194],
      shmctl: [31, 195],
      shmat: [30, 196],
      msgget: [68, 186],
      semget: [64, 190],
      mq_open: [240, 180],
    },
  },
  {
    why: "another share of the processors than the sandbox's",
    calls: {
      sched_setaffinity: [203, 122],
      sched_setparam: [142, 118],
      sched_setscheduler: [144, 119],
      sched_setattr: [314, 274],
      setpriority: [141, 140],
      ioprio_set: [251, 30],
      mbind: [237, 235],
      set_mempolicy: [238, 237],
      migrate_pages: [256, 238],
      move_pages: [279, 239],
    },
  },
  {
    why: "the machine itself: its modules, clock, name, devices and log",
    calls: {
      init_module: [175, 105],
      finit_module: [313, 273],
      delete_module: [176, 106],
      kexec_load: [246, 104],
      kexec_file_load: [320, 294],
      reboot: [169, 142],
      swapon: [167, 224],
      swapoff: [168, 225],
      acct: [163, 89],
      syslog: [103, 116],
      settimeofday: [164, 170],
      clock_settime: [227, 112],
      adjtimex: [159, 171],
      clock_adjtime: [305, 266],
      sethostname: [170, 161],
      setdomainname: [171, 162],
      iopl: [172, ABSENT],
      ioperm: [173, ABSENT],
    },
  },
];

/** The numbers of all refused calls on a processor. */
export function refusedNumbers(processor: Processor): number[] {
  const column = processor === "x64" ? 0 : 1;
  return REFUSED.flatMap(({ calls }) => Object.values(calls))
    .map((numbers) => numbers[column])
    .filter((number) => number !== ABSENT);
}
