import React from 'react';
import { dateTimeFormat } from '@grafana/data';
import { useLocationService } from '@grafana/runtime';
import { ContextMenu, MenuItem } from '@grafana/ui';
import { type LinkContext } from '../../../correlation/links';
import { rangeLinks } from '../../../correlation/metricLinks';
import { sharedPart } from '../../../correlation/sharedUrlState';
import { t } from '../../../i18n/t';
import { appHref } from '../../links/links';
import { type PointerPosition } from '../lastPointer';
import { type TimeSpan } from '../../../telemetry/timeSpan';

/** A part of a chart's time that was dragged over, and where on the screen that ended. */
export interface ChosenRange extends TimeSpan, PointerPosition {
  zoom: () => void;
}

interface RangeMenuProps {
  range: ChosenRange;
  /** The requests that the chart is about. */
  context: LinkContext;
  timeZone: string;
  onClose: () => void;
}

/** What one may want of a time in which something is seen on a chart. */
export function RangeMenu({ range, context, timeZone, onClose }: RangeMenuProps) {
  const shared = sharedPart(useLocationService().getLocation().search);
  const { logs, traces, difference } = rangeLinks(context, range);
  const text = (time: number) => dateTimeFormat(time, { timeZone, format: 'HH:mm:ss' });
  // Said here, because some versions of Grafana take an item with an address out of its menu, for screen readers.
  const item = { role: 'menuitem' } as const;
  return (
    <ContextMenu
      x={range.x}
      y={range.y}
      onClose={onClose}
      renderHeader={() => t('ui.range.header', '{{from}} to {{to}}', { from: text(range.from), to: text(range.to) })}
      renderMenuItems={() => (
        <>
          <MenuItem {...item} label={t('ui.range.zoom', 'Zoom in')} icon="search-plus" onClick={range.zoom} />
          <MenuItem
            {...item}
            label={t('ui.range.logs', 'Show logs for this range')}
            icon="list-ul"
            url={appHref(logs, shared)}
          />
          <MenuItem
            {...item}
            label={t('ui.range.traces', 'Show traces for this range')}
            icon="gf-traces"
            url={appHref(traces, shared)}
          />
          <MenuItem
            {...item}
            label={t('ui.range.difference', 'Find what stands out here')}
            icon="exchange-alt"
            url={appHref(difference, shared)}
          />
        </>
      )}
    />
  );
}
