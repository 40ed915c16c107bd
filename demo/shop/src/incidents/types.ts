import { z } from 'zod';

/** The incidents that can be switched on, and the service that each one breaks by default. */
export const INCIDENTS = {
  'slow-database': 'inventory',
  'payment-outage': 'payments',
  'stock-out': 'inventory',
  'memory-leak': 'shop-api',
  'bad-deploy': 'shop-api',
  'payment-unreachable': 'shop-api',
  'full-queue': 'fulfilment',
  'carrier-dns': 'fulfilment',
} as const;

export type IncidentName = keyof typeof INCIDENTS;
export const INCIDENT_NAMES = Object.keys(INCIDENTS) as IncidentName[];

/** Nothing stays broken for longer than this. */
export const MAX_SECONDS = 3600;

const place = z.object({ service: z.string(), route: z.string().nullable() });

/** What is really wrong, for whoever wants to check whether it was found. */
export const truthSchema = z.object({
  incident: z.enum(INCIDENT_NAMES),
  /** Where the cause is. */
  service: z.string(),
  /**
   * `METHOD template` of the route that suffers first, of a worker the queue that it reads; null when no single one
   * does.
   */
  route: z.string().nullable(),
  /** Span attributes (and log fields) that requests must have to be hit; empty when all are. */
  attribute: z.record(z.string(), z.string()),
  effect: z.object({
    /** In words. */
    description: z.string(),
    /** Of the requests with that attribute on that route: how many are hit, 0 to 1. */
    share: z.number().min(0).max(1),
    /** Mean of the time added to a hit request, in seconds. */
    slower_by_seconds: z.number().optional(),
    /** Status of a hit request. */
    status: z.number().int().optional(),
    /** Memory that is held at the end, in bytes. */
    grows_by_bytes: z.number().int().optional(),
    /** The version that is told meanwhile. */
    version: z.string().optional(),
    /** Metric that shows it, if it is not one of the HTTP metrics. */
    metric: z.string().optional(),
  }),
  /** Where customers or other services notice, besides the culprit. */
  seen_at: z.array(place),
  from: z.iso.datetime(),
  to: z.iso.datetime(),
});
export type IncidentTruth = z.output<typeof truthSchema>;

/** What an incident says of itself before it is known when it runs. */
export type IncidentEffect = Omit<IncidentTruth, 'incident' | 'service' | 'from' | 'to'>;

/** One way to break a service. */
export interface Incident {
  readonly name: IncidentName;
  /**
   * Breaks it.
   * @returns the truth, and how to mend it; mending may be called once.
   */
  begin(durationMs: number): Promise<{ effect: IncidentEffect; end: () => Promise<void> }>;
}
