import { parseLogLine } from '../../logLine/parseLogLine';
import { logqlErrors } from '../../testing/logqlText';
import { belongsTo, idCondition, idInLabels, idInText } from './ids';

const ID = '00f7651916cd43dd8448eb211c80319c';
const BARE = 'f7651916cd43dd8448eb211c80319c';
const SHORT = '0000000000000000000000000000001f';
const HALF = '00000000000000000abbccddeeff0011';

const condition = (id: string) => idCondition({ field: 'traceId', op: 'in', values: [id] });
const line = (body: string, metadata = {}) => ({ body, labels: {}, metadata, stated: undefined });

describe('the lines of a trace', () => {
  it.each([
    [ID, `{"trace_id":"${ID}"}`],
    [ID, `{"traceId": "${BARE}"}`],
    [ID, `{"trace":{"id":"${ID.toUpperCase()}"}}`],
    [ID, `{"trace.id":"${ID}","message":"x"}`],
    [ID, `{"log":"{\\"trace_id\\":\\"${ID}\\"}"}`],
    [ID, `text - trace_id=${BARE} - span_id=2a`],
    [ID, `TraceID: ${ID}`],
    [ID, `INFO [shop,${ID},00f067aa0ba902b7] GET /`],
    [ID, `traceparent: 00-${ID}-00f067aa0ba902b7-01`],
    [ID, `otelTraceID=${BARE}`],
    [SHORT, 'text - trace_id=1f'],
    [SHORT, 'trace_id=1F,'],
    [SHORT, `[shop,${SHORT},2a]`],
    [HALF, 'dd trace 0abbccddeeff0011 end'],
    [HALF, 'trace_id=abbccddeeff0011'],
  ])('of %s are found by their text: %s', (id, body) => {
    expect(belongsTo(condition(id), line(body), [])).toBe(true);
  });

  it.each([
    [ID, `trace_id=f${BARE}`],
    [ID, `trace_id=${BARE}0`],
    [ID, `checksum ${BARE}ab`],
    [ID, `request_id=a1${ID}`],
    [SHORT, 'trace_id=1f0'],
    [SHORT, 'trace_id=a1f'],
    [SHORT, 'order 1f of 20'],
    [SHORT, 'span_id=1f'],
    [HALF, `trace_id=f${HALF.slice(1)}`],
  ])('of %s are not those that only hold its digits: %s', (id, body) => {
    expect(belongsTo(condition(id), line(body), [])).toBe(false);
  });

  it('are told by what the line states as its own, where it does', () => {
    const mentions = { ...line(`trace_id=${'a'.repeat(32)} retries trace_id=${ID}`), stated: 'a'.repeat(32) };
    expect(belongsTo(condition(ID), mentions, [])).toBe(false);
    expect(belongsTo(condition(ID), { ...mentions, stated: ID }, [])).toBe(true);
  });

  it('are told by their metadata first', () => {
    expect(belongsTo(condition(ID), line('done', { trace_id: BARE }), ['trace_id', 'traceID'])).toBe(true);
    expect(belongsTo(condition(ID), line('done', { trace_id: `f${BARE}` }), ['trace_id', 'traceID'])).toBe(false);
  });

  it('are looked for in words that Loki understands', () => {
    for (const field of ['traceId', 'spanId'] as const) {
      const asked = idCondition({ field, op: 'in', values: ['1f', 'ABCDEF0123456789'] });
      const { digits, closer, isOwn } = idInText(asked, 'x');
      const text = `{a="b"} |~ "${digits}" ${closer} ${isOwn} | ${idInLabels(asked, ['trace_id', 'traceID'])}`;
      expect(logqlErrors(text)).toEqual([]);
    }
  });

  it('are none for what is no id', () => {
    expect(idCondition({ field: 'traceId', op: 'in', values: ['xyz', '', '0', 'a'.repeat(33)] }).ids).toEqual([]);
  });
});

describe('an id of 64 bits', () => {
  const asked = condition('48485a3953bb6124');
  const none = { labels: {}, metadata: {} };

  it.each([
    'WARN [dd.service=shop dd.trace_id=5208512171318403364 dd.span_id=12] order failed',
    '{"msg":"order failed","dd":{"trace_id":"5208512171318403364"}}',
    '{"msg":"order failed","dd.trace_id":5208512171318403364}',
  ])('is found in decimal digits, as Datadog writes it: %s', (body) => {
    const stated = parseLogLine(body, {}, {}).traceId;
    expect(stated).toBe(asked.ids[0]);
    expect(new RegExp(idInText(asked, '0').digits.replace('(?i)', ''), 'i').test(body)).toBe(true);
    expect(belongsTo(asked, { body, ...none, stated: undefined }, [])).toBe(true);
    expect(belongsTo(asked, { body, ...none, stated }, [])).toBe(true);
  });

  it('is found in metadata in decimal digits', () => {
    expect(idInLabels(asked, ['dd_trace_id'])).toMatch(/[|"]5208512171318403364[|"]/);
  });

  it('is not any number of as many digits', () => {
    for (const body of ['order 5208512171318403364 failed', 'dd.trace_id=52085121713184033641', 'add trace id 5']) {
      expect(belongsTo(asked, { body, ...none, stated: undefined }, [])).toBe(false);
    }
  });
});
