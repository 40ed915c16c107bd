import { type ReactNode } from 'react';
import { type LogField, type LogLine } from '../../telemetry/questions/logs';

/** What can be done with a line; what is left out is not offered. The same object as long as nothing changes. */
export interface LineActions {
  /** Address of the story of its trace; undefined for a line without one. */
  storyLink?: (line: LogLine) => string | undefined;
  /** Address at which this one line is shown. */
  lineLink?: (line: LogLine) => string;
  /** Address of the lines with the same pattern; undefined for a line that has none. */
  alikeLink?: (line: LogLine) => string | undefined;
  /** Its stream around its moment in Explore and in the app for logs. */
  waysOut?: (line: LogLine) => ReactNode;
  /** Keeps only the lines with this value (`in`), or leaves them out. */
  onFilter?: (field: LogField, value: string, op: 'in' | 'notIn') => void;
  /** Shows how often each value of a field occurs. */
  onCountBy?: (field: LogField) => void;
  /** Shows what came just before and after. */
  onContext?: (line: LogLine) => void;
  /** Shows the lines of all services that belong to its trace. */
  onTraceLines?: (line: LogLine) => void;
  /** For a line without trace id: the traces that it probably belongs to. */
  likelyTraces?: (line: LogLine) => ReactNode;
}
