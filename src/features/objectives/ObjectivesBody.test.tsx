import { LoadingState } from '@grafana/data';
import { config, locationService } from '@grafana/runtime';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { map, NEVER, of } from 'rxjs';
import { type ServiceLevelObjective } from '../../analysis/objectives/objective';
import { type MetricsClient } from '../../datasources/client/metricsClient';
import { type SettingsState } from '../../datasources/client/settingsStore';
import { type TelemetryClient } from '../../datasources/client/telemetryClient';
import { NOTHING_SAVED } from '../../datasources/setupStorage';
import { fakeClient } from '../../datasources/testing/fakeClient';
import { LAST_HOUR, totalFrame } from '../../ui/testing/frames';
import { installGrafana } from '../../ui/testing/grafana';
import { renderAtAddress } from '../../ui/testing/renderAtAddress';
import { renderWithData } from '../../ui/testing/renderScene';
import { ObjectiveBody } from './objective/ObjectiveBody';
import { ObjectivesBody } from './ObjectivesBody';

const checkout: ServiceLevelObjective = { service: 'checkout', target: 0.999, days: 30 };
const payments: ServiceLevelObjective = { service: 'payments', target: 0.99, days: 7 };

type Query = MetricsClient['query'];

/** Each service serves 100 req/s; of those of checkout twenty times as many fail as may. */
const answering: Query = (_, queries) =>
  of({
    data: queries.flatMap(({ refId, question }) => {
      const total = 100 * (question.window ?? 0);
      const ofService = (service: string) =>
        question.measure === 'requests' ? total : total * (service === 'checkout' ? 0.02 : 0.001);
      const services = question.where.flatMap(({ values }) => values);
      return services.map((service) => totalFrame(refId, { service }, ofService(service)));
    }),
    state: LoadingState.Done,
  });

const failing =
  (kind: string): Query =>
  () =>
    of({ data: [], errors: [{ message: 'It did not answer', data: { error: kind, message: 'It did not answer' } }] });

let saved: Array<SettingsState['settings']> = [];

/** Settings that could not be read, or that nobody may save. */
interface Trouble {
  failure?: SettingsState['failure'];
  save?: () => Promise<void>;
}

function clientOf(
  objectives: ServiceLevelObjective[],
  query: Query = answering,
  { failure, save }: Trouble = {}
): TelemetryClient & { asked: number } {
  const settings = { serviceLevelObjectives: objectives };
  const state: SettingsState = { provisioned: {}, saved: NOTHING_SAVED, settings, failure };
  const client = fakeClient({
    settings: {
      load: async () => settings,
      state: async () => state,
      subscribe: () => () => false,
      save: save ?? (async (overrides) => void saved.push(overrides)),
    },
    metrics: {
      query: (...args) => {
        counted.asked += 1;
        return query(...args);
      },
      recordedObjectives: async () => new Map(),
    },
  });
  const counted = Object.assign(client, { asked: 0 });
  return counted;
}

beforeAll(() => installGrafana());
beforeEach(() => {
  saved = [];
  config.bootData = { user: { orgRole: 'Viewer' } } as typeof config.bootData;
  locationService.replace('/a/tillwatch-shop-app/objectives');
});

it('says which budget burns, and when it is exhausted; the worst is first', async () => {
  const client = clientOf([payments, checkout]);
  await renderWithData(new ObjectivesBody({}), undefined, client);
  expect(await screen.findByTestId('objectives-verdict')).toHaveTextContent(
    'checkout, availability: error budget exhausted, and spent 20× too fast'
  );
  const rows = screen.getAllByTestId(/^objective-/);
  expect(rows.map((row) => row.dataset.testid)).toEqual([
    'objective-checkout:availability:30d',
    'objective-payments:availability:7d',
  ]);
  expect(rows[0]).toHaveTextContent(/Critical.*99\.9% over 30 days.*20×/);
  expect(rows[1]).toHaveTextContent(/OK.*99% over 7 days.*90%.*0\.1×.*lasts/);
  // One for the short windows, one for the long ones.
  expect(client.asked).toBe(2);
});

it('links each objective to its own page', async () => {
  await renderWithData(new ObjectivesBody({}), undefined, clientOf([checkout]));
  expect(await screen.findByRole('link', { name: /checkout · Availability/ })).toHaveAttribute(
    'href',
    '/a/tillwatch-shop-app/objectives/objective?objective=checkout%3Aavailability%3A30d'
  );
});

it.each(['failed', 'forbidden', 'absent'])('says that requests could not be counted: %s', async (kind) => {
  await renderWithData(new ObjectivesBody({}), undefined, clientOf([checkout], failing(kind)));
  expect(await screen.findByTestId(`absence-${kind}`)).toHaveTextContent('It did not answer');
});

it('says that it counts while the data source is slow', async () => {
  await renderWithData(
    new ObjectivesBody({}),
    undefined,
    clientOf([checkout], () => NEVER)
  );
  expect(screen.getByText('Counting requests')).toBeInTheDocument();
});

it('offers a viewer no way to change anything', async () => {
  await renderWithData(new ObjectivesBody({}), undefined, clientOf([]));
  expect(screen.getByTestId('absence-empty')).toHaveTextContent('Ask an admin');
  expect(screen.queryByRole('form', { name: 'Add objective' })).toBeNull();
  expect(screen.getByText('Only admins can change objectives')).toBeInTheDocument();
});

