/**
 * The one vocabulary of questions, answers, URLs and screens. The words mean what OpenTelemetry's semantic conventions
 * mean by them; a dialect translates them to whatever a backend calls them.
 */
export const FIELDS = [
  'service',
  'route',
  'method',
  'status',
  'instance',
  'environment',
  'namespace',
  'version',
  // The machine, as `host.name`: what an exporter measures, not where a service's own metrics say that it runs.
  'host',
] as const;

/**
 * One field of the vocabulary. `status` is an HTTP status code (`404`), or its class (`4xx`) where only that is known.
 */
export type Field = (typeof FIELDS)[number];

export function isField(name: string): name is Field {
  return (FIELDS as readonly string[]).includes(name);
}

/** A label set as a backend returned it. */
export type Labels = Readonly<Record<string, string>>;
