import React from 'react';
import { dateTime } from '@grafana/data';
import { EmbeddedScene, SceneFlexLayout, SceneTimeRange } from '@grafana/scenes';
import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { installGrafana } from '../testing/grafana';
import { ZoomBackControl } from './ZoomBackControl';

beforeAll(() => installGrafana());

it('offers the way back from each zoom, the last first', async () => {
  const timeRange = new SceneTimeRange({ from: 'now-1h', to: 'now', timeZone: 'utc' });
  const scene = new EmbeddedScene({
    $timeRange: timeRange,
    controls: [new ZoomBackControl()],
    body: new SceneFlexLayout({ children: [] }),
  });
  render(<scene.Component model={scene} />);
  const back = () => screen.queryByRole('button', { name: /^Back to/ });
  expect(back()).toBeNull();

  const end = dateTime(timeRange.state.value.to).utc().startOf('minute');
  const zoom = (minutes: number) => {
    const raw = { from: dateTime(end).subtract(minutes, 'minutes'), to: end };
    act(() => timeRange.onTimeRangeChange({ ...raw, raw }));
  };
  zoom(30);
  expect(back()).toHaveTextContent('Back to Last 1 hour');
  zoom(10);
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: /^Back to/ }));
  expect(timeRange.state.value.to.diff(timeRange.state.value.from, 'minutes')).toBe(30);
  await user.click(screen.getByRole('button', { name: 'Back to Last 1 hour' }));
  expect(timeRange.state).toMatchObject({ from: 'now-1h', to: 'now' });
  expect(back()).toBeNull();
});
