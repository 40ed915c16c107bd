import { likelyCauses, type NotFoundEvidence, sampledFlag } from './notFound';
import { line } from './testing/lines';

const NOW = Date.UTC(2026, 10, 18, 14);
const HOUR = 3_600_000;
const ID = '0af7651916cd43dd8448eb211c80319c';
const causes = (evidence: Partial<NotFoundEvidence>) =>
  likelyCauses({ asked: ID, now: NOW, ...evidence }).map(({ cause, sureness }) => `${sureness} ${cause}`);

describe('why a trace is not found', () => {
  it.each<[string, Partial<NotFoundEvidence>, string]>([
    ['an id of other characters', { asked: 'order-4711' }, 'certain no-id'],
    ['an id that is too long', { asked: `${ID}0` }, 'certain no-id'],
    ['an id of zeros', { asked: '0'.repeat(32) }, 'certain no-id'],
    ['lines that say it was not sampled', { when: NOW - HOUR, lines: 3, isSampled: false }, 'likely not-sampled'],
    ['lines, and other traces of the time', { when: NOW - HOUR, lines: 3, othersThen: true }, 'possible not-sampled'],
    ['a time of which nothing is left', { when: NOW - 400 * HOUR, othersThen: false }, 'likely too-old'],
    ['a request of a few seconds ago', { when: NOW - 5000, lines: 2, othersThen: true }, 'likely too-young'],
    ['lines that say it was sampled', { when: NOW - HOUR, lines: 2, isSampled: true, othersThen: true }, 'likely lost'],
    ['a short id without lines', { asked: '53995c3f42cd8ad8', lines: 0 }, 'possible span-id'],
  ])('is first of all, with %s: %s', (_, evidence, first) => {
    expect(causes(evidence)[0]).toBe(first);
  });

  it('rules out what the evidence speaks against', () => {
    const all = causes({ when: NOW - HOUR, lines: 2, isSampled: true, othersThen: true }).join();
    expect(all).not.toContain('not-sampled');
    expect(all).not.toContain('too-old');
    expect(all).not.toContain('too-young');
  });

  it('knows nothing for sure where there is no evidence, and says so', () => {
    expect(causes({}).filter((cause) => /likely|certain/.test(cause) && !cause.startsWith('un'))).toEqual([]);
    expect(causes({}).length).toBeGreaterThan(2);
  });

  it.each([
    [5000, '5 seconds'],
    [90 * 60_000, '90 minutes'],
    [400 * HOUR, '17 days'],
  ])('says how old a request is (%i ms)', (age, words) => {
    const sentences = likelyCauses({ asked: ID, now: NOW, when: NOW - age }).map(({ sentence }) => sentence);
    expect(sentences.join()).toContain(words);
  });

  it('does not repeat an endless id', () => {
    expect(likelyCauses({ asked: 'x'.repeat(10_000), now: NOW })[0]?.sentence.length).toBeLessThan(150);
  });
});

describe('whether a trace was sampled, as lines tell', () => {
  it.each<[string, Parameters<typeof line>[1], Parameters<typeof line>[2], boolean | undefined]>([
    ['structured metadata', {}, { metadata: { trace_flags: '01' } }, true],
    ['a field of OpenTelemetry’s loggers', { fields: { trace_flags: '00' } }, {}, false],
    ['a number', { fields: { traceFlags: '1' } }, {}, true],
    ['a flag of Python’s loggers', { fields: { otelTraceSampled: 'x', trace_sampled: 'False' } }, {}, false],
    ['a header', { fields: { 'request.headers.traceparent': `00-${'a'.repeat(32)}-${'b'.repeat(16)}-00` } }, {}, false],
    ['what OpenTelemetry injects into Python’s loggers', { fields: { otelTraceSampled: 'False' } }, {}, false],
    ['the flags of an OpenTelemetry record', {}, { metadata: { flags: '1' } }, true],
    ['nothing', { fields: { flags: 'read|write' } }, {}, undefined],
    ['no flags of something else', { fields: { flags: '10' } }, {}, undefined],
  ])('is read from %s', (_, reading, more, expected) => {
    expect(sampledFlag([line(0), line(1, reading, more)])).toBe(expected);
  });
});
