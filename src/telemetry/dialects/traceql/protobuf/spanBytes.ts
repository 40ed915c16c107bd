import { type Attributes, type AttributeValue, type Span, type SpanEvent } from '../../../questions/traces';
import { newRecord } from '../../../record';
import { normalizeSpanId, normalizeTraceId } from '../../../traceId';
import { KINDS, STATUSES } from '../read';
import { millisecondsBetween, millisecondsOf, NO_TIME } from '../values';
import { readAttribute } from './attributeBytes';
import { type MessageReader } from './messageReader';

/** What the spans of one resource and scope share. */
export interface SpanOrigin {
  service: string;
  resource: Attributes;
  scope?: string;
}

/** Digits made from as many bytes as a span's id has are as they should be, unless they stand for none. */
const NO_SPAN = '0'.repeat(16);
/** Most spans have no events and no links: one list stands for all of these. */
const NONE: readonly never[] = [];

/** Reads spans of Protocol Buffers. Numbers of fields as in opentelemetry/proto/trace/v1. */
export class SpanReader {
  /** The id of a trace as it was read last, and what became of it: all spans have the same. */
  private written = '';
  private traceId: string | undefined;

  constructor(private readonly wire: MessageReader) {}

  /** @returns undefined for a span without ids */
  read({ service, resource, scope }: SpanOrigin): Span | undefined {
    const { wire } = this;
    const attributes = newRecord<AttributeValue>();
    let traceId: string | undefined;
    let spanId: string | undefined;
    let parentSpanId: string | undefined;
    let name = '';
    let traceState = '';
    let statusMessage = '';
    let kind: Span['kind'] = 'unspecified';
    let status: Span['status'] = 'unset';
    let start = NO_TIME;
    let until = NO_TIME;
    let events: SpanEvent[] | undefined;
    let links: Array<Span['links'][number]> | undefined;
    const end = wire.end();
    for (let field = wire.next(end); field !== 0; field = wire.next(end)) {
      switch (field) {
        case 1:
          traceId = this.readTraceId();
          break;
        case 2:
          spanId = this.readSpanId();
          break;
        case 3:
          traceState = wire.string();
          break;
        case 4:
          parentSpanId = this.readSpanId();
          break;
        case 5:
          name = wire.string();
          break;
        case 6:
          kind = KINDS[wire.uint32()] ?? 'unspecified';
          break;
        case 7:
          start = wire.nanoseconds();
          break;
        case 8:
          until = wire.nanoseconds();
          break;
        case 9:
          readAttribute(wire, attributes);
          break;
        case 11:
          (events ??= []).push(this.readEvent());
          break;
        case 13:
          (links ??= []).push(...this.readLink());
          break;
        case 15: {
          const said = this.readStatus();
          status = said.status;
          statusMessage = said.message;
          break;
        }
        default:
          wire.leave(field);
      }
    }
    if (traceId === undefined || spanId === undefined) {
      return undefined;
    }
    const span: Span = {
      traceId,
      spanId,
      parentSpanId,
      service,
      name,
      kind,
      start: millisecondsOf(start),
      duration: millisecondsBetween(start, until),
      status,
      attributes,
      resource,
      events: events ?? NONE,
      links: links ?? NONE,
    };
    if (scope) {
      span.scope = scope;
    }
    if (statusMessage) {
      span.statusMessage = statusMessage;
    }
    if (traceState) {
      span.traceState = traceState;
    }
    return span;
  }

  private readTraceId(): string | undefined {
    const written = this.wire.hex();
    if (written !== this.written) {
      this.written = written;
      this.traceId = normalizeTraceId(written);
    }
    return this.traceId;
  }

  private readSpanId(): string | undefined {
    const digits = this.wire.hex();
    return digits.length === NO_SPAN.length && digits !== NO_SPAN ? digits : normalizeSpanId(digits);
  }

  private readEvent(): SpanEvent {
    const { wire } = this;
    const attributes = newRecord<AttributeValue>();
    let name = '';
    let time = NO_TIME;
    const end = wire.end();
    for (let field = wire.next(end); field !== 0; field = wire.next(end)) {
      if (field === 1) {
        time = wire.nanoseconds();
      } else if (field === 2) {
        name = wire.string();
      } else if (field === 3) {
        readAttribute(wire, attributes);
      } else {
        wire.leave(field);
      }
    }
    return { name, time: millisecondsOf(time), attributes };
  }

  /** None for one without ids. */
  private readLink(): Span['links'] {
    const { wire } = this;
    const attributes = newRecord<AttributeValue>();
    let traceId: string | undefined;
    let spanId: string | undefined;
    const end = wire.end();
    for (let field = wire.next(end); field !== 0; field = wire.next(end)) {
      if (field === 1) {
        traceId = normalizeTraceId(wire.hex());
      } else if (field === 2) {
        spanId = this.readSpanId();
      } else if (field === 4) {
        readAttribute(wire, attributes);
      } else {
        wire.leave(field);
      }
    }
    return traceId !== undefined && spanId !== undefined ? [{ traceId, spanId, attributes }] : [];
  }

  private readStatus(): { status: Span['status']; message: string } {
    const { wire } = this;
    let status: Span['status'] = 'unset';
    let message = '';
    const end = wire.end();
    for (let field = wire.next(end); field !== 0; field = wire.next(end)) {
      if (field === 2) {
        message = wire.string();
      } else if (field === 3) {
        status = STATUSES[wire.uint32()] ?? 'unset';
      } else {
        wire.leave(field);
      }
    }
    return { status, message };
  }
}
