import React from 'react';
import { render, screen } from '@testing-library/react';
import { RequestStory, type RequestStoryProps } from '../features/trace/RequestStory';
import { REQUEST_STORY_V1 } from './exposed';

// How it is told is tested beside it; here it matters what is asked.
jest.mock('../features/trace/RequestStory', () => ({ RequestStory: jest.fn(() => <p>told</p>) }));

const Story = REQUEST_STORY_V1.component;
const asked = () => jest.mocked(RequestStory).mock.lastCall?.[0] as RequestStoryProps;

it('tells a request by its id in any spelling, an hour around its time, from the data sources named', async () => {
  render(<Story traceId="1F2E" near={10_000_000} logs="loki-a" traces="tempo-b" />);
  // Loaded when it is shown, which takes its time at first.
  expect(await screen.findByText('told')).toBeInTheDocument();
  expect(asked()).toMatchObject({
    traceId: '1f2e'.padStart(32, '0'),
    near: 10_000_000,
    range: { from: 6_400_000, to: 13_600_000 },
    context: { logs: 'loki-a', traces: 'tempo-b', environments: [] },
    showAround: false,
  });
});

it('says so where it is given no id', async () => {
  render(<Story traceId="not an id" />);
  expect(await screen.findByTestId('absence-empty')).toHaveTextContent('“not an id” is not a trace ID');
});
