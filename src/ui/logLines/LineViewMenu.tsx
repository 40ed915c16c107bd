import React, { useState } from 'react';
import { Button, Combobox, type ComboboxOption, Stack } from '@grafana/ui';
import { t } from '../../i18n/t';
import { Labelled } from '../inputs/Labelled';
import { Toggle } from '../inputs/Toggle';
import { type Deduplication, type LineView } from '../../correlation/pageUrls/lineView';

interface LineViewMenuProps {
  view: LineView;
  onChange: (view: LineView) => void;
}

function times(): Array<ComboboxOption<LineView['time']>> {
  return [
    { value: 'local', label: t('ui.log-view.time-local', 'Local time') },
    { value: 'utc', label: t('ui.log-view.time-utc', 'UTC') },
    { value: 'none', label: t('ui.log-view.time-none', 'Hide time') },
  ];
}

function contents(): Array<ComboboxOption<LineView['content']>> {
  return [
    { value: 'message', label: t('ui.log-view.message', 'Message') },
    { value: 'line', label: t('ui.log-view.line', 'Full line') },
    { value: 'json', label: t('ui.log-view.json', 'Prettify JSON') },
  ];
}

function deduplications(): Array<ComboboxOption<Deduplication>> {
  return [
    { value: 'none', label: t('ui.log-view.all', 'No deduplication') },
    {
      value: 'exact',
      label: t('ui.log-view.exact', 'Exact'),
      description: t('ui.log-view.exact-hint', 'Merge consecutive lines with the same message'),
    },
    {
      value: 'numbers',
      label: t('ui.log-view.numbers', 'Numbers'),
      description: t('ui.log-view.numbers-hint', 'Merge consecutive lines that differ only in numbers'),
    },
    {
      value: 'signature',
      label: t('ui.log-view.signature', 'Signature'),
      description: t('ui.log-view.signature-hint', 'Merge consecutive lines with the same punctuation'),
    },
  ];
}

/** How lines are shown: what one needs often at once, the rest on request. */
export function LineViewMenu({ view, onChange }: LineViewMenuProps) {
  const [isOpen, setOpen] = useState(false);
  const change = (part: Partial<LineView>) => onChange({ ...view, ...part });
  return (
    <Stack wrap="wrap" gap={1} alignItems="center">
      <Toggle label={t('ui.log-view.wrap', 'Wrap')} value={view.wrap} onChange={(wrap) => change({ wrap })} />
      <Button
        size="sm"
        variant="secondary"
        icon={isOpen ? 'angle-left' : 'sliders-v-alt'}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {t('ui.log-view.display', 'Display')}
      </Button>
      {isOpen && <More view={view} change={change} />}
    </Stack>
  );
}

function More({ view, change }: { view: LineView; change: (part: Partial<LineView>) => void }) {
  return (
    <>
      <Choice
        label={t('ui.log-view.content', 'Content')}
        options={contents()}
        value={view.content}
        onChange={(content) => change({ content })}
      />
      <Choice
        label={t('ui.log-view.time', 'Time')}
        options={times()}
        value={view.time}
        onChange={(time) => change({ time })}
      />
      <Choice
        label={t('ui.log-view.deduplication', 'Deduplication')}
        options={deduplications()}
        value={view.deduplication}
        onChange={(deduplication) => change({ deduplication })}
      />
      <Toggle
        label={t('ui.log-view.milliseconds', 'Milliseconds')}
        value={view.isPrecise}
        onChange={(isPrecise) => change({ isPrecise })}
      />
      <Toggle
        label={t('ui.log-view.ansi', 'ANSI colors')}
        value={view.showsAnsi}
        onChange={(showsAnsi) => change({ showsAnsi })}
      />
    </>
  );
}

interface ChoiceProps<T extends string> {
  label: string;
  options: Array<ComboboxOption<T>>;
  value: T;
  onChange: (value: T) => void;
}

function Choice<T extends string>({ label, options, value, onChange }: ChoiceProps<T>) {
  return (
    <Labelled label={label}>
      {(labelId) => (
        <Combobox
          aria-labelledby={labelId}
          options={options}
          value={value}
          width="auto"
          minWidth={12}
          onChange={(chosen) => onChange(chosen.value)}
        />
      )}
    </Labelled>
  );
}
