import { locationUtil, textUtil } from '@grafana/data';
import { type LineLink } from '../../telemetry/questions/logs';
import { exploreQueryUrl } from '../links/explore';
import { type TimeSpan } from '../../telemetry/timeSpan';

const VALUE = /\$\{__value\.(?:raw|text)\}/g;

/** So much time around a line is asked about where it leads. */
const AROUND_MS = 30 * 60_000;

/**
 * Address of a link of the data source. Values come out of lines, so in an address they are encoded, and no address may
 * be a script.
 * @param time of the line, milliseconds since the epoch
 */
export function sourceLinkUrl({ value, url, query }: LineLink, time: number): string | undefined {
  if (query) {
    const around: TimeSpan = { from: time - AROUND_MS, to: time + AROUND_MS };
    return exploreQueryUrl(query.dataSourceUid, withValue(query.fields, value), around);
  }
  if (url === undefined) {
    return undefined;
  }
  const filled = url.replace(VALUE, () => encodeURIComponent(value));
  const safe = textUtil.sanitizeUrl(filled);
  return safe === 'about:blank' ? undefined : locationUtil.assureBaseUrl(safe);
}

/** Whether it leads out of Grafana. */
export function isOutside({ url }: LineLink): boolean {
  return url !== undefined && /^[a-z][a-z0-9+.-]*:|^\/\//i.test(url);
}

function withValue(fields: Readonly<Record<string, unknown>>, value: string): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, one]) => [name, typeof one === 'string' ? one.replace(VALUE, () => value) : one])
  );
}
