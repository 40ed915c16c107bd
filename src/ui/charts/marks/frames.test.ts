import { type DataFrame, dateTime, type DataLink, DataTopic } from '@grafana/data';
import { locationService } from '@grafana/runtime';
import { type Silence } from '../../../telemetry/questions/alerts';
import { type FiringAlert } from '../../../datasources/firingAlerts';
import { installGrafana } from '../../testing/grafana';
import { exemplarFrame, NOW, panelData, seriesFrame } from '../../testing/frames';
import { type ReadAlerts } from './found';
import { MARK_REFS } from './queries';
import { withMarks } from './withMarks';

const MINUTE = 60_000;
const SERVICE = 'cart';
const NOTHING: ReadAlerts = { service: SERVICE, firing: [], silences: [] };

const version = (name: string, values: Array<number | null>): DataFrame =>
  seriesFrame(MARK_REFS.versions, { version: name }, values);
/** An alert that fired in these of the last minutes of the hour. */
const alert = (values: Array<number | null>, labels: Record<string, string> = {}): DataFrame =>
  seriesFrame(
    MARK_REFS.alerts,
    { alertname: 'Fails', alertstate: 'firing', severity: 'critical', service: SERVICE, ...labels },
    values
  );
const silence = (more: Partial<Silence> = {}): Silence => ({
  id: 's',
  origin: { kind: 'grafana', uid: 'grafana', name: 'Grafana' },
  matchers: [{ label: 'service', op: '=', value: SERVICE }],
  by: 'robin',
  comment: 'known',
  from: NOW - 90 * MINUTE,
  to: NOW - 50 * MINUTE,
  ...more,
});

function marked(series: DataFrame[], read: Partial<ReadAlerts> = {}): DataFrame[] {
  const all = panelData(series);
  return withMarks(panelData([]), all, { ...NOTHING, ...read }, 'utc').annotations ?? [];
}
const named = (frames: readonly DataFrame[], name: string) => frames.find(({ refId }) => refId === `marks-${name}`);
const column = (frame: DataFrame | undefined, name: string) =>
  frame?.fields.find((field) => field.name === name)?.values;
const linksOf = (frame: DataFrame | undefined) => {
  const [link] = frame?.fields.find(({ name }) => name === 'link')?.config.links ?? [];
  return (column(frame, 'link') ?? []).map((value: string) =>
    (link as DataLink).onBuildUrl?.({ origin: undefined, replaceVariables: () => value })
  );
};

beforeAll(() => installGrafana());

describe('deployments', () => {
  it('are marked at the moment at which another version began to run', () => {
    const frame = named(marked([version('1.0', [2, 2, 0]), version('1.1', [null, null, 2])]), 'deployments');
    expect(frame?.meta?.dataTopic).toBe(DataTopic.Annotations);
    expect(column(frame, 'time')).toEqual([NOW]);
    expect(column(frame, 'text')).toEqual(['Version 1.1, was 1.0']);
  });

  it('take steps that a server left out for steps at which a version did not run', () => {
    const [older, newer] = [version('1.0', [2, 2, 2]), version('1.1', [2])];
    older.fields.forEach((field) => field.values.pop());
    expect(column(named(marked([older, newer]), 'deployments'), 'time')).toEqual([NOW]);
  });

  it('that follow each other within moments are one mark', () => {
    const [first, second] = [version('1.0', [1, 0, 0, 0]), version('1.1', [0, 1, 0, 0])];
    const frame = named(marked([first, second, version('1.2', [0, 0, 1, 1])]), 'deployments');
    expect(column(frame, 'text')).toEqual(['Version 1.1, was 1.0<br>Version 1.2, was 1.1']);
  });

  it('are text, whatever a version is called', () => {
    const frame = named(marked([version('1.0', [1, 0]), version('<img src=x>', [0, 1])]), 'deployments');
    expect(column(frame, 'text')).toEqual(['Version &lt;img src=x&gt;, was 1.0']);
  });
});

