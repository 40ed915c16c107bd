import { readTraceId } from '../../ids';
import { type PartialRecord } from '../../partialRecord';
import { readColumns } from './columns';
import { readCommonLog } from './commonLog';
import { FRAMEWORKS } from './frameworks';
import { PROXIES } from './proxies';
import { readW3c } from './w3c';

/** What every such line has: a method of HTTP, or Rails' word. */
const HINT = /GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|TRACE|CONNECT|PROPFIND|PURGE|Completed /;

const LOGS = [...PROXIES, ...FRAMEWORKS, readColumns, readW3c, readCommonLog];

/**
 * Reads an access log line: method, path, status, duration.
 * @returns false where the text is none
 */
export function readAccessLog(draft: PartialRecord, text: string): boolean {
  const line = text.trimEnd().slice(0, 16_384);
  if (!HINT.test(line) || !LOGS.some((read) => read(draft, line))) {
    return false;
  }
  draft.traceId ??= readTraceId(/Root=1-[0-9a-f]{8}-[0-9a-f]{24}/i.exec(line)?.[0] ?? '').traceId;
  return true;
}
