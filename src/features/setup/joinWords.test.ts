import { type Evidence, joinServices, type ServiceIdentity } from '../../correlation/joins';
import { evidenceWords, joinEvidence, joinSummary, namesSeen } from './joinWords';

it.each<[Evidence, string]>([
  [{ kind: 'overruled' }, 'set by an admin'],
  [{ kind: 'traces', agree: 9, of: 10 }, '9 of 10 log lines with trace IDs are inside spans of this service'],
  [{ kind: 'equal' }, 'same name'],
  [{ kind: 'label', value: 'shop-api' }, 'matching label value “shop-api”'],
  [{ kind: 'exemplars', agree: 8, of: 9 }, '8 of 9 exemplars are spans of this service'],
  [{ kind: 'requests', routes: 5, requests: 900 }, 'same requests on 5 routes, minute by minute'],
])('%j is told as “%s”', (evidence, words) => {
  expect(evidenceWords(evidence)).toBe(words);
});

describe('a service', () => {
  const payments: ServiceIdentity = {
    service: 'payments',
    metrics: { name: 'payments', evidence: { kind: 'equal' } },
    traces: { name: 'payments', evidence: { kind: 'equal' } },
    proposed: [{ signal: 'logs', name: 'payments-svc-1' }],
  };

  it('says which of its names pages use, and why the others are its own', () => {
    const { metrics, traces } = joinEvidence(payments);
    expect(metrics).toEqual({ name: 'payments', words: 'display name', tone: 'sure' });
    expect(traces).toEqual({ name: 'payments', words: 'same name', tone: 'sure' });
  });

  it('that metrics do not have goes by its name in traces, and one that only logs have by that in logs', () => {
    const [inTraces, inLogs] = joinServices({
      metrics: [],
      traces: [{ name: 'worker' }],
      logs: [{ name: 'nginx', lines: [] }],
      spans: [],
    }).map((identity) => joinEvidence(identity));
    expect(inTraces).toMatchObject({
      metrics: { words: 'No metrics', tone: 'missing' },
      traces: { name: 'worker', words: 'display name' },
    });
    expect(inLogs).toMatchObject({
      logs: { name: 'nginx', words: 'display name' },
      traces: { words: 'No traces found', tone: 'missing' },
    });
  });

  it('has names proposed that look alike, and is not joined with them', () => {
    const { logs, proposals } = joinEvidence(payments);
    expect(logs).toEqual({ words: 'No logs found', tone: 'missing' });
    expect(proposals).toEqual([
      {
        signal: 'logs',
        name: 'payments-svc-1',
        words: 'payments-svc-1 (in logs) is similar, but no shared evidence',
      },
    ]);
  });

  it('tells what an admin decided, also where that cannot be seen', () => {
    expect(joinEvidence(payments, { service: 'payments', logs: null }).logs).toEqual({
      words: 'set to none by an admin',
      tone: 'sure',
    });
    expect(joinEvidence(payments, { service: 'payments', logs: 'gone' }).logs).toEqual({
      name: 'gone',
      words: 'set by an admin, but not found',
      tone: 'doubtful',
    });
  });
});

it('all together are summed up, with what is missing and what is to confirm', () => {
  const rows = joinServices({
    metrics: [{ name: 'payments' }, { name: 'orders' }],
    traces: [{ name: 'payments' }, { name: 'orders' }],
    logs: [
      { name: 'orders', lines: [] },
      { name: 'payments-svc-1', lines: [] },
    ],
    spans: [],
  });
  const told = rows.map((row) => joinEvidence(row));
  expect(joinSummary(told)).toBe('3 services, 1 without metrics, 1 without logs, 1 without traces. 1 name to confirm');
  expect(joinSummary(told.slice(1, 2))).toBe('1 service, each with a name in metrics, logs and traces');
  expect(namesSeen(rows, 'logs')).toEqual(['orders', 'payments-svc-1']);
});
