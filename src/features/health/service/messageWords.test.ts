import { screen } from '@testing-library/react';
import { type KnownService } from '../../../datasources/services';
import { redPanels } from '../../../ui/charts/red/panels';
import { panelData } from '../../../ui/testing/frames';
import { installGrafana } from '../../../ui/testing/grafana';
import { renderHealth } from '../testing/renderHealth';
import { sayMessages } from './messageWords';

beforeAll(() => installGrafana());

it.each<[string, Partial<KnownService>, string]>([
  ['processes messages', { countsMessages: true }, 'Messages processed'],
  ['answers requests', {}, 'Requests by status code'],
  ['is another one', { service: 'other', countsMessages: true }, 'Requests by status code'],
])('a chart of a service that %s is called after what it counts', async (_, more, title) => {
  const [panel] = redPanels();
  if (!panel) {
    throw new Error('There is no chart of requests');
  }
  const known = { service: 'mailer', convention: 'otel-messaging', hasStatus: true, hasDuration: true };
  await renderHealth(sayMessages(panel, 'mailer'), panelData([]), [{ ...known, environments: [], ...more }]);
  expect(await screen.findByRole('heading', { name: title })).toBeInTheDocument();
});
