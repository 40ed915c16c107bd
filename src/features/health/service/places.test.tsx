import { screen } from '@testing-library/react';
import { entity, WELL } from '../../../analysis/infrastructure/testing/entities';
import { PATHS } from '../../../correlation/routes';
import { TelemetryError } from '../../../datasources/failure';
import { openInfra } from '../../../datasources/infrastructure/infraSources';
import { type InfraEntity, type InfraKind } from '../../../telemetry/questions/infrastructure';
import { renderAtAddress } from '../../../ui/testing/renderAtAddress';
import { Places } from './Places';

jest.mock('../../../datasources/infrastructure/infraSources');

const AT = Date.UTC(2026, 2, 10, 12);
const WEB = entity({ name: 'web-1', instance: '10.0.0.1:9100' }, { ...WELL, memory: 0.95 });
const OTHER = entity({ name: 'web-2', instance: '10.0.0.2:9100' }, WELL);
const CART = entity(
  { name: 'cart', kind: 'container', id: 'shop/cart-7f/cart', namespace: 'shop', pod: 'cart-7f' },
  { cpuCores: 0.1, cpuLimit: 1, memoryUsed: 20, memoryLimit: 100 }
);

async function open(service: string, refusal?: Error): Promise<void> {
  const entities: Partial<Record<InfraKind, InfraEntity[]>> = { host: [OTHER, WEB], container: [CART] };
  jest.mocked(openInfra).mockResolvedValue({
    now: (kind) =>
      refusal ? Promise.reject(refusal) : Promise.resolve({ entities: entities[kind] ?? [], elsewhere: 0 }),
    over: () => Promise.resolve([]),
    targets: () =>
      Promise.resolve([
        {
          names: ['cart'],
          instance: '10.0.0.1:80',
          host: [{ value: '10.0.0.1', by: 'instance' }],
          namespace: 'shop',
          pod: 'cart-7f',
        },
      ]),
  });
  await renderAtAddress(PATHS.service, new Places({ service }), { from: AT - 3600_000, to: AT });
}

it('names the hosts and containers that a service runs on, how they are doing, and what says so', async () => {
  await open('cart');
  const items = (await screen.findAllByRole('listitem')).map(({ textContent }) => textContent?.trim());
  expect(items).toEqual([
    'Warning web-1 host, CPU 30%, memory 95%, by instance',
    'OK cart-7f container, CPU 10% and memory 20% of its limits, by pod',
  ]);
  expect(screen.getByRole('link', { name: 'web-1' })).toHaveAttribute(
    'href',
    expect.stringContaining(`${PATHS.host}?host=web-1`)
  );
});

it('says where nothing is known', async () => {
  await open('payments');
  expect(await screen.findByText('No host or container is known to run payments')).toBeVisible();
});

it('says why nobody answered', async () => {
  await open('cart', new TelemetryError({ kind: 'forbidden', message: 'You cannot query Prometheus', advice: 'Ask' }));
  expect(await screen.findByText('You cannot query Prometheus')).toBeVisible();
});
