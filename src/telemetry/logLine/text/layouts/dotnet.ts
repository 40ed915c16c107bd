import { levelOfPriority, levelOfWord } from '../../level';
import { timestampEnd } from '../timestamp';
import { type Layout, layout, type LayoutReading } from './layout';

/** `=> SpanId:…, TraceId:… => RequestPath:/cart RequestId:0HN1:1`: what holds around a line. */
const SCOPES = /^(?:=> (?:[\w.]{1,80}:\S{0,300}(?:\s+|$))+)+/;

const WORDS = new Set(['trce', 'dbug', 'info', 'warn', 'fail', 'crit']);
const SIMPLE = layout(
  ['a', '0', '['],
  /^(?<time>[\d[][^\n]{4,40}?)?(?<level>[a-z]{4}): (?<logger>[^\s[\]]{1,200}\[-?\d{1,9}\])(?<rest>\s.*)$/s,
  ({ time = '', ...groups }) =>
    time === '' || timestampEnd(time, 0) === time.trimEnd().length ? console(groups) : undefined
);

/** ASP.NET Core's formatters for consoles, https://learn.microsoft.com/dotnet/core/extensions/console-log-formatter. */
export const DOTNET: readonly Layout[] = [
  // simple: info: Microsoft.Hosting.Lifetime[14]⏎      text, with a time before it at will
  { ...SIMPLE, read: (text) => (WORDS.has(wordBeforeColon(text)) ? SIMPLE.read(text) : undefined) },
  // systemd: <4>Shop.Cart[17] text
  layout(
    ['<'],
    /^<(?<priority>[0-7])>(?<logger>[A-Za-z_][\w.`+]{1,200}\[-?\d{1,9}\]) (?<rest>.*)$/s,
    ({ priority, ...groups }) => ({ ...console(groups), level: levelOfPriority(Number(priority)) })
  ),
];

function wordBeforeColon(text: string): string {
  const colon = text.slice(0, 50).indexOf(': ');
  return text.slice(Math.max(0, colon - 4), Math.max(0, colon));
}

function console({ level, logger, rest = '' }: Readonly<Record<string, string | undefined>>): LayoutReading {
  // All that belongs to the line is indented alike, an exception and its frames too.
  const lines = rest.replace(/\n {6}/g, '\n').trim();
  const [first = '', ...others] = lines.split('\n');
  // Scopes have a line of their own, where there is more than one line.
  const scopes = !first.startsWith('=> ') ? '' : others.length > 0 ? first : (SCOPES.exec(first)?.[0] ?? '');
  const pairs = [...scopes.matchAll(/(?:^|\s)([\w.]{1,80}):([^\s,]{1,300})/g)].map(
    ([, name = '', value = '']) => `${name}=${value}`
  );
  return {
    level: levelOfWord(level ?? ''),
    logger,
    notes: pairs,
    message: lines.slice(scopes.length).trim(),
  };
}
