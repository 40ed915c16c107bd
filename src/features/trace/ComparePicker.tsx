import React, { useId, useState } from 'react';
import { Button, Dropdown, Field, Input, Menu, Modal } from '@grafana/ui';
import { t } from '../../i18n/t';
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
      ? t('trace.compare.button', 'Compare')
      : compare === TYPICAL
        ? t('trace.compare.with-typical', 'Compared with: typical')
        : t('trace.compare.with-trace', 'Compared with: {{id}}…', { id: compare.slice(0, 8) });
  const menu = (
    <Menu>
      <Menu.Item
        label={t('trace.compare.typical', 'Typical similar request')}
        description={t('trace.compare.typical-hint', 'Median of successful requests in the surrounding hour')}
        onClick={() => onCompare(TYPICAL)}
      />
      <Menu.Item label={t('trace.compare.other', 'Another trace…')} onClick={() => setAsking(true)} />
      {compare !== undefined && (
        <Menu.Item
          label={t('trace.compare.stop', 'Stop comparing')}
          icon="times"
          onClick={() => onCompare(undefined)}
        />
      )}
    </Menu>
  );
  return (
    <>
      <Dropdown overlay={menu}>
        <Button size="sm" variant={compare === undefined ? 'secondary' : 'primary'} icon="angle-down">
          {label}
        </Button>
      </Dropdown>
      <Modal
        title={t('trace.compare.title', 'Compare with another trace')}
        isOpen={isAsking}
        onDismiss={() => setAsking(false)}
      >
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
            label={t('trace.compare.trace-id', 'Trace ID')}
            noMargin
            invalid={text !== '' && !id}
            error={
              text !== '' && !id ? t('trace.compare.no-id', 'A trace ID has 1 to 32 hexadecimal digits') : undefined
            }
          >
            <Input id={inputId} autoFocus value={text} onChange={(event) => setText(event.currentTarget.value)} />
          </Field>
          <Modal.ButtonRow>
            <Button type="submit" disabled={!id}>
              {t('trace.compare.apply', 'Compare')}
            </Button>
          </Modal.ButtonRow>
        </form>
      </Modal>
    </>
  );
}
