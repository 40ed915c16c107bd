import { LoadingState } from '@grafana/data';
import { locationService } from '@grafana/runtime';
import { screen } from '@testing-library/react';
import { type KnownService } from '../../../datasources/services';
import { failure, panelData, seriesFrame, totalFrame } from '../../../ui/testing/frames';
import { installGrafana } from '../../../ui/testing/grafana';
import { p95, renderHealth, requests } from '../testing/renderHealth';
import { FactsHeader } from './FactsHeader';
import { EDGE_REFS, TABLE_REFS as REFS } from './queries';

beforeAll(() => installGrafana());
beforeEach(() => locationService.replace('/a/tillwatch-shop-app/health?from=now-1h&to=now'));

describe('FactsHeader', () => {
  const header = () => new FactsHeader({ by: 'service', name: 'shop-api', service: 'shop-api' });

  it('tells in a line how the one service is doing, by the same objective as the table', async () => {
    await renderHealth(header(), panelData([requests('shop-api', 7200), p95('shop-api', 1), requests('payments', 5)]));
    expect(await screen.findByText('Critical')).toBeInTheDocument();
    expect(screen.getByTestId('facts-header')).toHaveTextContent(
      '2.00 req/s · error rate unknown · p95 1.00 s · 7,200 requests'
    );
  });

  it.each<[convention: string, words: string]>([
    [
      'micrometer',
      'No percentiles: latency is a summary. In Spring Boot set ' +
        'management.metrics.distribution.percentiles-histogram.http.server.requests=true',
    ],
    ['prometheus-http', 'No percentiles: latency is a summary. Measure it with a histogram'],
  ])('tells mean and maximum of a summary of %s, and what brings percentiles', async (convention, words) => {
    const of = { service: 'shop-api' };
    await renderHealth(
      header(),
      panelData([requests('shop-api', 7200), totalFrame(REFS.mean, of, 0.0335), totalFrame(REFS.max, of, 0.301)]),
      [{ service: 'shop-api', convention, hasStatus: true, hasDuration: true, environments: [] }]
    );
    expect(screen.getByTestId('facts-header')).toHaveTextContent(
      '2.00 req/s · error rate unknown · mean 33.5 ms · max 301 ms · 7,200 requests'
    );
    expect(await screen.findByText(words)).toBeInTheDocument();
  });

  describe('of a service behind a proxy', () => {
    const known = (more: Partial<KnownService>): KnownService[] => [
      {
        service: 'shop-api',
        convention: 'prometheus-http',
        hasStatus: true,
        hasDuration: true,
        environments: [],
        ...more,
      },
    ];
    const frames = [
      requests('shop-api', 7200),
      totalFrame(REFS.errorRatio, { service: 'shop-api' }, 0.003),
      totalFrame(EDGE_REFS.requests, {}, 7200),
      totalFrame(EDGE_REFS.errorRatio, {}, 0.012),
    ];

    it('has what the proxy counts beside what the service does', async () => {
      await renderHealth(header(), panelData(frames), known({ edge: 'traefik' }));
      expect(await screen.findByTestId('edge-facts')).toHaveTextContent(
        'At Traefik 2.00 req/s · 1.2% fail there, 0.30% at the service · requests fail before the service answers'
      );
      expect(screen.getByTestId('facts-header')).toHaveTextContent('2.00 req/s · error rate 0.30%');
    });

    it('counts by the time that the proxy has data of, and says since when', async () => {
      const line = seriesFrame(EDGE_REFS.measured, {}, new Array<number>(30).fill(4));
      await renderHealth(header(), panelData([...frames, line]), known({ edge: 'traefik' }));
      expect(await screen.findByTestId('edge-facts')).toHaveTextContent(
        /^At Traefik 4\.00 req\/s · .* · data since 11:30/
      );
      expect(screen.getByTestId('facts-header')).toHaveTextContent('2.00 req/s · error rate 0.30%');
    });

    it('says that only the proxy counts it', async () => {
      await renderHealth(header(), panelData(frames), known({ convention: 'traefik', isEdgeOnly: true }));
      expect(await screen.findByText(/^Measured at Traefik only/)).toBeInTheDocument();
      expect(screen.queryByTestId('edge-facts')).not.toBeInTheDocument();
    });

    it('says nothing where the proxy had no requests', async () => {
      await renderHealth(header(), panelData(frames.slice(0, 2)), known({ edge: 'traefik' }));
      expect(await screen.findByRole('img', { name: /^Metrics: / })).toBeInTheDocument();
      expect(screen.queryByTestId('edge-facts')).not.toBeInTheDocument();
    });
  });

  it('tells of a service that processes messages in these words, and how many wait', async () => {
    const mailer: KnownService = {
      service: 'shop-api',
      convention: 'otel-messaging',
      hasStatus: true,
      hasDuration: true,
      environments: [],
      countsMessages: true,
    };
    const frames = [requests('shop-api', 7200), totalFrame(REFS.lag, { service: 'shop-api' }, 42)];
    await renderHealth(header(), panelData(frames), [mailer]);
    expect(
      await screen.findByText('2.00 msg/s · error rate unknown · p95 – · 42 messages waiting · 7,200 messages')
    ).toBeInTheDocument();
  });

  it('counts by the time that there is data of, and says since when', async () => {
    const line = seriesFrame(REFS.requestsTrend, { service: 'shop-api' }, new Array<number>(30).fill(4));
    await renderHealth(header(), panelData([requests('shop-api', 7200), line]));
    expect(screen.getByTestId('facts-header')).toHaveTextContent(/^.*4\.00 req\/s.* 7,200 requests · data since 11:30/);
  });

  it('says that there is no data, or why it could not be asked', async () => {
    const show = await renderHealth(header(), panelData([requests('payments', 5)]));
    expect(screen.getByText('No data for shop-api in this time range')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Try with sample data' })).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Check setup' })).toHaveAttribute(
      'href',
      '/a/tillwatch-shop-app/setup?from=now-1h&to=now'
    );
    show(panelData([], { state: LoadingState.Error, errors: [failure('failed', 'cannot be reached')] }));
    expect(screen.getByText('cannot be reached')).toBeInTheDocument();
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });
});
