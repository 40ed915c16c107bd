import React, { useState } from 'react';
import { Input, Stack } from '@grafana/ui';

import { t } from '../../i18n/t';

interface DurationInputProps {
  /** Seconds. */
  from?: number;
  to?: number;
  onChange: (from?: number, to?: number) => void;
}

/** Bounds of duration, in milliseconds. What is typed counts when the field is left, or at Enter. */
export function DurationInput({ from, to, onChange }: DurationInputProps) {
  return (
    <Stack gap={0.5} alignItems="center">
      <Bound
        label={t('traces.filter.min-duration', 'Minimum duration in milliseconds')}
        placeholder={t('traces.filter.min', 'min')}
        written={inMilliseconds(from)}
        onChange={(next) => onChange(next, to)}
      />
      <Bound
        label={t('traces.filter.max-duration', 'Maximum duration in milliseconds')}
        placeholder={t('traces.filter.max', 'max')}
        written={inMilliseconds(to)}
        onChange={(next) => onChange(from, next)}
      />
    </Stack>
  );
}

function inMilliseconds(seconds: number | undefined): string {
  return seconds === undefined ? '' : String(Number((seconds * 1000).toPrecision(6)));
}

interface BoundProps {
  label: string;
  placeholder: string;
  /** In milliseconds; empty for none. */
  written: string;
  onChange: (seconds?: number) => void;
}

/** A unit is the same in every language. */
const MILLISECONDS = 'ms';

function Bound({ label, placeholder, written, onChange }: BoundProps) {
  const [text, setText] = useState(written);
  const [shown, setShown] = useState(written);
  // What is chosen elsewhere replaces what was typed; the field stays, and keeps the focus.
  if (shown !== written) {
    setShown(written);
    setText(written);
  }
  const apply = () => {
    const milliseconds = text.trim() === '' ? undefined : Number(text);
    if (text !== written && (milliseconds === undefined || milliseconds >= 0)) {
      onChange(milliseconds === undefined ? undefined : milliseconds / 1000);
    }
  };
  return (
    <Input
      type="number"
      min={0}
      width={12}
      suffix={MILLISECONDS}
      aria-label={label}
      placeholder={placeholder}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={apply}
      onKeyDown={(event) => event.key === 'Enter' && apply()}
    />
  );
}
