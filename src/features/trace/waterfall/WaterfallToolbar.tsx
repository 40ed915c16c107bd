import React, { type KeyboardEvent, type Ref } from 'react';
import { Button, IconButton, Input, Stack, Text } from '@grafana/ui';
import { formatCount } from '../../../ui/format';
import { Toggle } from '../../../ui/inputs/Toggle';
import { formatDelta, formatMs } from './marks';
import { type WaterfallModel } from './useWaterfall';

interface ToolbarProps {
  model: WaterfallModel;
  search: Ref<HTMLInputElement>;
  onSearchKey: (event: KeyboardEvent<HTMLInputElement>) => void;
}

/** What of the request is shown, the search, and how much there is. */
export function WaterfallToolbar({ model, search, onSearchKey }: ToolbarProps) {
  const { story, view, setView, matches, selected } = model;
  const { errors, tree, lines, services, comparison } = story;
  const at = matches.indexOf(selected);
  const unlike = comparison?.spans.filter(({ verdict }) => verdict !== 'same').length ?? 0;
  return (
    <Stack wrap="wrap" gap={1} alignItems="center">
      <Input
        ref={search}
        value={model.search}
        width={26}
        placeholder="/ search"
        aria-label="Search in spans and lines"
        onChange={(event) => model.setSearch(event.currentTarget.value)}
        onKeyDown={onSearchKey}
        suffix={
          model.search.trim() !== '' && (
            <Text variant="bodySmall" color="secondary">
              {at >= 0 ? `${at + 1} of ${formatCount(matches.length)}` : `${formatCount(matches.length)} found`}
            </Text>
          )
        }
      />
      <IconButton name="angle-up" tooltip="Match before (N)" onClick={() => model.jump('match', -1)} />
      <IconButton name="angle-down" tooltip="Next match (n)" onClick={() => model.jump('match', 1)} />
      <Toggle
        label={`Errors only (${formatCount(errors.count)})`}
        value={view.errorsOnly}
        onChange={(errorsOnly) => setView({ errorsOnly })}
      />
      <Toggle label="Critical path" value={view.criticalOnly} onChange={(criticalOnly) => setView({ criticalOnly })} />
      <Toggle label="Lines" value={view.showLines} onChange={(showLines) => setView({ showLines })} />
      <Button size="sm" variant="secondary" fill="text" onClick={() => model.jump('error', 1)}>
        Next error (e)
      </Button>
      <Button size="sm" variant="secondary" fill="text" onClick={() => setView({ collapsed: collapseAll(model) })}>
        {view.collapsed.size === 0 ? 'Collapse all' : 'Expand all'}
      </Button>
      {comparison?.culprit && <CulpritButton model={model} {...comparison.culprit} />}
      {model.isZoomed && (
        <Button size="sm" variant="secondary" icon="search-minus" onClick={() => model.setWindow(undefined)}>
          Whole request
        </Button>
      )}
      <Text variant="bodySmall" color="secondary">
        {[
          `spans ${formatCount(tree.nodes.length)}`,
          `services ${formatCount(services.length)}`,
          `lines ${formatCount(lines.length)}`,
          ...(comparison ? [`unlike ${formatCount(unlike)}`, `missing ${formatCount(comparison.missing.length)}`] : []),
        ].join(' · ')}
      </Text>
    </Stack>
  );
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
      tooltip={`${service} ${name} takes ${formatMs(more)} more by itself than what this request is compared with`}
      onClick={() => model.select(entries.ofNode[node] ?? -1)}
    >
      Most of it: {shortName(name)} {formatDelta(more)}
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
