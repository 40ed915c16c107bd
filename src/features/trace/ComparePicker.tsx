import React, { useId, useState } from 'react';
import { Button, Dropdown, Field, Input, Menu, Modal } from '@grafana/ui';
import { normalizeTraceId } from '../../telemetry/traceId';
import { TYPICAL } from './storyQuestion';

interface ComparePickerProps {
  compare?: string;
  onCompare: (compare: string | undefined) => void;
}

/** What a request is compared with: nothing, what is usual, or another trace by its id. */
export function ComparePicker({ compare, onCompare }: ComparePickerProps) {
  const [isAsking, setAsking] = useState(false);
  const [text, setText] = useState('');
  const inputId = useId();
  const id = normalizeTraceId(text);
  const label =
    compare === undefined
      ? 'Compare'
      : compare === TYPICAL
        ? 'Compared with: typical'
        : `Compared with: ${compare.slice(0, 8)}…`;
  const menu = (
    <Menu>
      <Menu.Item
        label="Typical request of its kind"
        description="Median of others that did not fail, from the hour around"
        onClick={() => onCompare(TYPICAL)}
      />
      <Menu.Item label="Another trace…" onClick={() => setAsking(true)} />
      {compare !== undefined && <Menu.Item label="Nothing" icon="times" onClick={() => onCompare(undefined)} />}
    </Menu>
  );
  return (
    <>
      <Dropdown overlay={menu}>
        <Button size="sm" variant={compare === undefined ? 'secondary' : 'primary'} icon="angle-down">
          {label}
        </Button>
      </Dropdown>
      <Modal title="Compare with another trace" isOpen={isAsking} onDismiss={() => setAsking(false)}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (id) {
              onCompare(id);
              setAsking(false);
            }
          }}
        >
          <Field
            label="Trace id"
            noMargin
            invalid={text !== '' && !id}
            error={text !== '' && !id ? 'A trace id has 1 to 32 hexadecimal digits' : undefined}
          >
            <Input id={inputId} autoFocus value={text} onChange={(event) => setText(event.currentTarget.value)} />
          </Field>
          <Modal.ButtonRow>
            <Button type="submit" disabled={!id}>
              Compare
            </Button>
          </Modal.ButtonRow>
        </form>
      </Modal>
    </>
  );
}
