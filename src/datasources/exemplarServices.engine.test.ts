import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { detectScraped, scrape } from '../telemetry/exposition/scraped';
import { Engine, installedEngines } from '../telemetry/testing/engine';
import { send, until } from '../telemetry/testing/programs';
import { exemplarServices } from './exemplarServices';
import { type ResourceDataSource } from './runQueries';

/* The exemplars of a service that is really scraped, beside one that has none. */

const METRIC = 'http_request_duration_seconds';
const page = (exemplar: string) => `# TYPE ${METRIC} histogram
${METRIC}_bucket{method="GET",route="/cart",status="200",le="0.01"} 9${exemplar}
${METRIC}_bucket{method="GET",route="/cart",status="200",le="+Inf"} 10
${METRIC}_sum{method="GET",route="/cart",status="200"} 80
${METRIC}_count{method="GET",route="/cart",status="200"} 10
# EOF
`;

const PAGES: Readonly<Record<string, string>> = {
  '/cart': page(` # {trace_id="4bf92f3577b34da6a3ce929d0e0e4736"} 0.005`),
  '/mail': page(''),
};
const FAMILIES = Object.keys(PAGES).flatMap((path) => detectScraped(scrape(page(''), path.slice(1))).families);

const [installed] = installedEngines();

(installed ? describe : describe.skip)('a real Prometheus', () => {
  let targets: Server;
  let engine: Engine;

  beforeAll(async () => {
    targets = createServer(({ url = '' }, response) => {
      response.setHeader('Content-Type', 'application/openmetrics-text; version=1.0.0; charset=utf-8');
      response.end(PAGES[url]);
    });
    await new Promise<void>((resolve) => targets.listen(0, '127.0.0.1', resolve));
    const { port } = targets.address() as AddressInfo;
    const jobs = Object.keys(PAGES).map((path) => ({
      job_name: path.slice(1),
      metrics_path: path,
      static_configs: [{ targets: [`127.0.0.1:${port}`] }],
    }));
    const config = { global: { scrape_interval: '1s', scrape_timeout: '1s' }, scrape_configs: jobs };
    engine = await Engine.start(installed!, {
      config: JSON.stringify(config),
      flags: ['--enable-feature=exemplar-storage'],
    });
  });
  afterAll(async () => {
    await engine.stop();
    await new Promise((resolve) => targets.close(resolve));
  });

  it('tells which services have exemplars that lead to traces', async () => {
    const dataSource = {
      getResource: async (path: string, params: Record<string, string | number> = {}) => {
        const query = new URLSearchParams(Object.entries(params).map(([name, value]) => [name, String(value)]));
        return JSON.parse((await send(`${engine.url}/${path}?${query.toString()}`)).text) as unknown;
      },
    } as unknown as ResourceDataSource;
    const ask = () => exemplarServices(dataSource, FAMILIES, { from: Date.now() - 600_000, to: Date.now() });
    let services: Awaited<ReturnType<typeof ask>> = new Set();
    await until(async () => (services = await ask()).size > 0, 'No exemplar was scraped in time');
    expect([...services]).toEqual(['cart']);
  });
});
