import { type WhatChanged } from './cause';

/** Whether there is nothing that would have to be explained. */
export function isNothing({ verdict, changes }: WhatChanged): boolean {
  return (verdict === 'nothing' || verdict === 'no-past') && changes.series.length === 0;
}
