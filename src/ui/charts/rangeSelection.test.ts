import { SceneFlexItem, SceneFlexLayout, SceneTimeRange, VizPanel } from '@grafana/scenes';
import { ask } from '../../datasources/question';
import { is, metricQuestion } from '../../telemetry/questions/metric';
import { runner } from './layout';
import { interceptRange, panelContext } from './rangeSelection';

const errors = metricQuestion({ measure: 'errors', stat: { kind: 'ratio' }, where: [is('service', 'shop')] });
const rate = metricQuestion({ measure: 'requests', stat: { kind: 'rate' }, where: [is('route', '/cart')] });

describe('panelContext', () => {
  const panel = new VizPanel({ pluginId: 'timeseries' });
  new SceneFlexLayout({
    $data: runner([ask('errors', errors), ask('rate', rate)]),
    children: [new SceneFlexItem({ body: panel })],
  });

  it.each([
    ['its first query', ['errors', 'rate'], { where: errors.where, errors: true }],
    ['only its own queries', ['rate'], { where: rate.where }],
    ['a query that is not there', ['none'], { where: [] }],
  ])('is that of %s', (_, refIds, expected) => expect(panelContext(panel, refIds)).toEqual(expected));

  it('is everything where nothing asks', () => {
    expect(panelContext(new VizPanel({ pluginId: 'timeseries' }), ['rate'])).toEqual({ where: [] });
  });
});

describe('a range of a chart', () => {
  const HOUR = { from: '2026-03-02T11:00:00.000Z', to: '2026-03-02T12:00:00.000Z' };
  const at = (time: string) => Date.parse(`2026-03-02T${time}Z`);
  const choose = jest.fn<void, Parameters<Parameters<typeof interceptRange>[1]>>();
  let panel: VizPanel;
  let zoom: jest.SpyInstance;
  let giveBack: () => void;

  beforeEach(() => {
    panel = new VizPanel({ key: 'latency', pluginId: 'timeseries', $timeRange: new SceneTimeRange(HOUR) });
    zoom = jest.spyOn(panel, 'onTimeRangeChange').mockImplementation();
    giveBack = interceptRange(panel, choose);
  });
  afterEach(() => {
    giveBack();
    choose.mockReset();
    document.body.replaceChildren();
  });

  const box = (className: string, left: number, width: number) => {
    const element = document.createElement('div');
    element.className = className;
    const rectangle = { ...element.getBoundingClientRect(), left, width };
    jest.spyOn(element, 'getBoundingClientRect').mockReturnValue(rectangle);
    return element;
  };

  /** A chart of 400 pixels with a part that is drawn as chosen, as Grafana has it on the page. */
  function draw(panelKey: string, left: number, width: number): Element {
    const chart = box('uplot', 80, 440);
    chart.append(box('u-over', 100, 400), box('u-select', left, width));
    const shell = document.createElement('div');
    shell.dataset.vizPanelKey = panelKey;
    shell.append(chart);
    document.body.append(shell);
    return chart;
  }

  const letGo = (chart: Element, key = ' ') => chart.dispatchEvent(new KeyboardEvent('keyup', { key, bubbles: true }));

  it.each<[string, number, number, { offered: number; zoomed: number }]>([
    ['a part of the time is offered', at('11:15:00'), at('11:30:00'), { offered: 1, zoomed: 0 }],
    ['all of it is zoomed to', at('11:00:00'), at('12:00:00'), { offered: 0, zoomed: 1 }],
    ['as long a time beside it is moved to', at('10:50:00') + 0.5, at('11:50:00'), { offered: 0, zoomed: 1 }],
    ['a longer time is zoomed out to', at('10:30:00'), at('12:30:00'), { offered: 0, zoomed: 1 }],
    ['a part that begins beside the chart was not chosen', at('10:58:30'), at('11:15:00'), { offered: 0, zoomed: 0 }],
  ])('dragged over: %s', (_, from, to, expected) => {
    panel.onTimeRangeChange({ from, to });
    expect({ offered: choose.mock.calls.length, zoomed: zoom.mock.calls.length }).toEqual(expected);
  });

  it('is offered when it was chosen with keys, and zoomed to on demand', () => {
    letGo(draw('latency', 200, 100));
    const range = { from: at('11:15:00'), to: at('11:30:00') };
    expect(choose).toHaveBeenCalledWith(range, expect.any(Function));
    choose.mock.calls[0]?.[1]();
    expect(zoom).toHaveBeenCalledWith(range);
  });

  it.each<[string, () => void]>([
    ['another key', () => letGo(draw('latency', 200, 100), 'ArrowRight')],
    ['the chart of another panel', () => letGo(draw('errors', 200, 100))],
    ['a chart on which nothing is chosen', () => letGo(draw('latency', 200, 0))],
    ['a panel that is gone', () => (giveBack(), letGo(draw('latency', 200, 100)))],
  ])('is not offered by %s', (_, act) => {
    act();
    expect(choose).not.toHaveBeenCalled();
  });
});
