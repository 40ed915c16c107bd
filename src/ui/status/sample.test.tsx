import React from 'react';
import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { isSampleMode, setSampleMode } from '../../datasources/sampleMode';
import { SampleBanner } from './SampleBanner';
import { SampleSwitch } from './SampleSwitch';
import { StatusMessage, type StatusKind } from './StatusMessage';

afterEach(() => act(() => setSampleMode(false)));

it('says that sample data is shown, and turns it off', async () => {
  render(<SampleBanner />);
  expect(screen.queryByRole('status')).not.toBeInTheDocument();
  act(() => setSampleMode(true));
  expect(screen.getByRole('status')).toHaveTextContent('this shop does not exist');
  await userEvent.click(screen.getByRole('button', { name: 'Turn off sample data' }));
  expect(isSampleMode()).toBe(false);
  expect(screen.queryByRole('status')).not.toBeInTheDocument();
});

it('is a switch that follows what is chosen elsewhere', async () => {
  render(<SampleSwitch />);
  const box = screen.getByRole('switch', { name: 'Show sample data' });
  await userEvent.click(box);
  expect(isSampleMode()).toBe(true);
  act(() => setSampleMode(false));
  expect(box).not.toBeChecked();
});

const OFFER = { name: 'See it with sample data' };

it.each<StatusKind>(['empty', 'absent'])('is offered where the answer is %s, and not once it is on', async (kind) => {
  render(<StatusMessage kind={kind} message="Nothing here" />);
  await userEvent.click(screen.getByRole('button', OFFER));
  expect(isSampleMode()).toBe(true);
  expect(screen.queryByRole('button', OFFER)).not.toBeInTheDocument();
});

it.each<StatusKind>(['failed', 'forbidden', 'not-supported'])('is not offered where the answer is %s', (kind) => {
  render(<StatusMessage kind={kind} message="Nothing here" />);
  expect(screen.queryByRole('button', OFFER)).not.toBeInTheDocument();
});

it('gives way to an action of the place’s own', () => {
  render(<StatusMessage kind="empty" message="No name" action={<a href="/choose">Choose one</a>} />);
  expect(screen.queryByRole('button', OFFER)).not.toBeInTheDocument();
});
