declare module 'pino-roll' {
  import type { EventEmitter } from 'node:events';

  /** The part of SonicBoom that the shop uses. Emits `ready` when the file is open. */
  interface RollingFile extends EventEmitter {
    write(text: string): boolean;
    flushSync(): void;
    end(): void;
  }

  interface RollOptions {
    file: string;
    size?: string | number;
    mkdir?: boolean;
    limit?: { count: number; removeOtherLogFiles?: boolean };
  }

  export default function roll(options: RollOptions): Promise<RollingFile>;
}
