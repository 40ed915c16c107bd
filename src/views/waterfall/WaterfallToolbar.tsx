import React, { type KeyboardEvent, type RefObject } from 'react';
import { Button, IconButton, InlineSwitch, Input, Stack, Text } from '@grafana/ui';
import { formatCount } from '../format';
import { type WaterfallModel } from './useWaterfall';

interface ToolbarProps {
  model: WaterfallModel;
  search: RefObject<HTMLInputElement>;
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
      <InlineSwitch
        showLabel
        transparent
        label={`Errors only (${formatCount(errors.count)})`}
        value={view.errorsOnly}
        onChange={(event) => setView({ errorsOnly: event.currentTarget.checked })}
      />
      <InlineSwitch
        showLabel
        transparent
        label="Critical path"
        value={view.criticalOnly}
        onChange={(event) => setView({ criticalOnly: event.currentTarget.checked })}
      />
      <InlineSwitch
        showLabel
        transparent
        label="Lines"
        value={view.showLines}
        onChange={(event) => setView({ showLines: event.currentTarget.checked })}
      />
      <Button size="sm" variant="secondary" fill="text" onClick={() => model.jump('error', 1)}>
        Next error (e)
      </Button>
      <Button size="sm" variant="secondary" fill="text" onClick={() => setView({ collapsed: collapseAll(model) })}>
        {view.collapsed.size === 0 ? 'Collapse all' : 'Expand all'}
      </Button>
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

/** Every span below the top that has any below itself; none where some are closed already. */
function collapseAll({ story: { tree }, view }: WaterfallModel): ReadonlySet<number> {
  return new Set(
    view.collapsed.size > 0
      ? []
      : tree.nodes.flatMap(({ index, until, depth }) => (depth > 0 && until > index + 1 ? [index] : []))
  );
}
