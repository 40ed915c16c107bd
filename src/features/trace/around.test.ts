import { sceneGraph } from '@grafana/scenes';
import { type SourceContext } from '../../datasources/client/sourceContext';
import { TelemetryClient } from '../../datasources/client/telemetryClient';
import { aroundRequest } from './around';

const REQUEST = { traceId: 'abc', service: 'shop-api', route: '/checkout', time: 1_000_000, duration: 0.5 };
const SPAN = { from: 0, to: 3_600_000 };
const CONTEXT: SourceContext = { metrics: 'm', logs: 'l', traces: 't', environments: [] };

it('draws the charts in the time zone of the page, in the hour that is asked for', () => {
  const { scene } = aroundRequest(new TelemetryClient(), REQUEST, SPAN, CONTEXT, 'Asia/Tokyo');
  const range = sceneGraph.getTimeRange(scene);
  expect(range.getTimeZone()).toBe('Asia/Tokyo');
  expect([range.state.value.from.valueOf(), range.state.value.to.valueOf()]).toEqual([SPAN.from, SPAN.to]);
});
