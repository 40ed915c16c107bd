import { type ServiceEdge, type Span } from '../../questions/traces';
import { attributeOf, type ReadableSpan } from './fields';

/** Whom a span calls. */
export interface Peer {
  name: string;
  kind: ServiceEdge['kind'];
}

/** A database as a span names it. */
export interface Database {
  /** The product: `postgresql`. */
  system: string;
  /** The database within it, where it is named. */
  name?: string;
  /** What is done, where it is named: `SELECT`. */
  operation?: string;
  /** The statement, as far as the instrumentation recorded it. */
  statement?: string;
}

/** The database that a span talks to, in the stable and in the old conventions. */
export function databaseOf(span: ReadableSpan): Database | undefined {
  const system = attributeOf(span, 'db.system.name', 'db.system');
  return system === undefined
    ? undefined
    : {
        system,
        name: attributeOf(span, 'db.namespace', 'db.name'),
        operation: attributeOf(span, 'db.operation.name', 'db.operation'),
        statement: attributeOf(span, 'db.query.text', 'db.statement'),
      };
}

/**
 * Whom a client or producer span calls, as far as the span itself says; spans of other kinds call nobody. A database is
 * named with its product, so that one called like a service is not taken for the service.
 */
export function peerOf(span: ReadableSpan & Pick<Span, 'kind'>): Peer | undefined {
  if (span.kind !== 'client' && span.kind !== 'producer') {
    return undefined;
  }
  const database = databaseOf(span);
  const address = attributeOf(
    span,
    'server.address',
    'net.peer.name',
    'network.peer.address',
    'net.sock.peer.addr',
    'net.peer.ip',
    'http.host'
  );
  if (database) {
    return { kind: 'database', name: databaseName(database.name ?? address, database.system) };
  }
  const messaging = attributeOf(span, 'messaging.system');
  if (messaging !== undefined) {
    const destination = attributeOf(span, 'messaging.destination.name', 'messaging.destination');
    return { kind: 'messaging', name: databaseName(destination, messaging) };
  }
  const service = attributeOf(span, 'peer.service', 'service.peer.name');
  if (service !== undefined) {
    return { kind: 'service', name: service };
  }
  const host = address ?? hostOf(attributeOf(span, 'url.full', 'http.url'));
  return host === undefined ? undefined : { kind: 'external', name: host };
}

/**
 * The queue or topic that a span sends a message to, or has one from that it processes; undefined where it names none.
 * Who only asks for messages, or says that they are done, is a client; by older conventions who asks is a consumer, too
 * ({@link asksForMessages}).
 */
export function queueOf(span: ReadableSpan & Pick<Span, 'kind'>): string | undefined {
  const system = attributeOf(span, 'messaging.system');
  const destination = attributeOf(span, 'messaging.destination.name', 'messaging.destination');
  const isMessage = span.kind === 'producer' || span.kind === 'consumer';
  return isMessage && system !== undefined && destination !== undefined ? databaseName(destination, system) : undefined;
}

/**
 * Whether a span is one of asking for messages, not of processing them. Up to version 1.27 of OpenTelemetry's messaging
 * conventions both are of consumers.
 */
export function asksForMessages(span: ReadableSpan): boolean {
  return attributeOf(span, 'messaging.operation.type', 'messaging.operation') === 'receive';
}

/** `shop (postgresql)`: a name that no service has. */
export function databaseName(name: string | undefined, system: string): string {
  return name === undefined ? system : `${name} (${system})`;
}

function hostOf(url: string | undefined): string | undefined {
  try {
    return url === undefined ? undefined : new URL(url).host;
  } catch {
    return undefined;
  }
}
