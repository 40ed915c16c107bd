import React, { type KeyboardEvent, type Ref } from 'react';
import { css } from '@emotion/css';
import { Button, IconButton, Input, Stack, Text, useStyles2 } from '@grafana/ui';
import { type TraceTimeline } from '../../../analysis/trace/timeline';
import { t, tCount } from '../../../i18n/t';
import { formatCount } from '../../../ui/format';
import { Toggle } from '../../../ui/inputs/Toggle';
import { TARGET_SIZE } from '../../../ui/targetSize';
import { formatDelta, formatMs } from './marks';
import { type WaterfallModel } from './useWaterfall';

interface ToolbarProps {
  model: WaterfallModel;
  search: Ref<HTMLInputElement>;
  onSearchKey: (event: KeyboardEvent<HTMLInputElement>) => void;
}

/** The key that leads into the search. */
const SEARCH_KEY = '/';

/** What of the request is shown, the search, and how much there is. */
export function WaterfallToolbar({ model, search, onSearchKey }: ToolbarProps) {
  const styles = useStyles2(getStyles);
  const { story, view, setView, matches, selected } = model;
  const { errors, comparison } = story;
  const at = matches.indexOf(selected);
  return (
    <Stack wrap="wrap" gap={1} alignItems="center">
      <Input
        ref={search}
        value={model.search}
        width={26}
        placeholder={t('trace.toolbar.search', 'Search spans and logs')}
        aria-label={t('trace.toolbar.search', 'Search spans and logs')}
        onChange={(event) => model.setSearch(event.currentTarget.value)}
        onKeyDown={onSearchKey}
        suffix={
          model.search.trim() === '' ? (
            SEARCH_KEY
          ) : (
            <Text variant="bodySmall" color="secondary">
              {at >= 0
                ? t('trace.toolbar.match-of', '{{at}} of {{count}}', {
                    at: formatCount(at + 1),
                    count: formatCount(matches.length),
                  })
                : t('trace.toolbar.matches', '{{count}} found', { count: formatCount(matches.length) })}
            </Text>
          )
        }
      />
      <IconButton
        name="angle-up"
        className={styles.target}
        tooltip={t('trace.toolbar.previous-match', 'Previous match (N)')}
        onClick={() => model.jump('match', -1)}
      />
      <IconButton
        name="angle-down"
        className={styles.target}
        tooltip={t('trace.toolbar.next-match', 'Next match (n)')}
        onClick={() => model.jump('match', 1)}
      />
      <Toggle
        label={t('trace.toolbar.errors-only', 'Errors only ({{count}})', { count: formatCount(errors.count) })}
        value={view.errorsOnly}
        onChange={(errorsOnly) => setView({ errorsOnly })}
      />
      <Toggle
        label={t('trace.toolbar.critical-only', 'Critical path only')}
        value={view.criticalOnly}
        onChange={(criticalOnly) => setView({ criticalOnly })}
      />
      <Toggle
        label={t('trace.toolbar.show-logs', 'Logs')}
        value={view.showLines}
        onChange={(showLines) => setView({ showLines })}
      />
      <Button size="sm" variant="secondary" fill="text" onClick={() => model.jump('error', 1)}>
        {t('trace.toolbar.next-error', 'Next error (e)')}
      </Button>
      <Button size="sm" variant="secondary" fill="text" onClick={() => setView({ collapsed: collapseAll(model) })}>
        {view.collapsed.size === 0
          ? t('trace.toolbar.collapse', 'Collapse all')
          : t('trace.toolbar.expand', 'Expand all')}
      </Button>
      {comparison?.culprit && <CulpritButton model={model} {...comparison.culprit} />}
      <IconButton
        name="search-plus"
        className={styles.target}
        tooltip={t('trace.toolbar.zoom-in', 'Zoom in')}
        onClick={() => model.zoomBy(0.5)}
      />
      {model.isZoomed && (
        <Button size="sm" variant="secondary" icon="search-minus" onClick={() => model.setWindow(undefined)}>
          {t('trace.toolbar.reset-zoom', 'Reset zoom')}
        </Button>
      )}
      <Text variant="bodySmall" color="secondary">
        {sizeWords(story)}
      </Text>
    </Stack>
  );
}

const getStyles = () => ({ target: css(TARGET_SIZE) });

/** How much there is, and how much of it is not as in what it is compared with. */
function sizeWords({ tree, services, lines, comparison }: TraceTimeline): string {
  const different = comparison?.spans.filter(({ verdict }) => verdict !== 'same').length ?? 0;
  return [
    tCount('trace.size.spans', tree.nodes.length, { one: '{{count}} span', other: '{{count}} spans' }),
    tCount('trace.size.services', services.length, { one: '{{count}} service', other: '{{count}} services' }),
    tCount('trace.size.lines', lines.length, { one: '{{count}} log line', other: '{{count}} log lines' }),
    ...(comparison
      ? [
          t('trace.size.different', '{{count}} different', { count: formatCount(different) }),
          t('trace.size.missing', '{{count}} missing', { count: formatCount(comparison.missing.length) }),
        ]
      : []),
  ].join(' · ');
}

/** Where most of the time went that others do not need: leads there. */
function CulpritButton({ model, node, more }: { model: WaterfallModel; node: number; more: number }) {
  const { tree, entries } = model.story;
  const { service, name } = tree.nodes[node]?.span ?? { service: '', name: '' };
  return (
    <Button
      size="sm"
      variant="secondary"
      fill="text"
      tooltip={t(
        'trace.toolbar.slowdown-hint',
        '{{service}} {{name}} has {{more}} more self time than the compared request',
        { service, name, more: formatMs(more) }
      )}
      onClick={() => model.select(entries.ofNode[node] ?? -1)}
    >
      {t('trace.toolbar.slowdown', 'Largest slowdown: {{name}} {{more}}', {
        name: shortName(name),
        more: formatDelta(more),
      })}
    </Button>
  );
}

const LONGEST_NAME = 40;

function shortName(name: string): string {
  return name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME)}…` : name;
}

/** Every span below the top that has any below itself; none where some are closed already. */
function collapseAll({ story: { tree }, view }: WaterfallModel): ReadonlySet<number> {
  return new Set(
    view.collapsed.size > 0
      ? []
      : tree.nodes.flatMap(({ index, until, depth }) => (depth > 0 && until > index + 1 ? [index] : []))
  );
}
