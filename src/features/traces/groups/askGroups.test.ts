import { type TraceSource } from '../../../telemetry/questions/traces';
import { askGroups } from './askGroups';

const signal = new AbortController().signal;

it.each(['rate', 'errors', 'quantile'])('says what the groups rest on where only the %s do', async (kind) => {
  const source: Pick<TraceSource, 'series'> = {
    series: async ({ measure }) => ({
      series: [],
      exemplars: [],
      sent: [],
      ...(measure.kind === kind && { note: 'Of a part' }),
    }),
  };
  const groups = await askGroups(
    source as TraceSource,
    { where: [], spans: 'requests' },
    'service',
    { from: 0, to: 1 },
    signal
  );
  expect(groups.note).toBe('Of a part');
});
