import { config } from '@grafana/runtime';
import pMap from 'p-map';
import { PLUGIN_ID } from '../correlation/routes';
import { readTraceBytes } from '../telemetry/dialects/traceql/protobuf/traceBytes';
import { TRACE_BODY, type TraceBody } from '../telemetry/dialects/traceql/bodies';
import { type ReadTrace, readTrace } from '../telemetry/dialects/traceql/read';
import { type Span } from '../telemetry/questions/traces';
import { readBody } from './serverBody';
import { type TempoApi } from './tempoApi';

/**
 * A whole trace.
 * @param id normalised
 * @param params seconds to look between; all times without them
 * @returns undefined where there is no such trace
 */
export async function fetchTrace(
  api: TempoApi,
  id: string,
  params: { start?: number; end?: number },
  signal?: AbortSignal
): Promise<ReadTrace | undefined> {
  // The second version says whether all of the trace is there; before Tempo 2.7 there was only the first.
  const read =
    (await secondVersion(api, id, params, signal)) ??
    readTraceOf(await api.find(`api/traces/${id}`, params, TRACE_BODY, isTraceNotFound, signal));
  return read && read.spans.length > 0 ? read : undefined;
}

async function secondVersion(
  api: TempoApi,
  id: string,
  params: { start?: number; end?: number },
  signal?: AbortSignal
): Promise<ReadTrace | undefined> {
  const path = `api/v2/traces/${id}`;
  if (isSandboxed()) {
    return readTraceOf(await api.find(path, params, TRACE_BODY, isNotFound, signal));
  }
  const bodyOf = (json: unknown) => readBody(TRACE_BODY, json);
  return api.findBytes(path, params, (bytes) => readTraceBytes(bytes, bodyOf), isNotFound, signal);
}

function readTraceOf(body: TraceBody | undefined): ReadTrace | undefined {
  return body && readTrace(body);
}

/**
 * In Grafana's front-end sandbox each look at a byte goes through its checks: reading JSON is quicker there, which is
 * done outside.
 */
function isSandboxed(): boolean {
  return config.enableFrontendSandboxForPlugins?.includes(PLUGIN_ID) ?? false;
}

/** How many traces are fetched at the same time. */
const AT_ONCE = 4;

/** The spans of several traces, a few traces at a time; those that are gone by now are left out. */
export async function fetchTraces(api: TempoApi, ids: readonly string[], signal?: AbortSignal): Promise<Span[]> {
  const found = await pMap(ids, (id) => fetchTrace(api, id, {}, signal), { concurrency: AT_ONCE, signal });
  return found.flatMap((trace) => trace?.spans ?? []);
}

/** The second version of the API, or the trace in it, is not there. */
const isNotFound = (status: number) => status === 404;

/**
 * Tempo answers 404 without a word, or with one about traces, where there is no such trace; a server that is no Tempo
 * has more to say.
 */
const isTraceNotFound = (status: number, text: string) =>
  status === 404 && !/page not found|data ?source|<html/i.test(text);
