import React from 'react';
import { LoadingState } from '@grafana/data';
import {
  type SceneComponentProps,
  sceneGraph,
  SceneObjectBase,
  type SceneObjectState,
  type VizPanel,
} from '@grafana/scenes';
import { PanelChrome } from '@grafana/ui';
import { Absence } from '../views/states';
import { panelMenu } from './menu/panelMenu';
import { QueryText, type ShownQueries } from './menu/queryText';
import { OwnQueries } from './ownQueries';
import { panelStatus } from './panelStatus';

interface QuestionPanelState extends SceneObjectState {
  refIds: string[];
  body: VizPanel;
  /** What the panel looked for, in words, for when there is nothing. */
  lookedFor: string;
  /** The queries that the user asked to see. */
  shown?: ShownQueries;
}

/**
 * A panel that answers questions of its page. Where there is nothing to draw it says why, in its own place, so that
 * a failing or absent answer costs just this panel.
 */
export class QuestionPanel extends SceneObjectBase<QuestionPanelState> {
  static Component = QuestionPanelView;

  constructor(state: QuestionPanelState) {
    super({ $data: new OwnQueries(state.refIds), ...state });
    state.body.setState({ menu: panelMenu((shown) => this.setState({ shown })) });
  }
}

function QuestionPanelView({ model }: SceneComponentProps<QuestionPanel>) {
  const { body, refIds, lookedFor, shown } = model.useState();
  const { data } = sceneGraph.getData(model).useState();
  const { title, description } = body.useState();
  const status = panelStatus(data, refIds);
  if (status.kind === 'ready') {
    return (
      <>
        <body.Component model={body} />
        {shown && <QueryText title={title} {...shown} onDismiss={() => model.setState({ shown: undefined })} />}
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
        <Absence kind="empty" message={`No ${lookedFor} in this time range`} advice="Choose a longer time range" />
      ) : (
        <Absence kind={status.kind} message={status.message} />
      )}
    </PanelChrome>
  );
}
