/** By what rows are sorted. */
export interface Order<By extends string = string> {
  by: By;
  /** Against the direction in which the column usually runs. */
  isReverse: boolean;
}

/** Reads `duration`, `-started`; undefined where nothing is named that rows can be sorted by. */
export function readOrder<By extends string>(
  written: string | null,
  isKey: (text: string) => text is By
): Order<By> | undefined {
  const isReverse = written?.startsWith('-') === true;
  const by = written?.slice(isReverse ? 1 : 0) ?? '';
  return isKey(by) ? { by, isReverse } : undefined;
}

/** What {@link readOrder} reads. */
export function writeOrder({ by, isReverse }: Order): string {
  return `${isReverse ? '-' : ''}${by}`;
}