describe('alerts', () => {
  it('are marked where they began, and for as long as they fired', () => {
    const frames = marked([
      alert([...new Array<null>(20).fill(null), ...new Array(10).fill(1), ...new Array(30).fill(null)]),
    ]);
    const text = ['Alert Fails (critical) fired 11:21 to 11:31'];
    expect(column(named(frames, 'alerts'), 'text')).toEqual(text);
    expect(column(named(frames, 'alerts'), 'isRegion')).toEqual([true]);
    expect(column(named(frames, 'alerts'), 'timeEnd')).toEqual([NOW - 29 * MINUTE]);
    expect(column(named(frames, 'alertsBegan'), 'text')).toEqual(text);
    expect(column(named(frames, 'alertsBegan'), 'isRegion')).toBeUndefined();
    expect(column(named(frames, 'alertsBegan'), 'time')).toEqual([NOW - 39 * MINUTE]);
  });

  it.each([
    [[1, 1, 1, ...new Array(58).fill(null)], 'Alert Fails (critical) fired until 11:03', 0],
    [[...new Array(50).fill(null), ...new Array(10).fill(1)], 'Alert Fails (critical) fires since 11:51', 1],
    [new Array(61).fill(1), 'Alert Fails (critical) fired all the time', 0],
  ])('say what is not seen of them, %#', (values, text, began) => {
    const frames = marked([alert(values)]);
    expect(column(named(frames, 'alerts'), 'text')).toEqual([text]);
    expect(named(frames, 'alertsBegan')?.length ?? 0).toBe(began);
  });

  it('lead to the alert, and where several are marked as one to the list', () => {
    locationService.push('/a/tillwatch-shop-app/health/service?service=cart&from=now-1h&to=now');
    expect(linksOf(named(marked([alert([1, 1])]), 'alerts'))).toEqual([
      '/a/tillwatch-shop-app/alerts/alert?alert=Fails&service=cart&severity=critical&from=now-1h&to=now',
    ]);
    const [several] = linksOf(named(marked([alert([1, 1]), alert([1, 1], { alertname: 'Slow' })]), 'alerts'));
    expect(several).toMatch(/^\/a\/tillwatch-shop-app\/alerts\?state=firing&.*service=cart/);
  });

  it('a hundred are as many marks as one can tell apart, each naming a few', () => {
    const flapping = Array.from({ length: 100 }, (_, at) =>
      alert(
        Array.from({ length: 61 }, (_value, step) => ((step + at) % 7 < 3 ? 1 : null)),
        { alertname: `A${at}` }
      )
    );
    const frames = marked(flapping);
    expect(frames.reduce((sum, { length }) => sum + length, 0)).toBeLessThanOrEqual(2 * 49);
    expect(String(column(named(frames, 'alerts'), 'text')?.[0])).toMatch(/(<br>.*){3}<br>and [\d,]+ more$/);
  });

  const firing = (more: Partial<FiringAlert> = {}): FiringAlert => ({
    rule: { name: 'Slow', uid: 'u' } as FiringAlert['rule'],
    labels: { alertname: 'Slow', service: SERVICE, folder: 'shop' },
    service: SERVICE,
    since: NOW - 10 * MINUTE,
    ...more,
  });

  it('that fire now are marked though nobody recorded them, those of the service only', () => {
    const frames = marked([], { firing: [firing(), firing({ service: 'other' }), firing({ since: NOW + MINUTE })] });
    expect(column(named(frames, 'alerts'), 'text')).toEqual(['Alert Slow fires since 11:50']);
    expect(linksOf(named(frames, 'alerts'))[0]).toContain('alert=Slow&service=cart&rule=u&source=grafana');
  });

  it('that are recorded too are marked once', () => {
    const recorded = alert([1, 1, 1], { alertname: 'Slow', grafana_rule_uid: 'u', severity: 'warning' });
    const frames = marked([recorded], { firing: [firing()] });
    expect(column(named(frames, 'alerts'), 'text')).toEqual(['Alert Slow (warning) fires since 11:58']);
  });
});

describe('silences', () => {
  it.each<[what: string, silence: Partial<Silence>, text: string]>([
    ['of the service', {}, 'Silence 10:30 to 11:10 by robin: known. Of service=cart'],
    ['without a reason', { comment: '' }, 'Silence 10:30 to 11:10 by robin of service=cart'],
    ['by nobody', { by: '' }, 'Silence 10:30 to 11:10 of service=cart'],
    [
      'of an alert of the service',
      { matchers: [{ label: 'alertname', op: '=~', value: 'Fai.*' }] },
      'Silence 10:30 to 11:10 by robin: known. Of alertname=~Fai.*',
    ],
  ])('are marked for as long as they hold: %s', (_, more, text) => {
    const frame = named(marked([alert([1, 1])], { silences: [silence(more)] }), 'silences');
    expect(column(frame, 'text')).toEqual([text]);
    expect(column(frame, 'time')).toEqual([NOW - 60 * MINUTE]);
    expect(column(frame, 'timeEnd')).toEqual([NOW - 50 * MINUTE]);
  });

  it.each<[what: string, silence: Partial<Silence>]>([
    ['of others', { matchers: [{ label: 'service', op: '=', value: 'other' }] }],
    ['of other times', { to: NOW - 70 * MINUTE }],
  ])('%s are not marked', (_, more) => {
    expect(marked([alert([1, 1])], { silences: [silence(more)] }).map(({ refId }) => refId)).not.toContain(
      'marks-silences'
    );
  });

  it('lead to the alert that was silenced', () => {
    const silences = [silence({ matchers: [{ label: 'alertname', op: '=', value: 'Fails' }] })];
    expect(linksOf(named(marked([alert([1, 1])], { silences }), 'silences'))[0]).toContain(
      '/alerts/alert?alert=Fails&'
    );
  });
});

it.each<[what: string, frames: DataFrame[]]>([
  ['nothing was answered', []],
  ['one version runs', [version('1.0', [2, 2, 2])]],
  [
    'series are of another question',
    [seriesFrame('p95', { version: '1.0' }, [1, 0]), seriesFrame('p95', { version: '1.1' }, [0, 1])],
  ],
])('nothing is marked where %s', (_, frames) => {
  expect(marked(frames)).toEqual([]);
});

it('marks stand beside the exemplars, and are gone where they are not wanted', () => {
  const all = panelData([version('1.0', [1, 0]), version('1.1', [0, 1])], {
    timeRange: { from: dateTime(NOW - MINUTE), to: dateTime(NOW), raw: { from: 'now-1m', to: 'now' } },
  });
  const own = panelData([], { annotations: [exemplarFrame('p95')] });
  expect(withMarks(own, all, NOTHING, 'utc').annotations?.map(({ refId }) => refId)).toEqual([
    'p95',
    'marks-deployments',
  ]);
  expect(withMarks(own, all, undefined, 'utc')).toBe(own);
});
