import React from 'react';
import { Badge, type BadgeColor } from '@grafana/ui';
import { type ErrorStatus } from '../../analysis/errors/statuses';
import { statusName } from './statusWords';

const COLORS: Readonly<Record<Exclude<ErrorStatus, 'ongoing'>, BadgeColor>> = {
  back: 'red',
  new: 'orange',
  growing: 'orange',
  fixed: 'green',
  ignored: 'darkgrey',
  gone: 'darkgrey',
};

/** What became of an error; that it goes on is what one expects, and is not said on each row. */
export function StatusBadge({ status }: { status: ErrorStatus | undefined }) {
  return status === undefined || status === 'ongoing' ? null : (
    <Badge text={statusName(status)} color={COLORS[status]} />
  );
}
