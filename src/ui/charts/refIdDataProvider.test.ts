import { LoadingState, type PanelData } from '@grafana/data';
import {
  EmbeddedScene,
  type SceneDataProvider,
  SceneDataNode,
  SceneFlexItem,
  SceneFlexLayout,
  VizPanel,
} from '@grafana/scenes';
import { sceneClient } from '../../datasources/client/scenes';
import { fakeClient } from '../../datasources/testing/fakeClient';
import { notSupportedFrame } from '../../datasources/answer';
import { ownPart, withoutZeros } from './refIdDataProvider';
import { QuestionPanel } from './questionPanel';
import { exemplarFrame, failure, panelData, seriesFrame } from '../testing/frames';
import { activateFullSceneTree } from '../testing/activate';
import { installGrafana } from '../testing/grafana';

const refIds = (data: PanelData | undefined) => data?.series.map(({ refId }) => refId);

it('leaves out what is nothing but zero, unless there is nothing else', () => {
  const some = seriesFrame('byStatus', { status: '200' }, [0, 2]);
  const none = seriesFrame('byStatus', { status: '503' }, [0, 0]);
  expect(withoutZeros([some, none])).toEqual([some]);
  expect(withoutZeros([none])).toEqual([none]);
  const absent = notSupportedFrame('byStatus', 'no status');
  expect(withoutZeros([absent, none])).toEqual([absent]);
});

describe('ownPart', () => {
  const data = panelData([seriesFrame('p95', {}, [1]), seriesFrame('rate', {}, [2])], {
    annotations: [exemplarFrame('p95'), exemplarFrame('rate')],
    errors: [failure('failed', 'a', 'p95'), failure('failed', 'b', 'rate'), failure('failed', 'c')],
    state: LoadingState.Error,
  });

  it('keeps the series, exemplars and errors of its queries, and the errors of all', () => {
    const own = ownPart(data, ['p95', 'p50']);
    expect(refIds(own)).toEqual(['p95']);
    expect(own.annotations?.map(({ refId }) => refId)).toEqual(['p95']);
    expect(own.errors?.map(({ message }) => message)).toEqual(['a', 'c']);
    expect(own.state).toBe(LoadingState.Error);
  });

  it('brings them in the order in which the panel names them', () => {
    const frames = ['p95', 'p50', 'p99'].map((refId) => seriesFrame(refId, {}, [1]));
    expect(refIds(ownPart(panelData(frames), ['p50', 'p95', 'p99']))).toEqual(['p50', 'p95', 'p99']);
  });

  it('is well where only others failed', () => {
    const own = ownPart({ ...data, errors: [failure('failed', 'b', 'rate')] }, ['p95']);
    expect(own.errors).toBeUndefined();
    expect(own.state).toBe(LoadingState.Done);
  });

  it('is loading while its page loads', () => {
    expect(ownPart({ ...data, errors: undefined, state: LoadingState.Loading }, ['p95']).state).toBe(
      LoadingState.Loading
    );
  });

  describe('with a simpler query', () => {
    const compared = seriesFrame('rateCompared', {}, [3]);
    const wanted = ['byStatus', 'rateCompared'];

    it('draws that where the first cannot be answered', () => {
      const frames = [notSupportedFrame('byStatus', 'no status'), seriesFrame('rate', {}, [2]), compared];
      expect(refIds(ownPart(panelData(frames), wanted, ['rate']))).toEqual(['rate', 'rateCompared']);
    });

    it('does not draw it beside the first', () => {
      const frames = [seriesFrame('byStatus', { status: '200' }, [2]), seriesFrame('rate', {}, [2]), compared];
      expect(refIds(ownPart(panelData(frames), wanted, ['rate']))).toEqual(['byStatus', 'rateCompared']);
    });

    it('does not draw it where the first has just no data', () => {
      expect(refIds(ownPart(panelData([seriesFrame('rate', {}, [2])]), wanted, ['rate']))).toEqual([]);
    });
  });
});

describe('a panel over the data of its page', () => {
  beforeAll(() => installGrafana());

  function page() {
    const $data = new SceneDataNode({ data: panelData([seriesFrame('p95', {}, [1])]) });
    const panel = new QuestionPanel({
      refIds: ['p95'],
      body: new VizPanel({ pluginId: 'timeseries', title: 'Latency' }),
    });
    const body = new SceneFlexLayout({ $data, children: [new SceneFlexItem({ body: panel })] });
    const deactivate = activateFullSceneTree(new EmbeddedScene({ $behaviors: [sceneClient(fakeClient())], body }));
    return { $data, panel, deactivate, own: panel.state.$data as SceneDataProvider };
  }

  it('follows the page, and tells who listens', () => {
    const { $data, own, deactivate } = page();
    const seen: Array<string | undefined> = [];
    const listening = own.getResultsStream().subscribe(({ data }) => seen.push(data.series[0]?.refId));
    expect(own.isDataReadyToDisplay?.()).toBe(true);
    $data.setState({ data: panelData([seriesFrame('rate', {}, [1])]) });
    expect(own.state.data?.series).toEqual([]);
    $data.setState({ data: panelData([seriesFrame('p95', {}, [1]), seriesFrame('rate', {}, [1])]) });
    expect(seen).toEqual(['p95', undefined, 'p95']);
    listening.unsubscribe();
    deactivate();
  });

  it('does not follow a page that it has left, and catches up when it is back', () => {
    const { $data, own, panel, deactivate } = page();
    deactivate();
    $data.setState({ data: panelData([]) });
    expect(refIds(own.state.data)).toEqual(['p95']);
    const leave = activateFullSceneTree(panel.getRoot());
    expect(refIds(own.state.data)).toEqual([]);
    leave();
  });
});
