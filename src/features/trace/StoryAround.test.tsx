import React from 'react';
import { createDataFrame, getDefaultTimeRange, LoadingState, type PanelData } from '@grafana/data';
import { render, screen } from '@testing-library/react';
import { plainSpan } from '../../telemetry/testing/plain';
import { RED_REFS } from '../../ui/charts/red/queries';
import { type Around } from './around';
import { type RequestSummary } from './request';
import { RESOURCE_REFS } from './requestMarks';
import { StoryAround } from './StoryAround';

const span = plainSpan({ service: 'shop-api', name: 'POST /checkout' });
const request: RequestSummary = {
  span,
  title: 'POST /checkout',
  service: 'shop-api',
  isFailed: false,
  duration: 600,
  start: span.start,
  marked: { traceId: span.traceId, service: 'shop-api', route: '/checkout', time: span.start, duration: 0.6 },
};
const answer = (state: LoadingState, more: Partial<PanelData> = {}): PanelData => ({
  state,
  series: [],
  timeRange: getDefaultTimeRange(),
  ...more,
});
const measured = (refId: string) =>
  createDataFrame({
    refId,
    fields: [
      { name: 'time', values: [1] },
      { name: 'value', values: [0.5] },
    ],
  });

it.each([
  ['nothing is measured', answer(LoadingState.Done), false],
  ['metrics are still asked', answer(LoadingState.Loading), true],
  ['the route is measured', answer(LoadingState.Done, { series: [measured(RED_REFS.p95)] }), true],
  ['only resources are measured', answer(LoadingState.Done, { series: [measured(RESOURCE_REFS.cpu)] }), true],
  ['metrics failed, which each panel says', answer(LoadingState.Error, { errors: [{ message: 'down' }] }), true],
])('where %s, panels are shown or one sentence', (_, data, hasPanels) => {
  const around = { data: { useState: () => ({ data }) }, scene: { Component: () => <p>panels</p> } };
  render(<StoryAround around={around as unknown as Around} request={request} />);
  expect(screen.getByRole('heading', { name: /^Metrics around this request: .+ of shop-api/ })).toBeInTheDocument();
  expect(screen.queryAllByText('panels')).toHaveLength(hasPanels ? 1 : 0);
  expect(screen.queryAllByText('No metrics for shop-api in the surrounding hour')).toHaveLength(hasPanels ? 0 : 1);
});
