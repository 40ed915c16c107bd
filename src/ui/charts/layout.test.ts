import { LoadingState, type PanelData } from '@grafana/data';
import { EmbeddedScene, SceneCanvasText, SceneDataNode } from '@grafana/scenes';
import { notSupportedFrame } from '../../datasources/answer';
import { activateFullSceneTree } from '../testing/activate';
import { failure, panelData, seriesFrame } from '../testing/frames';
import { grid, whereMeasured } from './layout';

const STOCK = seriesFrame('stock', {}, [5]);

/** A panel of stock over the data of its page, with the way to give the page other data. */
function panelOver(data?: PanelData) {
  const $data = new SceneDataNode({ data });
  const panel = whereMeasured(new SceneCanvasText({ text: 'Stock' }), ['stock']);
  const leave = activateFullSceneTree(new EmbeddedScene({ $data, body: grid([panel], '100px', 100) }));
  return { panel, leave, show: (next: PanelData) => $data.setState({ data: next }) };
}

describe('a panel that is there where something is measured', () => {
  it.each([
    ['no answer yet', undefined, true],
    ['the first answer on its way', panelData([], { state: LoadingState.Loading }), true],
    ['an answer', panelData([STOCK]), false],
    ['nothing of its own', panelData([seriesFrame('other', {}, [1])]), true],
    ['no metric', panelData([notSupportedFrame('stock', 'No metric')]), true],
    ['a failure, which it tells', panelData([], { errors: [failure('failed', 'broken', 'stock')] }), false],
  ])('with %s', (_, data, isHidden) => {
    const { panel, leave } = panelOver(data);
    expect(panel.state.isHidden).toBe(isHidden);
    leave();
  });

  it('comes and goes with the answers, and stays while one is on its way', () => {
    const { panel, show, leave } = panelOver(panelData([]));
    show(panelData([STOCK]));
    expect(panel.state.isHidden).toBe(false);
    show(panelData([], { state: LoadingState.Loading }));
    expect(panel.state.isHidden).toBe(false);
    show(panelData([]));
    expect(panel.state.isHidden).toBe(true);
    leave();
    show(panelData([STOCK]));
    expect(panel.state.isHidden).toBe(true);
  });
});
