import React, { useEffect } from 'react';
import { LoadingState } from '@grafana/data';
import {
  type CustomTransformerDefinition,
  type SceneComponentProps,
  SceneDataTransformer,
  sceneGraph,
  SceneObjectBase,
  type SceneObjectState,
  type VizPanel,
} from '@grafana/scenes';
import { PanelChrome } from '@grafana/ui';
import { t } from '../../i18n/t';
import { StatusMessage } from '../status/StatusMessage';
import { AddToDashboard, useDashboardForm } from './menu/AddToDashboard';
import { type DashboardPanel } from './menu/dashboardPanel';
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
  /** Simpler queries to draw where the first one cannot be answered from what is measured. */
  otherwise?: readonly string[];
  body: VizPanel;
  /** Leaves out series that are nothing but zero, as long as there are others. */
  hideZero?: boolean;
  /** What becomes of the answers before they are drawn. */
  transformations?: CustomTransformerDefinition[];
  /** The queries that the user asked to see. */
  shown?: ShownQueries;
  /** Whether this Grafana has a form for panels on dashboards. */
  hasDashboardForm?: boolean;
  /** What is to be put on a dashboard. */
  added?: DashboardPanel;
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
    const { refIds, otherwise = [], hideZero, body, transformations = [] } = state;
    const drawn = [...refIds, ...otherwise];
    super({
      $data: new SceneDataTransformer({
        $data: new RefIdDataProvider(refIds, state.otherwise, hideZero),
        transformations: [...transformations, ...pointLinks(() => panelQueries(this, drawn))],
      }),
      ...state,
    });
    const menu = panelMenu({
      queries: () => panelQueries(this, drawn),
      show: (shown) => this.setState({ shown }),
      add: () => (this.state.hasDashboardForm ? (added) => this.setState({ added }) : undefined),
    });
    body.setState({ showMenuAlways: true, menu });
    this.addActivationHandler(() => this.offerRanges());
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
}

function QuestionPanelView({ model }: SceneComponentProps<QuestionPanel>) {
  const { body, refIds, otherwise = [], shown, chosen, added } = model.useState();
  const form = useDashboardForm();
  const hasDashboardForm = form !== undefined;
  useEffect(() => model.setState({ hasDashboardForm }), [model, hasDashboardForm]);
  const { data } = sceneGraph.getData(model).useState();
  const { title, description } = body.useState();
  const status = panelStatus(data, [...refIds, ...otherwise]);
  if (status.kind === 'ready') {
    return (
      <>
        <body.Component model={body} />
        {shown && <QueryText title={title} {...shown} onDismiss={() => model.setState({ shown: undefined })} />}
        {added && form && (
          <AddToDashboard
            form={form}
            panel={added}
            range={sceneGraph.getTimeRange(model).state.value}
            onClose={() => model.setState({ added: undefined })}
          />
        )}
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
          title={t('ui.chart.empty', 'No data in this time range')}
          advice={t('ui.chart.empty-advice', 'Choose a longer time range')}
        />
      ) : (
        <StatusMessage kind={status.kind} message={status.message} />
      )}
    </PanelChrome>
  );
}
