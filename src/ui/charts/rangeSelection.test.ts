import { SceneFlexItem, SceneFlexLayout, VizPanel } from '@grafana/scenes';
import { ask } from '../../datasources/question';
import { is, metricQuestion } from '../../telemetry/questions/metric';
import { runner } from './layout';
import { panelContext } from './rangeSelection';

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
