import React, { useState } from 'react';
import { Icon, Input, useTheme2 } from '@grafana/ui';
import { traceUrl } from '../../correlation/pageUrls/trace';
import { t } from '../../i18n/t';
import { normalizeTraceId } from '../../telemetry/traceId';
import { goTo } from '../../ui/links/links';
import { useSlashKey } from '../../ui/inputs/useSlashKey';

/** The key that leads into the field. */
const KEY = '/';

/** Leads to the story of a request by its trace id, in whatever spelling it was found. `/` leads here. */
export function TraceIdInput({ shared }: { shared: URLSearchParams }) {
  const input = useSlashKey();
  const theme = useTheme2();
  const [text, setText] = useState('');
  const [isRefused, setRefused] = useState(false);
  const open = () => {
    const traceId = readTraceId(text);
    setRefused(traceId === undefined && text.trim() !== '');
    if (traceId !== undefined) {
      goTo(traceUrl.write({ traceId }), shared);
    }
  };
  return (
    <div>
      <Input
        ref={input}
        width={26}
        prefix={<Icon name="search" aria-hidden />}
        suffix={KEY}
        placeholder={t('traces.id.placeholder', 'Trace ID')}
        aria-label={t('traces.id.label', 'Open trace by ID')}
        aria-invalid={isRefused}
        invalid={isRefused}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setRefused(false);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') {
            open();
          } else if (event.key === 'Escape') {
            setText('');
            setRefused(false);
            event.currentTarget.blur();
          }
        }}
      />
      {isRefused && (
        <span role="alert" style={{ color: theme.colors.error.text }}>
          {t('traces.id.refused', 'A trace ID has 1 to 32 hexadecimal digits')}
        </span>
      )}
    </div>
  );
}

/** An id as it is found in lines, headers and addresses: with its name, dashes or quotes around it. */
export function readTraceId(text: string): string | undefined {
  const trimmed = text.trim();
  const traceparent = /^[\da-f]{2}-([\da-f]{32})-[\da-f]{16}-[\da-f]{2}$/i.exec(trimmed)?.[1];
  const bare = trimmed
    .replace(/^["']?(?:trace[_.-]?id|traceid)["']?\s*[=:]\s*/i, '')
    .replace(/^["']|["']$/g, '')
    .replace(/^0x/i, '');
  const withoutDashes = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(bare) ? bare.replace(/-/g, '') : bare;
  return normalizeTraceId(traceparent ?? withoutDashes);
}
