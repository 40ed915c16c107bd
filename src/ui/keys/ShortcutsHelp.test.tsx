import React from 'react';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { locationService } from '@grafana/runtime';
import { FilterInput } from '../inputs/FilterInput';
import { PAGE_KEYS } from './pageKeys';
import { ShortcutsHelp } from './ShortcutsHelp';

afterEach(() => {
  window.localStorage.clear();
  jest.restoreAllMocks();
});

function show() {
  render(
    <>
      <ShortcutsHelp />
      <FilterInput value="" onChange={() => undefined} label="Filter services" />
    </>
  );
  return userEvent.setup();
}

const filter = () => screen.getByRole('textbox', { name: 'Filter services', hidden: true });

it('lists what keys do, place by place', async () => {
  const user = show();
  await user.click(screen.getByRole('button', { name: 'Keyboard shortcuts' }));
  const dialog = within(screen.getByRole('dialog', { name: 'Keyboard shortcuts' }));
  const places = dialog.getAllByRole('heading', { level: 3 }).map(({ textContent }) => textContent);
  expect(places).toEqual([
    'Anywhere on a page',
    'In a table',
    'In a list of log lines',
    'On the log volume or the latency heatmap',
    'On a chart of a panel',
    'In the timeline of a request',
    'In a list of causes',
  ]);
  expect(dialog.getByText('Next error, previous error').previousSibling).toHaveTextContent('eE');
});

it('turns off what acts wherever the focus is, and on again', async () => {
  const user = show();
  await user.click(screen.getByRole('button', { name: 'Keyboard shortcuts' }));
  await user.click(screen.getByRole('switch', { name: 'Use these shortcuts' }));
  await user.keyboard('{Escape}');
  expect(window.localStorage.getItem(PAGE_KEYS)).toBe('off');
  await user.keyboard('/');
  expect(filter()).not.toHaveFocus();
  await user.click(screen.getByRole('button', { name: 'Keyboard shortcuts' }));
  expect(screen.getByRole('switch', { name: 'Use these shortcuts' })).not.toBeChecked();
  await user.click(screen.getByRole('switch', { name: 'Use these shortcuts' }));
  await user.keyboard('{Escape}');
  await user.keyboard('/');
  expect(filter()).toHaveFocus();
});

it('is kept for this page where the browser stores nothing', async () => {
  const setItem = jest.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new Error('full');
  });
  const user = show();
  await user.click(screen.getByRole('button', { name: 'Keyboard shortcuts' }));
  await user.click(screen.getByRole('switch', { name: 'Use these shortcuts' }));
  await user.keyboard('{Escape}');
  await user.keyboard('/');
  expect(filter()).not.toHaveFocus();
  setItem.mockRestore();
  await user.click(screen.getByRole('button', { name: 'Keyboard shortcuts' }));
  await user.click(screen.getByRole('switch', { name: 'Use these shortcuts' }));
  await user.keyboard('{Escape}');
  await user.keyboard('/');
  expect(filter()).toHaveFocus();
});

describe('g, then c', () => {
  const SERVICE = '/a/tillwatch-shop-app/health/service';
  const place = () => {
    const { pathname, search } = locationService.getLocation();
    return `${pathname}${search}`;
  };

  it('lead to what changed at this time, of this service', async () => {
    locationService.push(`${SERVICE}?service=payments&tab=routes&from=now-3h&to=now`);
    const user = show();
    await user.keyboard('c');
    expect(place()).toContain(SERVICE);
    await user.keyboard('gc');
    expect(place()).toBe('/a/tillwatch-shop-app/changes?service=payments&from=now-3h&to=now');
  });

  it('do nothing where they are typed, or too far apart', async () => {
    locationService.push(SERVICE);
    const user = show();
    await user.type(filter(), 'gc');
    const now = jest.spyOn(performance, 'now').mockReturnValue(1000);
    await user.click(document.body);
    await user.keyboard('g');
    now.mockReturnValue(3000);
    await user.keyboard('c');
    expect(place()).toBe(SERVICE);
  });
});
