import { linesOfPattern, linkTimes, logsOfCause, tracesOfCause } from './changeLinks';
import { axisOf, picturesOf, placeOn } from './pictures';
import { answerOf, causeOf, changeOf, FAILING, QUIET } from './testing/answers';

const MINUTE = 60_000;
const DAY = 86_400_000;
const answer = answerOf(FAILING);

describe('the axis of small charts', () => {
  it('has both times where they meet', () => {
    expect(axisOf(FAILING)).toEqual({ from: 0, to: 60 * MINUTE, isOne: true, middle: 0.5 });
  });

  it('is that of the later time where they do not', () => {
    const { during } = FAILING;
    expect(axisOf({ during, before: { from: -DAY, to: 30 * MINUTE - DAY } })).toEqual({
      ...during,
      isOne: false,
      middle: 0,
    });
  });

  it.each([
    [-1, 0],
    [15, 0.25],
    [99, 1],
  ])('has minute %d at %d', (minute, place) => {
    expect(placeOn({ from: 0, to: 60 * MINUTE }, minute * MINUTE)).toBe(place);
  });
});

describe('small charts of a cause', () => {
  it('begin with what tells most, as a share of the requests', () => {
    const [first] = picturesOf(answer.changed.causes[0]!, answer, 60);
    expect(first).toMatchObject({ name: 'Error rate', label: expect.stringMatching(/^payments: error rate/) });
    expect(first?.values).toHaveLength(60);
    expect(Math.max(...first!.values.map(Number))).toBeLessThanOrEqual(1);
  });

  it('have the earlier time apart where it does not meet the later one', () => {
    const times = FAILING.times.map((time) => (time < FAILING.during.from ? time - DAY : time));
    const one = { ...FAILING, times, before: { from: -DAY, to: 30 * MINUTE - DAY } };
    const [first] = picturesOf(causeOf({ changes: [changeOf()] }), { ...answer, one }, 60);
    expect([first?.values.length, first?.earlier?.length]).toEqual([30, 30]);
  });

  it('show the numbers of a trouble also where they are too few to tell it', () => {
    const [first] = picturesOf(causeOf({ evidence: { origins: 1 } }), answerOf(QUIET), 60);
    expect(first).toMatchObject({ label: 'Error rate of payments: no change that is no chance' });
  });

  it('draw log lines as so many in each step of either time', () => {
    const pattern = { service: 'payments', template: 'x', level: 'error' as const, before: 30, during: 300 };
    const changes = { ...answer.changed.changes, patterns: [{ ...pattern, excess: 270, p: 0 }] };
    const pictures = picturesOf(causeOf(), { ...answer, changed: { ...answer.changed, changes } }, 60);
    expect(pictures.at(-1)).toMatchObject({ name: 'Log lines', label: 'log line “x” 30 → 300' });
    expect(new Set(pictures.at(-1)?.values)).toEqual(new Set([1, 10]));
  });
});

describe('ways on from a cause', () => {
  const times = linkTimes(answer.question);
  const where = ({ params }: { params: Array<[string, string]> }) =>
    params.flatMap(([key, value]) => (key === 'where' ? [value] : []));

  it('lead to failed traces of the route, without its method', () => {
    const cause = causeOf({ route: 'POST /charges', evidence: { ownFailures: 1 }, changes: [changeOf()] });
    expect(where(tracesOfCause(cause, times))).toEqual(['service=payments', 'route=/charges', 'error=true']);
  });

  it('lead to slow ones where latency is the trouble', () => {
    const slow = changeOf({ measure: 'duration', before: 0.1, during: 0.4567 });
    const cause = causeOf({ evidence: { ownSeconds: 1 }, changes: [slow] });
    expect(where(tracesOfCause(cause, times))).toEqual(['service=payments', 'duration=0.27..']);
    expect(where(logsOfCause(cause, times))).toEqual(['service=payments']);
  });

  it('do not ask for failed spans where requests are refused, which fails none', () => {
    const cause = causeOf({ evidence: { ownFailures: 1 }, changes: [changeOf({ measure: 'clientErrors' })] });
    expect(where(tracesOfCause(cause, times))).toEqual(['service=payments']);
  });

  it('lead to whoever calls what is outside', () => {
    const cause = causeOf({ service: 'postgres', isOutside: true, calledBy: 'cart', evidence: { origins: 1 } });
    expect(where(tracesOfCause(cause, times))).toContain('service=cart');
    expect(where(logsOfCause(cause, times))).toContain('service=cart');
  });

  it.each([
    ['declined by <*> (code <*>)', ['+T:declined by']],
    ['<*> "says" what is in quotes', ['+T:what is in quotes']],
    ['<*> <*>', []],
  ])('find the lines of %s by its longest piece', (template, text) => {
    const pattern = { service: 'payments', template, level: 'error' as const, before: 0, during: 3 };
    const { params } = linesOfPattern(pattern, answer.question);
    expect(params.flatMap(([key, value]) => (key === 'text' ? [value] : []))).toEqual(text);
  });

  it('find lines that are gone where they were', () => {
    const pattern = { service: 'payments', template: 'x', level: 'error' as const, before: 3, during: 0 };
    expect(linesOfPattern(pattern, answer.question).params).toContainEqual(['to', String(FAILING.before.to)]);
  });
});
