import { parser as logql } from '@grafana/lezer-logql';
import type { SyntaxNode, Tree } from '@lezer/common';
import { parser as promql } from '@prometheus-io/lezer-promql';
import { SERVICES } from '../../../demo/shop/src/services.ts';
import { errorsIn } from '../../../src/telemetry/testing/grammar';
import { traceqlErrors, traceqlParts } from '../../../src/telemetry/testing/traceqlText';
import { isAttribute, isField, isRoute, JOBS, streamLabels, type Exposed } from './exposed';

/** A query as it is asked: Grafana puts an interval in place of its own variables. */
export const asked = (query: string): string => query.replaceAll('$__rate_interval', '5m');

/** What is wrong with a query of PromQL: its grammar, metrics and labels that nothing exposes, jobs and routes. */
export function promqlFaults(query: string, exposed: Exposed): string[] {
  const text = asked(query);
  const tree = promql.parse(text);
  const read = (node: SyntaxNode) => text.slice(node.from, node.to);
  const faults = errorsIn(promql, text);
  const present = new Set(['__name__', 'le']);
  for (const selector of nodes(tree, 'VectorSelector')) {
    const matchers = matchersOf(selector, 'UnquotedLabelMatcher', 'LabelName', 'StringLiteral', read);
    const metric = selector.getChild('Identifier');
    const names = metric ? [read(metric)] : named(matchers, exposed);
    const labels = new Set(names.flatMap((name) => [...(exposed.get(name) ?? [])]));
    if (metric && !exposed.has(read(metric))) {
      faults.push(`there is no metric ${read(metric)}`);
    } else {
      matchers
        .filter(({ name }) => name !== '__name__' && !labels.has(name))
        .forEach(({ name }) => faults.push(`${metric ? read(metric) : 'no metric here'} has no label ${name}`));
    }
    faults.push(...valueFaults(matchers));
    labels.forEach((label) => present.add(label));
  }
  for (const label of nodes(tree, 'GroupingLabels').flatMap((grouping) => grouping.getChildren('LabelName'))) {
    if (!present.has(read(label))) {
      faults.push(`no metric here has the label ${read(label)}`);
    }
  }
  return faults;
}

interface Matcher {
  name: string;
  /** One value, or several of a regular expression; none of a variable. */
  values: string[];
}

/** Names of metrics that a selector without one means. */
function named(matchers: readonly Matcher[], exposed: Exposed): string[] {
  const pattern = matchers.find(({ name }) => name === '__name__')?.values.join('|') ?? '.*';
  return [...exposed.keys()].filter((name) => new RegExp(`^(?:${pattern})$`).test(name));
}

/** Jobs that nobody scrapes, and paths that no service answers. */
function valueFaults(matchers: readonly Matcher[]): string[] {
  return matchers.flatMap(({ name, values }) => {
    switch (name) {
      case 'job':
        return values.filter((value) => !JOBS.has(value)).map((value) => `there is no job ${value}`);
      case 'path':
      case 'http_route':
        return values.filter((value) => !isRoute(value)).map((value) => `there is no route ${value}`);
      default:
        return [];
    }
  });
}

/** What is wrong with a query of LogQL: its grammar, streams that nobody sends, fields that no line has. */
export function logqlFaults(text: string): string[] {
  const tree = logql.parse(text);
  const read = (node: SyntaxNode) => text.slice(node.from, node.to);
  const streams = streamLabels();
  const captured = [...text.matchAll(/<(\w+)>/g)].map(([, name = '']) => name);
  const faults = errorsIn(logql, text);
  const inSelector = new Set<number>();
  for (const selector of nodes(tree, 'Selector')) {
    for (const matcher of nodes(selector, 'Matcher')) {
      inSelector.add(matcher.from);
      const [name, value] = [matcher.getChild('Identifier'), matcher.getChild('String')];
      const known = name && streams.get(read(name));
      const isKnown = name !== null && streams.has(read(name));
      const values = value ? read(value).slice(1, -1).split('|') : [];
      if (!isKnown || (known && values.some((one) => !known.has(one)))) {
        faults.push(`no stream has ${read(matcher)}`);
      }
    }
  }
  for (const identifier of nodes(tree, 'Identifier')) {
    const name = read(identifier);
    const isStream = inSelector.has(identifier.parent?.from ?? -1) && identifier.parent?.name === 'Matcher';
    if (!isStream && name !== '__error__' && !captured.includes(name) && !streams.has(name) && !isField(name)) {
      faults.push(`no line has the field ${name}`);
    }
  }
  return faults;
}

/** What is wrong with a query of TraceQL: its grammar, attributes that no span has, services and routes. */
export function traceqlFaults(text: string): string[] {
  const attributes = traceqlParts(text, 'AttributeField').map((part) => part.replace(/^(?:resource|span)?\./, ''));
  const services = [...text.matchAll(/resource\.service\.name = "([^"]*)"/g)].map(([, name = '']) => name);
  const routes = [...text.matchAll(/(?:http\.route = "|\bname = "[A-Z]+ )(\/[^"]*)"/g)].map(([, route = '']) => route);
  return [
    ...traceqlErrors(text),
    ...attributes.filter((name) => !isAttribute(name)).map((name) => `no span has the attribute ${name}`),
    ...services.filter((name) => !(name in SERVICES)).map((name) => `there is no service ${name}`),
    ...routes.filter((route) => !isRoute(route)).map((route) => `there is no route ${route}`),
  ];
}

function matchersOf(
  selector: SyntaxNode,
  kind: string,
  label: string,
  literal: string,
  read: (node: SyntaxNode) => string
): Matcher[] {
  return nodes(selector, kind).flatMap((matcher) => {
    const [name, value] = [matcher.getChild(label), matcher.getChild(literal)];
    const written = value ? read(value).slice(1, -1) : '';
    return name
      ? [{ name: read(name), values: written === '' || written.startsWith('$') ? [] : written.split('|') }]
      : [];
  });
}

/** All nodes of a kind within a tree or a part of it. */
function nodes(within: Tree | SyntaxNode, name: string): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  const cursor = within.cursor();
  const end = 'length' in within ? within.length : within.to;
  do {
    if (cursor.from >= end && end > 0 && cursor.name !== name) {
      break;
    }
    if (cursor.name === name) {
      found.push(cursor.node);
    }
  } while (cursor.next());
  return found;
}
