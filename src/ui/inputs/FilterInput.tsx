import React from 'react';
import { Input } from '@grafana/ui';
import { useSlashKey } from './useSlashKey';

interface FilterInputProps {
  value: string;
  onChange: (value: string) => void;
  label: string;
}

/** A text filter that `/` leads to and `Esc` leaves, empty. */
export function FilterInput({ value, onChange, label }: FilterInputProps) {
  const input = useSlashKey();
  return (
    <Input
      ref={input}
      value={value}
      width={30}
      placeholder="/ filter"
      aria-label={label}
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          onChange('');
          event.currentTarget.blur();
        }
      }}
    />
  );
}
