import { t } from '../../i18n/t';

/** Keys and what they do; of several, each does it. */
export interface Shortcut {
  keys: readonly string[];
  action: string;
}

/** Shortcuts that act at one place. */
export interface ShortcutGroup {
  place: string;
  shortcuts: readonly Shortcut[];
}

/** What acts wherever the focus is, and can be turned off. */
export function pageShortcuts(): ShortcutGroup {
  return {
    place: t('ui.keys.page', 'Anywhere on a page'),
    shortcuts: [
      { keys: ['/'], action: t('ui.keys.search', 'Go to the search or filter field') },
      { keys: ['g c'], action: t('ui.keys.changes', 'Go to Changes at this time') },
      { keys: ['g s'], action: t('ui.keys.stack', 'Go to Stack: the monitoring servers') },
    ],
  };
}

/** What acts within a list, table or chart, with the focus there. */
export function localShortcuts(): ShortcutGroup[] {
  return [
    {
      place: t('ui.keys.table', 'In a table'),
      shortcuts: [
        { keys: ['j', '↓'], action: t('ui.keys.next-row', 'Next row') },
        { keys: ['k', '↑'], action: t('ui.keys.previous-row', 'Previous row') },
        { keys: ['Enter'], action: t('ui.keys.open-row', 'Open the row') },
      ],
    },
    {
      place: t('ui.keys.logs', 'In a list of log lines'),
      shortcuts: [
        { keys: ['j', '↓'], action: t('ui.keys.next-line', 'Next line') },
        { keys: ['k', '↑'], action: t('ui.keys.previous-line', 'Previous line') },
        { keys: ['Enter'], action: t('ui.keys.line-details', 'Show or hide details') },
        { keys: ['Esc'], action: t('ui.keys.close-line', 'Hide details') },
      ],
    },
    {
      place: t('ui.keys.chart', 'On the log volume or the latency heatmap'),
      shortcuts: [
        { keys: ['←', '→', '↑', '↓'], action: t('ui.keys.select', 'Select') },
        { keys: ['Shift + ←', 'Shift + →'], action: t('ui.keys.extend', 'Extend the selection') },
        { keys: ['Enter'], action: t('ui.keys.apply', 'Apply the selection') },
        { keys: ['Esc'], action: t('ui.keys.clear', 'Clear the selection') },
      ],
    },
    {
      place: t('ui.keys.panel', 'On a chart of a panel'),
      shortcuts: [
        { keys: ['←', '→'], action: t('ui.keys.cursor', 'Move the cursor') },
        { keys: ['Space + ←', 'Space + →'], action: t('ui.keys.range', 'Choose a range, then what to do with it') },
      ],
    },
    {
      place: t('ui.keys.waterfall', 'In the timeline of a request'),
      shortcuts: [
        { keys: ['j', '↓'], action: t('ui.keys.next-span', 'Next row') },
        { keys: ['k', '↑'], action: t('ui.keys.previous-span', 'Previous row') },
        { keys: ['←', '→'], action: t('ui.keys.collapse', 'Collapse, expand') },
        { keys: ['Home', 'End'], action: t('ui.keys.first-last', 'First row, last row') },
        { keys: ['n', 'N'], action: t('ui.keys.match', 'Next match, previous match') },
        { keys: ['e', 'E'], action: t('ui.keys.error', 'Next error, previous error') },
        { keys: ['Enter'], action: t('ui.keys.details', 'Go to the details') },
        { keys: ['Esc'], action: t('ui.keys.back', 'Back to the rows') },
      ],
    },
    {
      place: t('ui.keys.causes', 'In a list of causes'),
      shortcuts: [
        { keys: ['j', '↓'], action: t('ui.keys.next-cause', 'Next cause') },
        { keys: ['k', '↑'], action: t('ui.keys.previous-cause', 'Previous cause') },
      ],
    },
  ];
}
