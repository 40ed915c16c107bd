import React from 'react';
import { useLocationService } from '@grafana/runtime';
import {
  type SceneComponentProps,
  sceneGraph,
  SceneObjectBase,
  type SceneObjectRef,
  type SceneObjectState,
} from '@grafana/scenes';
import { TextLink } from '@grafana/ui';
import { healthVerdict, mostUrgentOfEach } from '../../../analysis/healthVerdict';
import { spanOf, useSettledData } from '../../../ui/charts/useSettledData';
import { VerdictLine, VerdictRoom } from '../../../ui/status/VerdictLine';
import { momentFormat } from '../../../ui/momentFormat';
import { type HealthTablePanel } from '../table/HealthTablePanel';
import { searchOf } from '../table/rowLinks';
import { rowTitle } from '../table/rowTitle';
import { useHealthRows } from '../table/useHealthRows';
import { otherStates, SERVICE, verdictText } from './verdictText';

interface HealthVerdictPanelState extends SceneObjectState {
  /** The table of all services, from whose answers it is told. */
  table: SceneObjectRef<HealthTablePanel>;
}

/** How all services are doing, in a sentence that names the worst one. It asks nothing by itself. */
export class HealthVerdictPanel extends SceneObjectBase<HealthVerdictPanelState> {
  static Component = HealthVerdictPanelView;
}

function HealthVerdictPanelView({ model }: SceneComponentProps<HealthVerdictPanel>) {
  const table = model.useState().table.resolve();
  const { by, services, objectives, lines, linkTo } = table.useState();
  const data = useSettledData(sceneGraph.getData(table).useState().data);
  const rows = useHealthRows(data, { by, services, objectives, lines });
  const search = useLocationService().getLocation().search;
  if (!data) {
    return <VerdictRoom />;
  }
  const { from, to } = spanOf(data);
  // It is of services, also where each has several rows.
  const verdict = healthVerdict(mostUrgentOfEach(rows), { from, to });
  if (!verdict) {
    return null;
  }
  const timeZone = sceneGraph.getTimeRange(model).getTimeZone();
  const formatTime = momentFormat({ from, to }, timeZone);
  const { worst, counts, total } = verdict;
  const [before = '', after = ''] = verdictText(verdict, formatTime).split(SERVICE);
  const others = otherStates(verdict);
  return (
    <VerdictLine
      state={worst?.judgement.state ?? (counts.ok === total ? 'ok' : 'unknown')}
      facts={others.length > 0 ? [others.join(' · ')] : []}
      testId="health-verdict"
    >
      {before}
      {worst && (
        <TextLink href={linkTo(worst, searchOf(worst, search))} inline color="primary">
          {rowTitle(worst)}
        </TextLink>
      )}
      {after}
    </VerdictLine>
  );
}
