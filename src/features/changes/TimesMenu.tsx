import React from 'react';
import { ContextMenu, MenuItem } from '@grafana/ui';
import { type ChangesState } from '../../correlation/pageUrls/changes';
import { t } from '../../i18n/t';
import { type ChosenTime } from './ChangesBody';

interface TimesMenuProps {
  chosen: ChosenTime;
  formatTime: (time: number) => string;
  onChoose: (change: Partial<ChangesState>) => void;
  onClose: () => void;
}

/** What a time that was dragged over on the chart is to be. */
export function TimesMenu({ chosen, formatTime, onChoose, onClose }: TimesMenuProps) {
  const { from, to, x, y } = chosen;
  const span = { from, to };
  // Said here, because some versions of Grafana take an item out of its menu, for screen readers.
  const item = { role: 'menuitem' } as const;
  return (
    <ContextMenu
      x={x}
      y={y}
      onClose={onClose}
      renderHeader={() =>
        t('changes.menu.header', '{{from}} to {{to}}', { from: formatTime(from), to: formatTime(to) })
      }
      renderMenuItems={() => (
        <>
          <MenuItem
            {...item}
            label={t('changes.menu.during', 'Look for changes in this time')}
            icon="search"
            onClick={() => onChoose({ during: span })}
          />
          <MenuItem
            {...item}
            label={t('changes.menu.before', 'Compare with this time')}
            icon="exchange-alt"
            onClick={() => onChoose({ before: span })}
          />
        </>
      )}
    />
  );
}
