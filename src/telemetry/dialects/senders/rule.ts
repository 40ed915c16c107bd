/** Lines that whoever sends them is to drop, or to sample. */
export interface SenderRule {
  /** A label of the stream that names the service; left out where none is known. */
  label?: { name: string; value: string };
  /** The service as OpenTelemetry names it. */
  service: string;
  /** Regular expression, in RE2, of the lines. */
  expression: string;
  /** Keeps one of so many; drops all where it is left out. */
  keepOneOf?: number;
}

/**
 * What lines that tell of a failure say somewhere, in whatever case: words, and levels as numbers that bunyan and pino
 * write. A rule leaves such lines alone, also those that it was not made for. In RE2 and in JavaScript.
 */
export const FAILURE_WORDS = 'error|exception|fatal|panic|critical|warn|fail|"level":\\s*[456]\\d\\b';
