import { LoadingState } from '@grafana/data';
import { notSupportedFrame } from '../../datasources/answer';
import { failureOf, failuresOf, panelStatus } from './panelStatus';
import { exemplarFrame, failure, panelData, seriesFrame } from '../testing/frames';

const OWN = ['p95', 'p50'];
const READY = { kind: 'ready' };
const EMPTY = { kind: 'empty' };

describe('panelStatus', () => {
  it('waits where nothing was asked yet', () => {
    expect(panelStatus(undefined, OWN)).toEqual(READY);
    expect(panelStatus(panelData([], { state: LoadingState.NotStarted }), OWN)).toEqual(READY);
  });

  it('shows what there is, though a part failed', () => {
    const errors = [failure('failed', 'broken', 'p50')];
    const data = panelData([seriesFrame('p95', {}, [null, 1])], { errors, state: LoadingState.Error });
    expect(panelStatus(data, OWN)).toEqual(READY);
  });

  it('is empty without frames, without values and with frames of other panels only', () => {
    expect(panelStatus(panelData([]), OWN)).toEqual(EMPTY);
    expect(panelStatus(panelData([seriesFrame('p95', {}, [null, null])]), OWN)).toEqual(EMPTY);
    expect(panelStatus(panelData([seriesFrame('other', {}, [1])]), OWN)).toEqual(EMPTY);
  });

  it('takes zero for a value', () => {
    expect(panelStatus(panelData([seriesFrame('p95', {}, [0])]), OWN)).toEqual(READY);
  });

  it.each(['absent', 'forbidden', 'failed'])('says that the backend is %s', (kind) => {
    const data = panelData([], { state: LoadingState.Error, errors: [failure(kind, 'what happened', 'p50')] });
    expect(panelStatus(data, OWN)).toEqual({ kind, message: 'what happened' });
  });

  it('takes any other error for a failure, by the message that it has', () => {
    const of = (error: object) => panelStatus(panelData([], { errors: [{ refId: 'p95', ...error }] }), OWN);
    expect(of({ message: 'plain' })).toEqual({ kind: 'failed', message: 'plain' });
    expect(of({ data: { error: 'Bad Gateway', message: 'inner' } })).toEqual({ kind: 'failed', message: 'inner' });
    expect(of({})).toEqual({ kind: 'failed', message: 'The query failed' });
  });

  it('does not count the errors of another panel', () => {
    const data = panelData([seriesFrame('other', {}, [1])], { errors: [failure('failed', 'theirs', 'elsewhere')] });
    expect(panelStatus(data, OWN)).toEqual(EMPTY);
  });

  it('counts an error that names no query, and any error where nothing at all was answered', () => {
    const everybodys = panelData([seriesFrame('other', {}, [1])], { errors: [failure('forbidden', 'everybody’s')] });
    expect(panelStatus(everybodys, OWN)).toEqual({ kind: 'forbidden', message: 'everybody’s' });
    const nothing = panelData([], { errors: [failure('failed', 'first', 'elsewhere')] });
    expect(panelStatus(nothing, OWN)).toEqual({ kind: 'failed', message: 'first' });
  });

  it('keeps what it has while it loads, and says nothing before the answer', () => {
    const loading = { state: LoadingState.Loading };
    expect(panelStatus(panelData([seriesFrame('p95', {}, [1])], loading), OWN)).toEqual(READY);
    expect(panelStatus(panelData([], loading), OWN)).toEqual(READY);
    expect(panelStatus(panelData([notSupportedFrame('p95', 'reason')], loading), OWN)).toEqual(READY);
  });

  it('says why a question cannot be answered, and only where that holds for all of it', () => {
    const all = [notSupportedFrame('p95', 'no durations'), notSupportedFrame('p50', 'no durations')];
    expect(panelStatus(panelData(all), OWN)).toEqual({ kind: 'not-supported', message: 'no durations' });
    const some = [notSupportedFrame('p95', 'no durations'), seriesFrame('p50', {}, [null])];
    expect(panelStatus(panelData(some), OWN)).toEqual(EMPTY);
  });

  it('does not take exemplars for an answer to a question that has none', () => {
    const frames = [notSupportedFrame('p95', 'no durations'), { ...exemplarFrame('p95'), fields: [] }];
    expect(panelStatus(panelData(frames), ['p95'])).toEqual({ kind: 'not-supported', message: 'no durations' });
  });
});

describe('what went wrong', () => {
  const errors = [
    failure('failed', 'Prometheus cannot be reached', 'requests'),
    failure('failed', 'Prometheus cannot be reached', 'p95'),
    failure('forbidden', 'You may not', 'p50'),
  ];

  it('is told once, however many queries it cost', () => {
    expect(failuresOf(panelData([], { errors }))).toEqual([
      { kind: 'failed', message: 'Prometheus cannot be reached' },
      { kind: 'forbidden', message: 'You may not' },
    ]);
    expect(failuresOf(undefined)).toEqual([]);
  });

  it('is told of one query, its own error or everybody’s', () => {
    expect(failureOf(panelData([], { errors }), 'p50')?.message).toBe('You may not');
    expect(failureOf(panelData([], { errors }), 'other')).toBeUndefined();
    expect(failureOf(panelData([], { errors: [failure('absent', 'gone')] }), 'p50')).toEqual({
      kind: 'absent',
      message: 'gone',
    });
  });
});
