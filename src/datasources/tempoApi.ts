import { type DataSourceInstanceSettings } from '@grafana/data';
import { getBackendSrv } from '@grafana/runtime';
import { type GenericSchema, type InferOutput } from 'valibot';
import { t } from '../i18n/t';
import { type SentQuery } from '../telemetry/questions/logs';
import { QUIETLY } from './dataRequest';
import { lastAnswer } from './lastAnswer';
import { explainFailure } from './explain';
import { classifyFailure, NotCountedError, TelemetryError } from './failure';
import { readBody, UnexpectedBodyError } from './serverBody';
import { type TimeSpan } from '../telemetry/timeSpan';

export type Params = Readonly<Record<string, string | number | undefined>>;

/** What Grafana's proxy or Tempo behind it answered with, where that was no success. */
interface Refusal {
  status?: number;
  statusText?: string;
  data?: unknown;
}

/** Whether what was refused is not there at all. */
type IsMissing = (status: number, text: string) => boolean;

/** In which form an answer is asked for. */
interface AnswerForm {
  accept: string;
  responseType?: 'arraybuffer';
}

const JSON_ANSWER: AnswerForm = { accept: 'application/json' };
const BYTES_ANSWER: AnswerForm = { accept: 'application/protobuf', responseType: 'arraybuffer' };

/**
 * Tempo's own API behind a user's data source, as the signed-in user: through Grafana's proxy of data sources, for
 * which the same permission is needed as for a query. Grafana's own queries would answer with frames, which leave out
 * what a search says of services and of its cost, why a query is refused, and spans whose resource has no attributes.
 */
export class TempoApi {
  constructor(readonly dataSource: DataSourceInstanceSettings) {}

  /**
   * @param path beneath Tempo's address
   * @param schema the form of what it answers, as far as it is read
   * @throws TelemetryError, also where the answer has another form; for an aborted signal, its reason
   */
  async get<S extends GenericSchema>(
    path: string,
    params: Params,
    schema: S,
    signal?: AbortSignal
  ): Promise<InferOutput<S>> {
    try {
      return readBody(schema, await this.ask<unknown>(path, params, JSON_ANSWER, signal));
    } catch (error) {
      throw await this.explain(error, signal);
    }
  }

  /** As {@link get}, but what Tempo refuses with one of these statuses is answered with undefined. */
  async find<S extends GenericSchema>(
    path: string,
    params: Params,
    schema: S,
    isMissing: IsMissing,
    signal?: AbortSignal
  ): Promise<InferOutput<S> | undefined> {
    const body = await this.findAs<unknown>(JSON_ANSWER, path, params, isMissing, signal);
    return body && this.read(() => readBody(schema, body.data), signal);
  }

  /**
   * As {@link find}, with the answer as Protocol Buffers.
   * @param read reads the bytes; throws where they are something else
   */
  async findBytes<T>(
    path: string,
    params: Params,
    read: (bytes: Uint8Array) => T,
    isMissing: IsMissing,
    signal?: AbortSignal
  ): Promise<T | undefined> {
    const body = await this.findAs<ArrayBuffer>(BYTES_ANSWER, path, params, isMissing, signal);
    return body && this.read(() => read(new Uint8Array(body.data)), signal);
  }

  private async read<T>(read: () => T, signal?: AbortSignal): Promise<T> {
    try {
      return read();
    } catch (error) {
      throw await this.explain(error instanceof UnexpectedBodyError ? error : new UnexpectedBodyError(''), signal);
    }
  }

  /** An answer in its own place, as it may be anything; undefined where what was asked for is missing. */
  private async findAs<T>(
    form: AnswerForm,
    path: string,
    params: Params,
    isMissing: IsMissing,
    signal?: AbortSignal
  ): Promise<{ data: T } | undefined> {
    try {
      return { data: await this.ask<T>(path, params, form, signal) };
    } catch (error) {
      const refusal = (error ?? {}) as Refusal;
      // Where the data source is gone, nobody said that something is not in it.
      if (!signal?.aborted && !isDataSourceMissing(refusal) && isMissing(refusal.status ?? 0, textOf(error))) {
        return undefined;
      }
      throw await this.explain(error, signal);
    }
  }

  /** A query as it was sent, to be shown and opened. */
  sent(text: string): SentQuery[] {
    const { uid, name, type } = this.dataSource;
    return [{ text, dataSource: { uid, name, type } }];
  }

  private async ask<T>(
    path: string,
    params: Params,
    { accept, responseType }: AnswerForm,
    signal?: AbortSignal
  ): Promise<T> {
    signal?.throwIfAborted();
    const answers = getBackendSrv().fetch<T>({
      ...QUIETLY,
      url: `${this.dataSource.url ?? ''}/${path}`,
      method: 'GET',
      params: Object.fromEntries(Object.entries(params).filter(([, value]) => value !== undefined)),
      headers: { Accept: accept },
      ...(responseType && { responseType }),
    });
    try {
      // An abort takes the request back, and with it the proxy's own to Tempo.
      return (await lastAnswer(answers, signal)).data;
    } catch (failed) {
      throw signal?.aborted ? failed : withReadableData(failed);
    }
  }

