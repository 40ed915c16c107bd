import React from 'react';
import { config, type DataSourceSrv, setDataSourceSrv } from '@grafana/runtime';
import { render, screen } from '@testing-library/react';
import { MemoryRouter } from 'react-router-dom';
import { ProxiedTempo, TEMPO_SETTINGS } from '../datasources/testing/proxiedTempo';
import { toOtlp } from '../telemetry/testing/otlp';
import { plainSpan } from '../telemetry/testing/plain';
import { REQUEST_STORY_V1 } from './exposed';

const Story = REQUEST_STORY_V1.component;
const ID = '0af7651916cd43dd8448eb211c80319c';
const START = Date.UTC(2026, 10, 18, 14, 32);

/** Grafana with one Tempo, in which nobody has opened the app. */
function installGrafana(): ProxiedTempo {
  const spans = [plainSpan({ traceId: ID, service: 'shop-api', name: 'POST /checkout', start: START, duration: 690 })];
  const proxy = new ProxiedTempo((path) => ({
    status: 200,
    text: JSON.stringify(path.includes('traces/') ? { trace: toOtlp(spans) } : []),
  }));
  setDataSourceSrv({
    getList: ({ pluginId } = {}) => (pluginId === 'tempo' ? [TEMPO_SETTINGS] : []),
  } as Partial<DataSourceSrv> as DataSourceSrv);
  config.exploreEnabled = true;
  return proxy;
}

it('is told from the user’s own data sources, with a client of its own', async () => {
  const proxy = installGrafana();
  render(
    <MemoryRouter future={{ v7_startTransition: true, v7_relativeSplatPath: true }}>
      <Story traceId={ID} near={START} />
    </MemoryRouter>
  );
  const heading = { name: 'POST /checkout · 690 ms', level: 2 };
  expect(await screen.findByRole('heading', heading)).toBeInTheDocument();
  expect(await screen.findByText(/No logs: No Loki data source/)).toBeInTheDocument();
  expect(proxy.asked.filter((path) => path.includes(`traces/${ID}`))).toHaveLength(1);
});
