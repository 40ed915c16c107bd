import { z } from 'zod';

/** What the collector is told by its environment. */
export interface Settings {
  readonly lokiUrl: string;
  /** Connection string of the database `usage_stats`, as a role that owns it. */
  readonly databaseUrl: string;
  readonly host: string;
  readonly port: number;
  /** Streams that are looked at: a LogQL selector. */
  readonly selector: string;
  readonly pollMs: number;
  /** How far behind what is read each poll looks again, for lines that came late. */
  readonly lookBackMs: number;
  /** Lines of one page: one question to Loki, one transaction. */
  readonly pageLines: number;
  /** How far back the first poll of all looks. */
  readonly firstBackMs: number;
  /** Between two longer looks back, for lines that waited out an outage; and how far these look. */
  readonly sweepEveryMs: number;
  readonly sweepBackMs: number;
  /** Events and quarantined lines older than this are deleted. */
  readonly retentionMs: number;
}

const SECOND = 1000;
const HOUR = 3600 * SECOND;
const DAY = 24 * HOUR;

/** Every stream but those of the servers that log what they are asked: they would be found by the question itself. */
const DEFAULT_SELECTOR = '{service_name=~".+", service_name!~"loki|grafana|usage-collector"}';

const amount = (usual: number, unit: number, least = 0.001) =>
  z.coerce
    .number()
    .min(least)
    .default(usual)
    .transform((value) => Math.round(value * unit));

const environment = z
  .object({
    LOKI_URL: z.url().default('http://127.0.0.1:3100'),
    DATABASE_URL: z.url(),
    HOST: z.string().default('127.0.0.1'),
    PORT: z.coerce.number().int().min(1).max(65_535).default(8010),
    SELECTOR: z
      .string()
      .regex(/^\{.*\}$/s, 'must be a LogQL selector in braces')
      .default(DEFAULT_SELECTOR),
    POLL_SECONDS: amount(60, SECOND),
    LOOK_BACK_SECONDS: amount(120, SECOND),
    // Loki refuses more than 5000 where its limits are as they come.
    PAGE_LINES: z.coerce.number().int().min(1).max(5000).default(1000),
    FIRST_BACK_HOURS: amount(24, HOUR),
    SWEEP_EVERY_MINUTES: amount(60, 60 * SECOND),
    SWEEP_BACK_HOURS: amount(6, HOUR),
    RETENTION_DAYS: amount(90, DAY),
  })
  .refine(({ RETENTION_DAYS, SWEEP_BACK_HOURS, FIRST_BACK_HOURS, LOOK_BACK_SECONDS }) => {
    return RETENTION_DAYS > Math.max(SWEEP_BACK_HOURS, FIRST_BACK_HOURS, LOOK_BACK_SECONDS);
  }, 'RETENTION_DAYS must be longer than every look back, or what is deleted comes again');

/**
 * Reads the settings; an empty variable is one that is not set.
 * @throws Error that names every variable with an unusable value
 */
export function readSettings(env: NodeJS.ProcessEnv = process.env): Settings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => [path.join('.'), message].filter(Boolean).join(': '));
    throw new Error(`Unusable environment: ${faults.join('; ')}`);
  }
  const e = parsed.data;
  return {
    lokiUrl: e.LOKI_URL,
    databaseUrl: e.DATABASE_URL,
    host: e.HOST,
    port: e.PORT,
    selector: e.SELECTOR,
    pollMs: e.POLL_SECONDS,
    lookBackMs: e.LOOK_BACK_SECONDS,
    pageLines: e.PAGE_LINES,
    firstBackMs: e.FIRST_BACK_HOURS,
    sweepEveryMs: e.SWEEP_EVERY_MINUTES,
    sweepBackMs: e.SWEEP_BACK_HOURS,
    retentionMs: e.RETENTION_DAYS,
  };
}
