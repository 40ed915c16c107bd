import { boundCarriers, type LogBinding } from '../../conventions/logs/binding';
import { FILE_LABEL, type FileForm, filesPattern, NAMELESS_FILE } from '../../conventions/logs/fileNames';
import { logString } from './escape';
import { isNoneOf, isOneOf } from './filters';

/** Values of `service_name` that stand for no service: Loki's, and OpenTelemetry's `unknown_service:node`. */
const NO_SERVICE = 'unknown_service(:.*)?';

/** Matchers of labels that hold together, as selectors of streams and filters of labels both have them. */
export type Way = string[];

/** Without a file that names a service: in filters of labels Loki forgets `""` beside an expression with `.*`. */
const FILELESS: readonly string[] = [`${FILE_LABEL}=""`, `${FILE_LABEL}=~${logString(NAMELESS_FILE)}`];

const namesNone = (label: string): string =>
  label === 'service_name' ? `${label}=~${logString(`|${NO_SERVICE}`)}` : `${label}=""`;

const namesOne = (label: string): string =>
  label === 'service_name' ? `${label}!~${logString(`|${NO_SERVICE}`)}` : `${label}!=""`;

/**
 * The ways in which streams are named one of these services; no stream in two. By the labels that name those services,
 * by all that may where one is not known, and by their files where their label is a shipper's job. Such a job itself
 * stands for all of its streams, unless some of them have no other name.
 */
export function namedWays(values: readonly string[], binding: LogBinding): Way[] {
  const { services, files } = binding;
  const carriers = boundCarriers('service', binding);
  const forms = formsOf(values, binding);
  const byLabel = carriers.flatMap((label, position): Way[] => {
    const others = carriers.slice(0, position).map(namesNone);
    const { jobs, whole, left } = jobsOf(label, values, binding);
    const own = values.filter((value) => (services.get(value) ?? carriers).includes(label));
    const named = own.filter((value) => whole.includes(value) || !jobs.includes(value));
    const fileless = own.filter((value) => !named.includes(value));
    return [
      ...(named.length > 0 ? [[isOneOf(label, named), ...others]] : []),
      ...(fileless.length > 0 ? FILELESS.map((file) => [isOneOf(label, fileless), file, ...others]) : []),
      ...(forms.length > 0 && left.length > 0 ? [[isOneOf(label, left), isIn(forms), ...others]] : []),
    ];
  });
  return forms.length > 0 && files?.alone ? [...byLabel, [isIn(forms), ...carriers.map(namesNone)]] : byLabel;
}

/** The ways in which streams are named another service than these; no stream in two. */
export function otherwiseNamedWays(values: readonly string[], binding: LogBinding): Way[] {
  const carriers = boundCarriers('service', binding);
  const outOf = isNotIn(formsOf(values, binding));
  const byLabel = carriers.flatMap((label, position): Way[] => {
    const others = carriers.slice(0, position).map(namesNone);
    const { jobs, left } = jobsOf(label, values, binding);
    const not = [...new Set([...values, ...jobs])];
    const fileless = jobs.filter((job) => !values.includes(job));
    return [
      [...others, namesOne(label), ...(not.length > 0 ? [isNoneOf(label, not)] : [])],
      ...(fileless.length > 0 ? FILELESS.map((file) => [...others, isOneOf(label, fileless), file]) : []),
      ...(left.length > 0 ? [[...others, isOneOf(label, left), ...outOf]] : []),
    ];
  });
  return binding.files ? [...byLabel, [...carriers.map(namesNone), ...outOf]] : byLabel;
}

/** How streams are that are named nothing; no stream in two. */
export function unnamedWays(binding: LogBinding): Way[] {
  const unnamed = boundCarriers('service', binding).map(namesNone);
  return binding.files ? FILELESS.map((file) => [...unnamed, file]) : [unnamed];
}

/** The jobs of a label that stand for many files: those that are asked for as a whole, and the others. */
function jobsOf(label: string, values: readonly string[], { services, files }: LogBinding) {
  const jobs = files?.jobs.get(label) ?? [];
  const whole = jobs.filter((job) => values.includes(job) && !services.has(job));
  return { jobs, whole, left: jobs.filter((job) => !whole.includes(job)) };
}

const formsOf = (values: readonly string[], { files }: LogBinding): FileForm[] =>
  values.flatMap((value) => files?.forms.get(value) ?? []);

const isIn = (forms: readonly FileForm[]): string => `${FILE_LABEL}=~${logString(filesPattern(forms))}`;

/** Files that name a service, and none of these. */
const isNotIn = (forms: readonly FileForm[]): string[] => [
  `${FILE_LABEL}!=""`,
  ...[NAMELESS_FILE, ...(forms.length > 0 ? [filesPattern(forms)] : [])].map(
    (one) => `${FILE_LABEL}!~${logString(one)}`
  ),
];
