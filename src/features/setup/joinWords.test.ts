import { type Evidence, joinServices, type ServiceIdentity } from '../../correlation/joins';
import { evidenceWords, joinEvidence, joinSummary, namesSeen } from './joinWords';

it.each<[Evidence, string]>([
  [{ kind: 'overruled' }, 'an admin said so'],
  [{ kind: 'traces', agree: 9, of: 10 }, '9 of 10 lines with trace ids were written inside its spans'],
  [{ kind: 'equal' }, 'equal names'],
  [{ kind: 'label', value: 'shop-api' }, 'a label of it says “shop-api”'],
  [{ kind: 'alike' }, 'looks alike, which proves nothing'],
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
    expect(metrics).toEqual({ name: 'payments', words: 'what pages call it', tone: 'sure' });
    expect(traces).toEqual({ name: 'payments', words: 'equal names', tone: 'sure' });
  });

  it('that metrics do not have goes by its name in traces, and one that only logs have by that in logs', () => {
    const [inTraces, inLogs] = joinServices({
      metrics: [],
      traces: [{ name: 'worker' }],
      logs: [{ name: 'nginx', lines: [] }],
      spans: [],
    }).map((identity) => joinEvidence(identity));
    expect(inTraces).toMatchObject({
      metrics: { words: 'not in metrics: no rate, errors or durations', tone: 'missing' },
      traces: { name: 'worker', words: 'what pages call it' },
    });
    expect(inLogs).toMatchObject({
      logs: { name: 'nginx', words: 'what pages call it' },
      traces: { words: 'no spans of it were found', tone: 'missing' },
    });
  });

  it('has names proposed that look alike, and is not joined with them', () => {
    const { logs, proposals } = joinEvidence(payments);
    expect(logs).toEqual({ words: 'no lines of it were found', tone: 'missing' });
    expect(proposals).toEqual([
      {
        signal: 'logs',
        name: 'payments-svc-1',
        words: 'payments-svc-1 (in logs) looks alike, but shares nothing with it',
      },
    ]);
  });

  it('tells what an admin decided, also where that cannot be seen', () => {
    expect(joinEvidence(payments, { service: 'payments', logs: null }).logs).toEqual({
      words: 'an admin said that it has none',
      tone: 'sure',
    });
    expect(joinEvidence(payments, { service: 'payments', logs: 'gone' }).logs).toEqual({
      name: 'gone',
      words: 'an admin said so, but nothing by that name was found',
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
  expect(joinSummary(told)).toBe('3 services, 1 without metrics, 1 without logs, 1 without traces. 1 name to confirm.');
  expect(joinSummary(told.slice(1, 2))).toBe('1 service, each with a name in metrics, logs and traces.');
  expect(namesSeen(rows, 'logs')).toEqual(['orders', 'payments-svc-1']);
});
