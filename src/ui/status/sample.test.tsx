import React from 'react';
import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { SampleMode } from '../../datasources/client/sampleMode';
import { TelemetryClient } from '../../datasources/client/telemetryClient';
import { withClient } from '../testing/withClient';
import { SampleBanner } from './SampleBanner';
import { SampleSwitch } from './SampleSwitch';
import { StatusMessage, type StatusKind } from './StatusMessage';

const sampleMode = new SampleMode();
const wrapper = withClient(new TelemetryClient({ sampleMode }));
const show = (part: React.ReactElement) => render(part, { wrapper });

afterEach(() => act(() => sampleMode.set(false)));

it('says that sample data is shown, and turns it off', async () => {
  show(<SampleBanner />);
  expect(screen.queryByRole('status')).not.toBeInTheDocument();
  act(() => sampleMode.set(true));
  expect(screen.getByRole('status')).toHaveTextContent('a simulated shop');
  await userEvent.click(screen.getByRole('button', { name: 'Turn off sample data' }));
  expect(sampleMode.isOn()).toBe(false);
  expect(screen.queryByRole('status')).not.toBeInTheDocument();
});

it('is a switch that follows what is chosen elsewhere', async () => {
  show(<SampleSwitch />);
  const box = screen.getByRole('switch', { name: 'Show sample data' });
  await userEvent.click(box);
  expect(sampleMode.isOn()).toBe(true);
  act(() => sampleMode.set(false));
  expect(box).not.toBeChecked();
});

const OFFER = { name: 'Try with sample data' };

it.each<StatusKind>(['empty', 'absent'])('is offered where the answer is %s, and not once it is on', async (kind) => {
  show(<StatusMessage kind={kind} message="Nothing here" />);
  await userEvent.click(screen.getByRole('button', OFFER));
  expect(sampleMode.isOn()).toBe(true);
  expect(screen.queryByRole('button', OFFER)).not.toBeInTheDocument();
});

it.each<StatusKind>(['failed', 'forbidden', 'not-supported'])('is not offered where the answer is %s', (kind) => {
  show(<StatusMessage kind={kind} message="Nothing here" />);
  expect(screen.queryByRole('button', OFFER)).not.toBeInTheDocument();
});

it('gives way to an action of the place’s own', () => {
  show(<StatusMessage kind="empty" message="No name" action={<a href="/choose">Choose one</a>} />);
  expect(screen.queryByRole('button', OFFER)).not.toBeInTheDocument();
});
