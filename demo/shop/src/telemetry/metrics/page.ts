import { Registry, type OpenMetricsContentType, type PrometheusContentType } from 'prom-client';
import type { MetricsPage } from '../types.ts';

type ContentType = PrometheusContentType | OpenMetricsContentType;

/**
 * A prom-client registry as a page in either exposition format: OpenMetrics (with exemplars) for those who ask for it,
 * else plain text. One registry can be either only while nobody else renders it, because prom-client takes the `_total`
 * off the names of counters while it writes OpenMetrics and never puts it back. So renders take turns and put the names
 * back.
 */
export class PrometheusPage implements MetricsPage {
  readonly #registry: Registry<ContentType>;
  #turn: Promise<unknown> = Promise.resolve();

  /** @param registry one that was made by {@link createRegistry}. */
  constructor(registry: Registry<ContentType>) {
    this.#registry = registry;
  }

  render(accept: string | undefined): Promise<{ contentType: string; body: string }> {
    const render = () => this.#render(prefersOpenMetrics(accept));
    const page = this.#turn.then(render, render);
    this.#turn = page;
    return page;
  }

  async #render(openMetrics: boolean) {
    const contentType = openMetrics ? Registry.OPENMETRICS_CONTENT_TYPE : Registry.PROMETHEUS_CONTENT_TYPE;
    const metrics = this.#registry.getMetricsAsArray();
    const names = metrics.map((metric) => metric.name);
    this.#registry.setContentType(contentType);
    try {
      return { contentType, body: await this.#registry.metrics() };
    } finally {
      metrics.forEach((metric, index) => {
        metric.name = names[index] ?? metric.name;
      });
      // Only a registry of this type accepts metrics with exemplars, also later ones.
      this.#registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
    }
  }
}

/** A registry that accepts histograms with exemplars. */
export function createRegistry(): Registry<ContentType> {
  const registry = new Registry<ContentType>();
  registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
  return registry;
}

/** Whether an Accept header ranks OpenMetrics above plain text (RFC 9110: highest `q` wins, absent means 1). */
export function prefersOpenMetrics(accept: string | undefined): boolean {
  const weights = new Map<string, number>();
  for (const range of (accept ?? '').split(',')) {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    const q = parameters.find((parameter) => parameter.startsWith('q='));
    const weight = q === undefined ? 1 : Number(q.slice(2));
    weights.set(type, Math.max(weights.get(type) ?? 0, Number.isFinite(weight) ? weight : 0));
  }
  const openMetrics = weights.get('application/openmetrics-text') ?? 0;
  return openMetrics > 0 && openMetrics >= (weights.get('text/plain') ?? 0);
}
