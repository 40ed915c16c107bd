import { type MetricDetection, type MetricFamily } from '../conventions/binding';
import { detectScraped, scrape } from '../exposition/scraped';

/** Lines of a counter of a metrics page, the first series with the highest value. */
export function counterLines(name: string, ...labels: string[]): string {
  const series = labels.map((one, index) => `${name}${one === '' ? '' : `{${one}}`} ${100 - index}`);
  return [`# TYPE ${name} counter`, ...series, ''].join('\n');
}

/** Lines of a classic histogram with these bounds, which are written as they stand. */
export function histogramLines(name: string, bounds: ReadonlyArray<number | string>, ...labels: string[]): string {
  const series = labels.flatMap((one) => {
    const more = one === '' ? '' : `${one},`;
    const all = one === '' ? '' : `{${one}}`;
    return [
      ...bounds.map((bound, index) => `${name}_bucket{${more}le="${bound}"} ${10 * (index + 1)}`),
      `${name}_bucket{${more}le="+Inf"} 1000`,
      `${name}_sum${all} 12.5`,
      `${name}_count${all} 1000`,
    ];
  });
  return [`# TYPE ${name} histogram`, ...series, ''].join('\n');
}

/** Lines of a summary without quantiles. */
export function summaryLines(name: string, ...labels: string[]): string {
  const series = labels.flatMap((one) => {
    const all = one === '' ? '' : `{${one}}`;
    return [`${name}_sum${all} 12.5`, `${name}_count${all} 100`];
  });
  return [`# TYPE ${name} summary`, ...series, ''].join('\n');
}

/** A family of metrics, in a few words. */
interface ToldFamily {
  requests: string;
  duration: string | null;
  services: string[];
}

export function told({ requests, duration, services }: MetricFamily): ToldFamily {
  return {
    requests: requests.metric,
    duration: duration ? `${duration.metric} in ${duration.unit}` : null,
    services: services.map(({ service }) => service).sort(),
  };
}

/** What is detected on a page that a target of a job serves. */
export function detectPage(page: string, job = 'cart'): MetricDetection {
  return detectScraped(scrape(page, job));
}

/** The families that answer for the services of a page. */
export function familiesOnPage(page: string, job = 'cart'): ToldFamily[] {
  return detectPage(page, job).families.map(told);
}
