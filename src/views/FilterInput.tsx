import React, { useEffect, useRef } from 'react';
import { Input } from '@grafana/ui';
import { isTyping } from './table/useRowKeys';

interface FilterInputProps {
  value: string;
  onChange: (value: string) => void;
  label: string;
}

/** A text filter that `/` leads to and `Esc` leaves, empty. */
export function FilterInput({ value, onChange, label }: FilterInputProps) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target)) {
        event.preventDefault();
        input.current?.focus();
      }
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
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
