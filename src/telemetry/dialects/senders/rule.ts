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
