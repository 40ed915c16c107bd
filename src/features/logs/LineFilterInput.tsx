import React, { useState } from 'react';
import { Button, Field, Input, RadioButtonGroup, Stack } from '@grafana/ui';
import { t } from '../../i18n/t';
import { type LineFilter } from '../../telemetry/questions/logs';
import { regexpProblem } from './conditions';
import { Key } from '../../ui/keys/Key';
import { useSlashKey } from '../../ui/inputs/useSlashKey';

/** The key that leads here. */
const SEARCH_KEY = '/';

/** A text or regular expression that lines must have, or must not. `/` leads here, `Enter` adds it, `Esc` leaves. */
export function LineFilterInput({ onAdd }: { onAdd: (filter: LineFilter) => void }) {
  const [text, setText] = useState('');
  const [op, setOp] = useState<LineFilter['op']>('include');
  const [kind, setKind] = useState<LineFilter['kind']>('text');
  const [caseSensitive, setCaseSensitive] = useState(false);
  const input = useSlashKey();
  const problem = kind === 'regexp' && text !== '' ? regexpProblem(text) : undefined;

  const add = () => {
    if (text !== '' && !problem) {
      onAdd({ text, kind, caseSensitive, op });
      setText('');
    }
  };
  const search = t('logs.filter-input.search', 'Search log lines');
  const regexp = t('logs.filter-input.regexp', 'Regular expression');
  return (
    <Stack alignItems="center" gap={0.5} wrap="wrap">
      <RadioButtonGroup
        size="sm"
        aria-label={t('logs.filter-input.label', 'Line filter')}
        options={[
          { value: 'include', label: t('logs.filter-input.contains', 'Contains') },
          { value: 'exclude', label: t('logs.filter-input.excludes', 'Does not contain') },
        ]}
        value={op}
        onChange={setOp}
      />
      <Field noMargin invalid={problem !== undefined} error={problem}>
        <Input
          ref={input}
          value={text}
          width={28}
          placeholder={kind === 'text' ? search : regexp}
          aria-label={search}
          aria-keyshortcuts={SEARCH_KEY}
          suffix={text === '' && <Key name={SEARCH_KEY} isHint />}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') {
              add();
            } else if (event.key === 'Escape') {
              setText('');
              event.currentTarget.blur();
            }
          }}
        />
      </Field>
      <Choice
        label={t('logs.filter-input.case-sign', 'Aa')}
        meaning={t('logs.filter-input.case', 'Match case')}
        isOn={caseSensitive}
        onChange={setCaseSensitive}
      />
      <Choice
        label=".*"
        meaning={regexp}
        isOn={kind === 'regexp'}
        onChange={(isOn) => setKind(isOn ? 'regexp' : 'text')}
      />
      <Button size="sm" variant="secondary" disabled={text === '' || problem !== undefined} onClick={add}>
        {t('logs.filter-input.add', 'Add')}
      </Button>
    </Stack>
  );
}

interface ChoiceProps {
  label: string;
  meaning: string;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
}

function Choice({ label, meaning, isOn, onChange }: ChoiceProps) {
  return (
    <Button
      size="sm"
      variant={isOn ? 'primary' : 'secondary'}
      fill={isOn ? 'outline' : 'text'}
      tooltip={meaning}
      aria-label={meaning}
      aria-pressed={isOn}
      onClick={() => onChange(!isOn)}
    >
      {label}
    </Button>
  );
}
