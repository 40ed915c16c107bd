/** What one expression of type `math` of a rule of Grafana's makes of another node, as far as it can be undone. */
export type MathMeaning =
  /** `factor` times the node, and `offset` more. */
  | { kind: 'linear'; factor: number; offset: number }
  /** Whether the node is above, or below, this number: 1 or 0. */
  | { kind: 'comparison'; threshold: number }
  /** Whether something holds that is no comparison with one number: two of them together, or one with itself. */
  | { kind: 'condition' }
  /** A number that does not keep proportions. */
  | { kind: 'other' };

/** An expression of one variable. */
export interface MathReading {
  /** The name of the node that it is of. */
  of: string;
  meaning: MathMeaning;
}

const TOKEN =
  /\s*(\$\{[^{}]+\}|\$\w+|(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?|[A-Za-z_]\w*|\*\*|[<>=!]=|&&|\|\||[-+*/%<>!(),])/y;

/**
 * Reads an expression by the grammar of Grafana's mathematics:
 * https://grafana.com/docs/grafana/latest/visualizations/panels-visualizations/query-transform-data/expression-queries/
 * @returns undefined for a text that does not parse, and for one of no variable or of several
 */
export function readMath(text: string): MathReading | undefined {
  const tokens = tokensOf(text);
  const reader = tokens && new MathReader(tokens);
  const meaning = reader?.read();
  const [of, ...others] = reader?.variables ?? [];
  return meaning && of !== undefined && others.length === 0 ? { of, meaning } : undefined;
}

function tokensOf(text: string): string[] | undefined {
  const tokens: string[] = [];
  const rest = text.trimEnd();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < rest.length) {
    const [, token] = TOKEN.exec(rest) ?? [];
    if (token === undefined) {
      return undefined;
    }
    tokens.push(token);
  }
  return tokens;
}

class UnreadableError extends Error {}

const COMPARISONS = ['==', '!=', '<', '<=', '>', '>='];
/** From what binds least to what binds most; of one line the left comes first. */
const LEVELS: ReadonlyArray<readonly string[]> = [['||'], ['&&'], COMPARISONS, ['+', '-'], ['*', '/', '%'], ['**']];

class MathReader {
  readonly variables = new Set<string>();
  private at = 0;

  constructor(private readonly tokens: readonly string[]) {}

  read(): MathMeaning | undefined {
    try {
      const whole = this.binary(0);
      return this.at < this.tokens.length ? undefined : isNumber(whole) ? OTHER : whole;
    } catch (error) {
      if (error instanceof UnreadableError) {
        return undefined;
      }
      throw error;
    }
  }

  private binary(level: number): MathMeaning {
    const operators = LEVELS[level];
    if (!operators) {
      return this.unary();
    }
    let left = this.binary(level + 1);
    for (let op = this.peek(); operators.includes(op); op = this.peek()) {
      this.at += 1;
      left = combined(left, op, this.binary(level + 1));
    }
    return left;
  }

  private unary(): MathMeaning {
    const token = this.next();
    switch (token) {
      case '-':
        return scaled(this.unary(), -1);
      case '!':
        return this.unary().kind === 'condition' ? CONDITION : OTHER;
      case '(':
        return this.closed();
      default:
        return this.operand(token);
    }
  }

  private operand(token: string): MathMeaning {
    const [, braced, bare] = /^\$(?:\{(.+)\}|(\w+))$/s.exec(token) ?? [];
    const name = braced ?? bare;
    if (name !== undefined) {
      this.variables.add(name);
      return { kind: 'linear', factor: 1, offset: 0 };
    }
    if (/^[\d.]/.test(token)) {
      return { kind: 'linear', factor: 0, offset: Number(token) };
    }
    // Functions take one argument or none, and do not keep proportions.
    if (!/^[A-Za-z_]/.test(token) || this.next() !== '(') {
      throw new UnreadableError(token);
    }
    if (this.peek() === ')') {
      this.at += 1;
    } else {
      this.closed();
    }
    return OTHER;
  }

  /** What stands in parentheses, of which the first has been read. */
  private closed(): MathMeaning {
    const inner = this.binary(0);
    if (this.next() !== ')') {
      throw new UnreadableError('(');
    }
    return inner;
  }

  private peek(): string {
    return this.tokens[this.at] ?? '';
  }

  private next(): string {
    const token = this.peek();
    this.at += 1;
    return token;
  }
}

const OTHER: MathMeaning = { kind: 'other' };
const CONDITION: MathMeaning = { kind: 'condition' };

function combined(left: MathMeaning, op: string, right: MathMeaning): MathMeaning {
  if (op === '&&' || op === '||' || left.kind === 'condition' || right.kind === 'condition') {
    return CONDITION;
  }
  if (left.kind !== 'linear' || right.kind !== 'linear') {
    return OTHER;
  }
  const sum = (sign: number): MathMeaning => ({
    kind: 'linear',
    factor: left.factor + sign * right.factor,
    offset: left.offset + sign * right.offset,
  });
  switch (op) {
    case '+':
      return sum(1);
    case '-':
      return sum(-1);
    case '*':
      return isNumber(right) ? scaled(left, right.offset) : isNumber(left) ? scaled(right, left.offset) : OTHER;
    case '/':
      return isNumber(right) && right.offset !== 0 ? scaled(left, 1 / right.offset) : OTHER;
    default:
      return COMPARISONS.includes(op) ? comparison(left.factor - right.factor, right.offset - left.offset) : OTHER;
  }
}

/** Where `factor` times the variable is this number. */
function comparison(factor: number, number: number): MathMeaning {
  // Minus zero is zero.
  const threshold = number / factor + 0;
  return factor !== 0 && Number.isFinite(threshold) ? { kind: 'comparison', threshold } : CONDITION;
}

function isNumber(part: MathMeaning): boolean {
  return part.kind === 'linear' && part.factor === 0;
}

function scaled(part: MathMeaning, by: number): MathMeaning {
  return part.kind === 'linear'
    ? { kind: 'linear', factor: part.factor * by, offset: part.offset * by }
    : part.kind === 'condition'
      ? part
      : OTHER;
}