it('lets an admin add an objective, and saves it beside the others', async () => {
  config.bootData.user = { orgRole: 'Admin' } as typeof config.bootData.user;
  await renderWithData(new ObjectivesBody({}), undefined, clientOf([checkout]));
  await userEvent.type(screen.getByLabelText('Service'), 'payments');
  await userEvent.type(screen.getByLabelText(/^Max latency/), '300');
  await userEvent.click(screen.getByRole('button', { name: 'Add objective' }));
  expect(saved).toEqual([
    { serviceLevelObjectives: [checkout, { service: 'payments', threshold: 0.3, target: 0.999, days: 30 }] },
  ]);
});

it('says of an unknown objective that there is none', async () => {
  locationService.replace('/a/tillwatch-shop-app/objectives/objective?objective=x');
  await renderWithData(new ObjectiveBody({}), undefined, clientOf([checkout]));
  expect(await screen.findByTestId('absence-empty')).toHaveTextContent('Objective not found');
});

it('names no threshold that could never be reached', async () => {
  const loose = { ...checkout, target: 0.6, days: 90 };
  await renderWithData(new ObjectivesBody({}), undefined, clientOf([loose]));
  const picture = await screen.findByRole('img', { name: /5 min: / });
  expect(picture).toHaveAccessibleName(/5 min: \S+ \(alert at 1\.3×\).*3 days: \S+ \(no alert\)/);
});

it('keeps what was typed where it could not be saved', async () => {
  config.bootData.user = { orgRole: 'Admin' } as typeof config.bootData.user;
  const save = () => Promise.reject(new Error('The dashboard is locked'));
  await renderWithData(new ObjectivesBody({}), undefined, clientOf([checkout], answering, { save }));
  await userEvent.type(screen.getByLabelText('Service'), 'payments');
  await userEvent.click(screen.getByRole('button', { name: 'Add objective' }));
  expect(await screen.findByText(/The dashboard is locked/)).toBeInTheDocument();
  expect(screen.getByLabelText('Service')).toHaveValue('payments');
});

describe('settings that could not be read', () => {
  const failure = { kind: 'failed', message: 'The settings did not answer', advice: 'Reload the page' } as const;

  it('are told to an admin as what they are, and not as that there are no objectives', async () => {
    config.bootData.user = { orgRole: 'Admin' } as typeof config.bootData.user;
    await renderWithData(new ObjectivesBody({}), undefined, clientOf([], answering, { failure }));
    expect(screen.getByTestId('absence-failed')).toHaveTextContent('The settings did not answer');
    expect(screen.getByText('Objectives cannot be changed until the settings can be read')).toBeInTheDocument();
    expect(screen.queryByText('Only admins can change objectives')).toBeNull();
    expect(screen.queryByTestId('absence-empty')).toBeNull();
  });

  it('are no reason to say that an objective does not exist', async () => {
    locationService.replace('/a/tillwatch-shop-app/objectives/objective?objective=x');
    await renderWithData(new ObjectiveBody({}), undefined, clientOf([], answering, { failure }));
    expect(await screen.findByTestId('absence-failed')).toHaveTextContent('The settings did not answer');
    expect(screen.queryByText('Objective not found')).toBeNull();
  });
});

describe('what burnt the budget', () => {
  const open = (query: Query) =>
    renderAtAddress(
      '/a/tillwatch-shop-app/objectives/objective?objective=checkout:availability:30d',
      new ObjectiveBody({}),
      { from: LAST_HOUR.from.valueOf(), to: LAST_HOUR.to.valueOf() },
      clientOf([checkout], query)
    );
  const burnt = async () => within(await screen.findByRole('region', { name: 'What burnt the budget' }));

  /** All that fails is of one route, and of no version or instance more than of another. */
  const byRoute: Query = (request, queries) =>
    answering(request, queries).pipe(
      map((response) => ({
        ...response,
        data: queries.flatMap(({ refId, question: { measure, by } }) => {
          const isBad = measure === 'errors';
          if (by.includes('service')) {
            return [totalFrame(refId, { service: 'checkout' }, isBad ? 300 : 10_000)];
          }
          return by[0] === 'route'
            ? [
                totalFrame(refId, { route: '/pay' }, isBad ? 290 : 2000),
                totalFrame(refId, { route: '/cart' }, isBad ? 10 : 8000),
              ]
            : [];
        }),
      }))
    );

  it('is the route of what failed, which leads to its failed requests', async () => {
    await open(byRoute);
    const section = await burnt();
    const link = await section.findByRole('link', { name: 'Only route = /pay' });
    expect(section.getByRole('listitem')).toHaveTextContent('97%');
    expect(section.getByRole('listitem')).toHaveTextContent('vs 18%');
    const where = new URL(link.getAttribute('href') ?? '', 'http://grafana').searchParams.getAll('where');
    expect(where).toEqual(['service=checkout', 'route=/pay', 'error=true']);
  });

  it('is not told where metrics tell nothing apart, and traces may', async () => {
    await open(answering);
    const section = await burnt();
    expect(await section.findByText(/do not tell requests apart/)).toBeInTheDocument();
    expect(section.getByRole('link', { name: 'What stands out in traces' })).toHaveAttribute(
      'href',
      expect.stringContaining('where=service%3Dcheckout')
    );
  });
});
