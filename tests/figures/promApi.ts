/** Labels of one element of an answer, and its number. */
export interface InstantSample {
  labels: Record<string, string>;
  value: number;
}

/** Asks a Prometheus by its own API, without Grafana and without anything of the plugin. */
export class PromApi {
  constructor(private readonly url: string) {}

  /**
   * The instant vector of an expression.
   * @param at seconds since the epoch
   * @throws Error with Prometheus' own words where it refuses
   */
  async instant(expr: string, at: number): Promise<InstantSample[]> {
    const body = new URLSearchParams({ query: expr, time: String(at) });
    const response = await fetch(new URL('api/v1/query', `${this.url.replace(/\/$/, '')}/`), { method: 'POST', body });
    const answer = (await response.json()) as {
      status: string;
      error?: string;
      data: { result: Array<{ metric: Record<string, string>; value: [number, string] }> };
    };
    if (answer.status !== 'success') {
      throw new Error(`${answer.error ?? response.statusText}: ${expr}`);
    }
    return answer.data.result.map(({ metric, value }) => ({ labels: metric, value: Number(value[1]) }));
  }
}
