/** A process that belongs to the stack: how it is started, when it is ready, how it is stopped. */
export interface Program {
  /** The name under which it is reported, logged and labelled. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** Added to the launcher's own environment. */
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Another user to run as; only root may ask for one. */
  readonly user?: { readonly uid: number; readonly gid: number };
  /** Where people or other programs reach it, for the list of addresses. */
  readonly url?: string;
  /** Whether it can do its work now. Absent: it is ready as soon as it runs. */
  readonly ready?: () => Promise<boolean>;
  /** How long it may take to become ready, in milliseconds; 60 s when not given. */
  readonly readyWithinMs?: number;
  /** What asks it to end; SIGTERM when not given. */
  readonly stopSignal?: NodeJS.Signals;
  /** How long it may take to end before it is killed, in milliseconds; 15 s when not given. */
  readonly stopWithinMs?: number;
  /** It ends when its work is done: neither a failure nor a reason to start it again. */
  readonly endsByItself?: boolean;
}

/** How a process ended, in the words of a message. */
export function describeExit(code: number | null, signal: NodeJS.Signals | null): string {
  return signal ? `was ended by ${signal}` : `ended with exit code ${code}`;
}
