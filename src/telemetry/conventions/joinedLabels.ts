import { type Labels } from '../vocabulary';

/*
 * A field may be in two labels together: a gRPC call's route is its service and its method. Such labels are written as
 * one name with a slash, which no label has that a convention looks for.
 */

/** The labels that together hold a field, as one name: `grpc_service/grpc_method`. */
export function joinedLabel(...labels: string[]): string {
  return labels.join('/');
}

/** The labels that a name stands for: itself, or those that were joined. */
export function labelsOf(label: string): [string, ...string[]] {
  if (!label.includes('/')) {
    return [label];
  }
  const [first = label, ...others] = label.split('/');
  return [first, ...others];
}

/** The value of a label on one series; of joined ones their values, joined alike, where it has them all. */
export function valueOf(series: Labels, label: string): string {
  if (!label.includes('/')) {
    return series[label] ?? '';
  }
  const values = labelsOf(label).map((one) => series[one] ?? '');
  return values.includes('') ? '' : values.join('/');
}