  private async explain(error: unknown, signal?: AbortSignal): Promise<unknown> {
    signal?.throwIfAborted();
    const refusal = (error ?? {}) as Refusal;
    const limit = limitFailure(textOf(error), this.dataSource.name);
    if (limit) {
      return limit;
    }
    if (isDataSourceMissing(refusal)) {
      return new TelemetryError(classifyFailure('data source not found', this.dataSource.name));
    }
    return new TelemetryError(
      isCredentialsRefused(refusal)
        ? // The name of a query says that it was the server behind Grafana that refused.
          classifyFailure({ status: 403, refId: '', message: textOf(error) }, this.dataSource.name)
        : await explainFailure({ ...refusal, message: textOf(error) }, this.dataSource)
    );
  }
}

/** Seconds as Tempo's API takes them, around a span of time: whole ones, at least one. */
export function secondsAround({ from, to }: TimeSpan): { start: number; end: number } {
  const start = Math.max(1, Math.floor(from / 1000));
  return { start, end: Math.max(start + 1, Math.ceil(to / 1000)) };
}

/**
 * Grafana's proxy answers 400 where the server did not accept the data source's credentials, and hands a 403 on. Its
 * own refusals carry an id of the access that was denied.
 */
function isCredentialsRefused({ status, data }: Refusal): boolean {
  const isGrafanas = typeof data === 'object' && data !== null && 'accessErrorId' in data;
  return (
    (status === 400 && /^Authentication to data source failed/.test(textOf({ data }))) ||
    ((status === 401 || status === 403) && !isGrafanas && typeof data === 'string' && data !== '')
  );
}

/** What Grafana says of a data source that was removed; a server behind it says nothing of data sources. */
function isDataSourceMissing({ status, data }: Refusal): boolean {
  return status === 404 && typeof data === 'object' && /data ?source/i.test(textOf({ data }));
}

/**
 * Whether Tempo holds traces and does not count them: TraceQL metrics came with 2.4, and up to 2.x they need a metrics
 * generator that keeps blocks of its own.
 */
export function isWithoutMetrics(status: number, text: string): boolean {
  return (
    status === 404 || status === 501 || /local-?blocks processor not found|finding generators.*empty ring/is.test(text)
  );
}

/** What is said where Tempo counts no traces. */
export function notCounted(name: string): NotCountedError {
  return new NotCountedError({
    kind: 'failed',
    message: t('traces.failure.not-counted', '{{dataSource}} cannot count spans: it has no TraceQL metrics', {
      dataSource: name,
    }),
    advice: t(
      'traces.failure.not-counted-advice',
      'TraceQL metrics need Tempo 2.4 or later, and before 3.0 the local-blocks processor of the metrics generator'
    ),
  });
}

/** What Tempo refuses because of its limits, with what to do about it. */
function limitFailure(text: string, name: string): TelemetryError | undefined {
  if (/trace (?:exceeds|too large|is too large)|max(?:imum)? (?:trace )?size|max_bytes_per_trace/i.test(text)) {
    return new TelemetryError({
      kind: 'failed',
      message: t('traces.failure.too-large', 'The trace is larger than the limit of {{dataSource}}', {
        dataSource: name,
      }),
      advice: t('traces.failure.too-large-advice', 'Increase max_bytes_per_trace in the overrides of Tempo'),
    });
  }
  if (/larger than (?:the )?max/i.test(text)) {
    return new TelemetryError({
      kind: 'failed',
      message: t(
        'traces.failure.message-too-large',
        'The response is larger than what components of {{dataSource}} can send each other: {{reason}}',
        { dataSource: name, reason: text }
      ),
      advice: t(
        'traces.failure.message-too-large-advice',
        'Increase grpc_server_max_recv_msg_size and grpc_server_max_send_msg_size of the server, and max_recv_msg_size and max_send_msg_size of the clients in it'
      ),
    });
  }
  return /range .*exceeds/i.test(text)
    ? new TelemetryError({
        kind: 'failed',
        message: t('traces.failure.range-too-long', '{{dataSource}} cannot query a time range this long: {{reason}}', {
          dataSource: name,
          reason: text,
        }),
        advice: t(
          'traces.failure.range-too-long-advice',
          'Choose a shorter time range, or increase max_duration in the configuration of Tempo'
        ),
      })
    : undefined;
}

/** Refusals come in the form that the answer would have; what they say is text, often JSON. */
function withReadableData(error: unknown): unknown {
  const { data } = (error ?? {}) as Refusal;
  if (!(data instanceof ArrayBuffer)) {
    return error;
  }
  const text = new TextDecoder().decode(data);
  try {
    return { ...(error as Refusal), data: JSON.parse(text) as unknown };
  } catch {
    return { ...(error as Refusal), data: text };
  }
}

function textOf(error: unknown): string {
  const { data, message, statusText } = (error ?? {}) as Refusal & { message?: string };
  const inData =
    typeof data === 'object' && data !== null ? (data as { message?: unknown; error?: unknown }) : { message: data };
  const text = [inData.message, inData.error, message, statusText].find((one) => typeof one === 'string' && one !== '');
  return typeof text === 'string' ? text.trim() : '';
}
