declare module 'pino-roll' {
  /** The part of SonicBoom that the shop uses. */
  interface RollingFile {
    write(text: string): boolean;
    flushSync(): void;
    end(): void;
  }

  interface RollOptions {
    file: string;
    size?: string | number;
    mkdir?: boolean;
    sync?: boolean;
    limit?: { count: number; removeOtherLogFiles?: boolean };
  }

  export default function roll(options: RollOptions): Promise<RollingFile>;
}
