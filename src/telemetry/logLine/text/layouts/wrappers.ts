import { levelOfWord } from '../../level';
import { type Layout, layout } from './layout';

/** What platforms and tools put before the lines of what they run. */
export const WRAPPERS: readonly Layout[] = [
  // Heroku's log drain: 2025-08-27T10:30:15.123456+00:00 heroku[router]: text
  layout(
    ['0'],
    /^\d{4}-\d\d-\d\dT[\d:.]{8,18}(?:Z|[+-]\d\d:\d\d) (?<app>[a-z]{3,10})\[(?<dyno>[\w.]{1,30})\]: (?<message>.*)$/s,
    ({ app, dyno, message }) => ({
      service: app,
      fields: [['dyno', dyno]],
      message: message ?? '',
      isWrapper: true,
    })
  ),
  // Cloud Foundry: 2025-08-27T10:30:15.12+0000 [APP/PROC/WEB/0] OUT text; ERR is the stream, and no level
  layout(
    ['0', '*'],
    /^\s{0,3}\d{4}-\d\d-\d\dT[\d:.]{8,18}[+-]\d{4} \[(?<source>[A-Z]{2,5}(?:\/[\w-]{1,40}){0,4}\/\d{1,5})\] (?<stream>OUT|ERR) (?<message>.*)$/s,
    ({ source, stream, message }) => ({
      fields: [
        ['cf.source', source],
        ['log.iostream', stream === 'ERR' ? 'stderr' : 'stdout'],
      ],
      message: message ?? '',
      isWrapper: true,
    })
  ),
  // kubectl logs --prefix: [pod/cart-7d9f8c6b5-x2k4j/cart] text
  layout(
    ['['],
    /^\[pod\/(?<pod>[\w.-]{1,253})\/(?<container>[\w.-]{1,253})\] (?<message>.*)$/s,
    ({ pod, container, message }) => ({
      instance: pod,
      service: container,
      message: message ?? '',
      isWrapper: true,
    })
  ),
  // stern and kubetail: cart-7d9f8c6b5-x2k4j cart text; [cart-7d9f8c6b5-x2k4j cart] text
  layout(
    ['[', 'a'],
    /^\[?(?<pod>[a-z0-9][a-z0-9-]{0,200}-[a-z0-9]{8,10}-[a-z0-9]{5})(?:\]| (?:› )?(?<container>[a-z0-9][a-z0-9-]{0,62})\]?|(?= \{)) (?<message>.*)$/s,
    ({ pod, container, message }) => ({
      instance: pod,
      service: container,
      message: message ?? '',
      isWrapper: true,
    })
  ),
  // PM2: 0|shop  | text
  layout(['0'], /^\d{1,4}\|(?<service>[\w.@-]{1,80}) {1,20}\| (?<message>.*)$/s, ({ service, message }) => ({
    service,
    message: message ?? '',
    isWrapper: true,
  })),
  // Foreman and Honcho: 10:30:15 web.1  | text
  layout(
    ['0'],
    /^\d\d:\d\d:\d\d (?<service>[a-zA-Z][\w-]{0,60})(?:\.(?<process>\d{1,4}))? {1,40}\| (?<message>.*)$/s,
    ({ service, process, message }) =>
      levelOfWord(service ?? '') !== undefined
        ? undefined
        : { service, fields: [['process.number', process]], message: message ?? '', isWrapper: true }
  ),
  // Docker Swarm: shop_cart.1.x7k2p9qvw3@node-1    | text
  layout(
    ['a', '*'],
    /^(?<service>[\w-]{1,80})\.\d{1,5}\.[a-z0-9]{10,25}@(?<host>[\w.-]{1,253}) {1,40}\| (?<message>.*)$/s,
    ({ service, host, message }) => ({ service, instance: host, message: message ?? '', isWrapper: true })
  ),
  // Docker Compose: shop-1  | text
  layout(
    ['a'],
    /^(?<service>[a-zA-Z0-9][\w.-]{0,80}?)(?:[-_]\d{1,3})? {1,40}\| (?<message>.*)$/s,
    ({ service, message }) =>
      levelOfWord(service ?? '') !== undefined || /^\d/.test(service ?? '')
        ? undefined
        : { service, message: message ?? '', isWrapper: true }
  ),
];
