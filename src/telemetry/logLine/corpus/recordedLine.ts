import { type ParsedLogLine } from '../../questions/logs';
import { type Labels } from '../../vocabulary';

/** A line as some logger writes it, and what it says. */
export interface RecordedLine {
  /** Who writes so, and how it is set up. */
  writer: string;
  body: string;
  labels?: Labels;
  metadata?: Labels;
  /**
   * What must be read. Parts of the vocabulary that are not named must not be found; `fields` are those that must be
   * among the fields.
   */
  reading: Partial<ParsedLogLine> & Pick<ParsedLogLine, 'format' | 'message'>;
}

export const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
export const SPAN = '00f067aa0ba902b7';
