import { parser as logql } from '@grafana/lezer-logql';
import { type SyntaxNode } from '@lezer/common';
import { parser as promql } from '@prometheus-io/lezer-promql';
import { unquote } from './parseUserQuery';

/** Languages in which rules of alerts are written. */
export type RuleDialect = 'promql' | 'logql';

/** A condition on a label, as a rule states it. */
export interface RuleMatcher {
  label: string;
  op: '=' | '!=' | '=~' | '!~';
  value: string;
}

/** With what a rule compares what it watches. */
export type ThresholdOp = '>' | '>=' | '<' | '<=' | '==' | '!=';

/** What a rule watches, and the number at which it speaks. */
export interface Watched {
  /** The query without its comparison. */
  expr: string;
  op: ThresholdOp;
  threshold: number;
}

/** What the grammar tells of the query of a rule. */
export interface RuleQuery {
  /** The conditions of each of its selectors, in the order of the text. */
  selectors: RuleMatcher[][];
  /** Only of a query that as a whole is compared with a number. */
  watched?: Watched;
}

const PARSERS = { promql, logql } as const;

/** Grafana puts durations in place of these; any of the same length is parsed alike. */
const MACRO = /\$\{?__\w+\}?/g;

/**
 * Reads the query of a rule by its language's grammar.
 * @returns undefined for a text that does not parse: nothing is guessed of it
 */
export function readRuleQuery(text: string, dialect: RuleDialect): RuleQuery | undefined {
  const parsed = text.replace(MACRO, (macro) => `${'1'.repeat(macro.length - 1)}m`);
  const { topNode } = PARSERS[dialect].parse(parsed);
  const selectors: RuleMatcher[][] = [];
  let hasError = topNode.firstChild === null;
  topNode.cursor().iterate(({ type, node }) => {
    hasError ||= type.isError;
    if (type.name === 'VectorSelector' || type.name === 'Selector') {
      selectors.push(matchersIn(node, text));
    }
  });
  return hasError ? undefined : { selectors, watched: watchedIn(topNode, text) };
}

const MATCHERS: ReadonlySet<string> = new Set(['UnquotedLabelMatcher', 'QuotedLabelMatcher', 'Matcher']);
const MATCH_OPS: Readonly<Record<string, RuleMatcher['op']>> = { '=': '=', '!=': '!=', '=~': '=~', '!~': '!~' };

function matchersIn(selector: SyntaxNode, text: string): RuleMatcher[] {
  const matchers: RuleMatcher[] = [];
  selector.cursor().iterate(({ name, node }) => {
    if (!MATCHERS.has(name)) {
      return true;
    }
    const [label = '', sign = '', value = ''] = childrenOf(node).map(({ from, to }) => text.slice(from, to));
    const op = MATCH_OPS[sign];
    if (op) {
      matchers.push({ label: unquote(label), op, value: unquote(value) });
    }
    return false;
  });
  return matchers;
}

const COMPARISONS: Readonly<Record<ThresholdOp, ThresholdOp>> = {
  '>': '<',
  '>=': '<=',
  '<': '>',
  '<=': '>=',
  '==': '==',
  '!=': '!=',
};

function watchedIn(top: SyntaxNode, text: string): Watched | undefined {
  const comparison = unwrapped(top);
  const [left, sign, ...rest] = childrenOf(comparison);
  const right = rest.at(-1);
  const op = sign && text.slice(sign.from, sign.to);
  // With `bool` the rule speaks whatever the comparison says.
  if (!isBinary(comparison) || !left || !right || !isComparison(op) || hasBool(rest)) {
    return undefined;
  }
  const [onLeft, onRight] = [numberIn(left, text), numberIn(right, text)];
  if ((onLeft === undefined) === (onRight === undefined)) {
    return undefined;
  }
  return onLeft === undefined
    ? { expr: text.slice(left.from, left.to), op, threshold: onRight ?? 0 }
    : { expr: text.slice(right.from, right.to), op: COMPARISONS[op], threshold: onLeft };
}

function isComparison(text: string | undefined): text is ThresholdOp {
  return text !== undefined && text in COMPARISONS;
}

function isBinary({ name }: SyntaxNode): boolean {
  return name === 'BinaryExpr' || name === 'BinOpExpr';
}

function hasBool(modifiers: readonly SyntaxNode[]): boolean {
  return modifiers.some((node) => node.name === 'BoolModifier' || node.getChild('Bool') !== null);
}

const ARITHMETIC: Readonly<Record<string, (a: number, b: number) => number>> = {
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
};

/** The number that an expression is, which may be written as a product: `5 * 1024`. */
function numberIn(node: SyntaxNode, text: string): number | undefined {
  const bare = unwrapped(node);
  const [left, sign, ...rest] = childrenOf(bare);
  const right = rest.at(-1);
  if (isBinary(bare) && left && sign && right) {
    const [a, b] = [numberIn(left, text), numberIn(right, text)];
    const calculate = ARITHMETIC[text.slice(sign.from, sign.to)];
    return a === undefined || b === undefined ? undefined : finite(calculate?.(a, b));
  }
  return /^(?:NumberDurationLiteral|LiteralExpr|UnaryExpr)$/.test(bare.name)
    ? finite(Number(text.slice(bare.from, bare.to).replace(/\s/g, '')))
    : undefined;
}

function finite(value: number | undefined): number | undefined {
  return value !== undefined && Number.isFinite(value) ? value : undefined;
}

const WRAPPERS: ReadonlySet<string> = new Set(['PromQL', 'ParenExpr', 'LogQL', 'Expr', 'MetricExpr']);

/** What stands in parentheses, and in the layers that a grammar puts around every expression. */
function unwrapped(node: SyntaxNode): SyntaxNode {
  const children = childrenOf(node);
  const [only] = children;
  return WRAPPERS.has(node.name) && only && children.length === 1 ? unwrapped(only) : node;
}

function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (!child.name.endsWith('Comment')) {
      children.push(child);
    }
  }
  return children;
}
