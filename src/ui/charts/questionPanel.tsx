import React from 'react';
import { LoadingState, type PanelData } from '@grafana/data';
import {
  type SceneComponentProps,
  SceneDataTransformer,
  sceneGraph,
  SceneObjectBase,
  type SceneObjectState,
  type VizPanel,
} from '@grafana/scenes';
import { PanelChrome } from '@grafana/ui';
import { total } from '../../datasources/answer';
import { formatCount } from '../format';
import { StatusMessage } from '../status/StatusMessage';
import { panelMenu } from './menu/panelMenu';
import { type ChosenRange, RangeMenu } from './menu/RangeMenu';
import { QueryText, type ShownQueries } from './menu/queryText';
import { followPointer } from './lastPointer';
import { RefIdDataProvider } from './refIdDataProvider';
import { panelQueries } from './panelQueries';
import { panelStatus } from './panelStatus';
import { pointLinks } from './pointLinks';
import { interceptRange, panelContext } from './rangeSelection';

interface QuestionPanelState extends SceneObjectState {
  refIds: string[];
  /** A simpler query to draw where the first one cannot be answered from what is measured. */
  otherwise?: string;
  body: VizPanel;
  /** What the panel looked for, in words, for when there is nothing. */
  lookedFor: string;
  /** The query that counts what the panel's numbers rest on; its total stands beside the title. */
  sampleRefId?: string;
  /** Leaves out series that are nothing but zero, as long as there are others. */
  hideZero?: boolean;
  /** The queries that the user asked to see. */
  shown?: ShownQueries;
  /** The part of its time that was dragged over, until it is decided what to do with it. */
  chosen?: ChosenRange;
}

/**
 * A panel that answers questions of its page. Where there is nothing to draw it says why, in its own place, so that
 * a failing or absent answer costs just this panel.
 */
export class QuestionPanel extends SceneObjectBase<QuestionPanelState> {
  static Component = QuestionPanelView;

  constructor(state: QuestionPanelState) {
    const { refIds, otherwise, hideZero, body, sampleRefId } = state;
    const drawn = otherwise === undefined ? refIds : [...refIds, otherwise];
    super({
      $data: new SceneDataTransformer({
        $data: new RefIdDataProvider(refIds, otherwise, hideZero),
        transformations: pointLinks(() => panelQueries(this, drawn)),
      }),
      ...state,
    });
    body.setState({ showMenuAlways: true, menu: panelMenu((shown) => this.setState({ shown })) });
    this.addActivationHandler(() => this.offerRanges());
    if (sampleRefId !== undefined) {
      this.addActivationHandler(() => this.nameSample(body.state.title.replace(/ · n = .*$/, ''), sampleRefId));
    }
  }

  /** Dragging over a chart asks what is wanted of that time; elsewhere in Grafana it only zooms. */
  private offerRanges(): () => void {
    const pointer = followPointer();
    const giveBack = interceptRange(this.state.body, ({ from, to }, zoom) =>
      this.setState({ chosen: { from, to, zoom, ...pointer.place() } })
    );
    return () => {
      pointer.stop();
      giveBack();
      this.setState({ chosen: undefined });
    };
  }

  private nameSample(title: string, sampleRefId: string): void {
    const page = sceneGraph.getData(this.parent ?? this);
    const write = (data: PanelData | undefined) => {
      const sample = data && total(data.series, sampleRefId);
      this.state.body.setState({ title: sample === undefined ? title : `${title} · n = ${formatCount(sample)}` });
    };
    write(page.state.data);
    this._subs.add(page.subscribeToState(({ data }) => write(data)));
  }
}

function QuestionPanelView({ model }: SceneComponentProps<QuestionPanel>) {
  const { body, refIds, otherwise, lookedFor, shown, chosen } = model.useState();
  const { data } = sceneGraph.getData(model).useState();
  const { title, description } = body.useState();
  const status = panelStatus(data, otherwise === undefined ? refIds : [...refIds, otherwise]);
  if (status.kind === 'ready') {
    return (
      <>
        <body.Component model={body} />
        {shown && <QueryText title={title} {...shown} onDismiss={() => model.setState({ shown: undefined })} />}
        {chosen && (
          <RangeMenu
            range={chosen}
            context={panelContext(model, refIds)}
            timeZone={sceneGraph.getTimeRange(model).getTimeZone()}
            onClose={() => model.setState({ chosen: undefined })}
          />
        )}
      </>
    );
  }
  return (
    <PanelChrome
      title={title}
      description={description}
      loadingState={data?.state === LoadingState.Loading ? data.state : undefined}
    >
      {status.kind === 'empty' ? (
        <StatusMessage
          kind="empty"
          message={`No ${lookedFor} in this time range`}
          advice="Choose a longer time range"
        />
      ) : (
        <StatusMessage kind={status.kind} message={status.message} />
      )}
    </PanelChrome>
  );
}
