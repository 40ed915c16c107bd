import React, { useState } from 'react';
import { Button, Combobox, type ComboboxOption, Stack } from '@grafana/ui';
import { Labelled } from '../inputs/Labelled';
import { Toggle } from '../inputs/Toggle';
import { type Deduplication, type LineView } from '../../correlation/pageUrls/lineView';

interface LineViewMenuProps {
  view: LineView;
  onChange: (view: LineView) => void;
}

const TIMES: Array<ComboboxOption<LineView['time']>> = [
  { value: 'local', label: 'Local time' },
  { value: 'utc', label: 'UTC' },
  { value: 'none', label: 'No time' },
];

const CONTENTS: Array<ComboboxOption<LineView['content']>> = [
  { value: 'message', label: 'Message' },
  { value: 'line', label: 'Whole line' },
  { value: 'json', label: 'JSON laid out' },
];

const SAME: Array<ComboboxOption<Deduplication>> = [
  { value: 'none', label: 'Every line' },
  { value: 'exact', label: 'Same ones once', description: 'Lines that follow one another with the same message' },
  { value: 'numbers', label: 'Same but for numbers', description: 'Numbers do not count' },
  { value: 'signature', label: 'Same signature', description: 'Only signs count, no words' },
];

/** How lines are shown: what one needs often at once, the rest on request. */
export function LineViewMenu({ view, onChange }: LineViewMenuProps) {
  const [isOpen, setOpen] = useState(false);
  const change = (part: Partial<LineView>) => onChange({ ...view, ...part });
  return (
    <Stack wrap="wrap" gap={1} alignItems="center">
      <Toggle label="Wrap" value={view.wrap} onChange={(wrap) => change({ wrap })} />
      <Button
        size="sm"
        variant="secondary"
        icon={isOpen ? 'angle-left' : 'sliders-v-alt'}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        View
      </Button>
      {isOpen && <More view={view} change={change} />}
    </Stack>
  );
}

function More({ view, change }: { view: LineView; change: (part: Partial<LineView>) => void }) {
  return (
    <>
      <Choice
        label="What is shown of a line"
        options={CONTENTS}
        value={view.content}
        onChange={(content) => change({ content })}
      />
      <Choice label="Time of a line" options={TIMES} value={view.time} onChange={(time) => change({ time })} />
      <Choice
        label="Lines that repeat"
        options={SAME}
        value={view.deduplication}
        onChange={(deduplication) => change({ deduplication })}
      />
      <Toggle label="ms" value={view.isPrecise} onChange={(isPrecise) => change({ isPrecise })} />
      <Toggle label="Colors" value={view.showsAnsi} onChange={(showsAnsi) => change({ showsAnsi })} />
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
