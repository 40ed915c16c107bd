import React from 'react';
import { locationService, LocationServiceProvider } from '@grafana/runtime';
import {
  type SceneAppPage,
  type SceneComponentProps,
  SceneObjectBase,
  type SceneObjectState,
  SceneObjectUrlSyncConfig,
  type SceneObjectUrlValues,
} from '@grafana/scenes';
import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter } from 'react-router-dom';
import { BASE_URL } from '../correlation/routes';
import { TelemetryClient } from '../datasources/client/telemetryClient';
import { browserPage } from '../ui/lazy/loadAgain';
import { namePage } from '../ui/page/pageTitle';
import { FakeShopPrometheus } from '../ui/testing/fakeShopPrometheus';
import { installGrafana, settle } from '../ui/testing/grafana';
import { openPage, type OpenPage } from '../ui/testing/openPage';
import { buildPages } from './buildPages';
import { definePage, type PageModule } from './definePage';

const PATH = `${BASE_URL}/orders`;
let open: OpenPage | undefined;
let reload: jest.SpyInstance;

beforeEach(() => {
  installGrafana(new FakeShopPrometheus([]));
  reload = jest.spyOn(browserPage, 'reload').mockImplementation(() => undefined);
});
afterEach(() => {
  open?.leave();
  open = undefined;
  jest.restoreAllMocks();
});

interface OrderState extends SceneObjectState {
  id: string;
}

/** A page that keeps what it is about in the address, as pages do. */
class Order extends SceneObjectBase<OrderState> {
  static Component = ({ model }: SceneComponentProps<Order>) => <p>Order {model.useState().id}</p>;
  protected override _urlSync = new SceneObjectUrlSyncConfig(this, { keys: ['id'] });
  getUrlState = () => ({ id: this.state.id || undefined });
  updateFromUrl({ id }: SceneObjectUrlValues) {
    this.setState({ id: String(id ?? '') });
  }
}

const ORDER_PAGE: PageModule = { createBody: () => new Order({ id: '' }) };

async function visit(load: () => Promise<PageModule>, search = '?id=7') {
  const [page] = buildPages({ client: new TelemetryClient(), refresh: '', metrics: '' }, [
    definePage({
      path: PATH,
      title: () => 'Order',
      params: ['id'],
      titleOf: ({ id }) => id && `Order number ${id}`,
      signals: ['traces'],
      load,
    }),
  ]);
  if (!page) {
    throw new Error('No page was built');
  }
  return { page, ...(await openAndShow(page, search)) };
}

async function openAndShow(page: SceneAppPage, search: string) {
  const opened = await openPage(page, `${PATH}${search}`);
  open = opened;
  const { unmount } = render(
    <LocationServiceProvider service={locationService}>
      <MemoryRouter future={{ v7_startTransition: true, v7_relativeSplatPath: true }}>
        <opened.scene.Component model={opened.scene} />
      </MemoryRouter>
    </LocationServiceProvider>
  );
  await act(settle);
  const leave = () => {
    unmount();
    opened.leave();
  };
  return { opened, leave };
}

const message = () => screen.queryByText('This page could not be loaded');
const loadAgain = () => userEvent.click(screen.getByRole('button', { name: 'Load again' }));

/** What webpack throws where a chunk is not loaded. */
function chunkLoadError(type: 'error' | 'missing'): Error {
  return Object.assign(new Error(`Loading chunk 7 failed.\n(${type}: /7.js)`), { name: 'ChunkLoadError', type });
}

it('has its title and its controls while its code is on its way, and reads the address when it is there', async () => {
  let arrive: (page: PageModule) => void = () => undefined;
  const { page } = await visit(() => new Promise((resolve) => (arrive = resolve)));
  expect(page.state.title).toBe('Order number 7');
  expect(screen.getByText('Environment')).toBeInTheDocument();
  expect(screen.queryByText('Order 7')).not.toBeInTheDocument();
  await act(async () => {
    arrive(ORDER_PAGE);
    await settle();
  });
  expect(screen.getByText('Order 7')).toBeInTheDocument();
});

it('follows the address with its body and its title, and is called as ever where that names nothing', async () => {
  const { page, opened } = await visit(async () => ORDER_PAGE);
  await act(() => opened.go(`${PATH}?id=8`));
  expect(screen.getByText('Order 8')).toBeInTheDocument();
  expect(page.state.title).toBe('Order number 8');
  await act(() => opened.go(PATH));
  expect(page.state.title).toBe('Order');
});

it('is loaded once, however often it is opened', async () => {
  const load = jest.fn(async () => ORDER_PAGE);
  const { page, leave } = await visit(load);
  leave();
  await openAndShow(page, '?id=9');
  expect(load).toHaveBeenCalledTimes(1);
  expect(screen.getByText('Order 9')).toBeInTheDocument();
});

it('says that it could not be loaded, and is there after it was loaded again', async () => {
  const load = jest.fn().mockRejectedValueOnce(chunkLoadError('error')).mockResolvedValue(ORDER_PAGE);
  await visit(load);
  expect(message()).toBeInTheDocument();
  expect(screen.getByText('Environment')).toBeInTheDocument();
  await loadAgain();
  expect(await screen.findByText('Order 7')).toBeInTheDocument();
  expect(message()).not.toBeInTheDocument();
  expect(reload).not.toHaveBeenCalled();
});

it('loads the page of the browser anew, at the same address, where it fails for the second time', async () => {
  const load = jest.fn().mockRejectedValue(chunkLoadError('error'));
  await visit(load);
  expect(reload).not.toHaveBeenCalled();
  const address = locationService.getLocation();
  await loadAgain();
  expect(load).toHaveBeenCalledTimes(2);
  expect(reload).toHaveBeenCalledTimes(1);
  expect(locationService.getLocation()).toEqual(address);
  expect(message()).toBeInTheDocument();
});

it('does so at once where the chunk is gone, as after an upgrade', async () => {
  const load = jest.fn().mockRejectedValue(chunkLoadError('missing'));
  await visit(load);
  await loadAgain();
  expect(load).toHaveBeenCalledTimes(1);
  expect(reload).toHaveBeenCalledTimes(1);
});

it('is tried again by whoever comes back to it', async () => {
  const load = jest.fn().mockRejectedValueOnce(new Error('Failed to fetch')).mockResolvedValue(ORDER_PAGE);
  const { page, leave } = await visit(load);
  expect(message()).toBeInTheDocument();
  leave();
  await openAndShow(page, '?id=7');
  expect(await screen.findByText('Order 7')).toBeInTheDocument();
});

describe('what is found out about what the address names', () => {
  it('names the page until the address names something else', async () => {
    let body: Order | undefined;
    const { page, opened } = await visit(async () => ({ createBody: () => (body = new Order({ id: '' })) }));
    act(() => body && namePage(body, 'Two books for Ada'));
    expect(page.state.title).toBe('Two books for Ada');
    await act(() => opened.go(`${PATH}?id=7&line=2`));
    expect(page.state.title).toBe('Two books for Ada');
    await act(() => opened.go(`${PATH}?id=8`));
    expect(page.state.title).toBe('Order number 8');
    await act(() => opened.go(`${PATH}?id=7`));
    expect(page.state.title).toBe('Two books for Ada');
  });
});
