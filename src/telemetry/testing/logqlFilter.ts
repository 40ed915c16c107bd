import { parser } from '@grafana/lezer-logql';
import { unquote } from './promqlText';

type SyntaxNode = ReturnType<typeof parser.parse>['topNode'];

/** Whether a label filter lets labels through, by the meaning that LogQL gives it. */
export function passesFilter(filter: string, labels: Readonly<Record<string, string>>): boolean {
  const text = `{a="b"} | ${filter}`;
  const value = (node: SyntaxNode): boolean => {
    const inner = node.getChildren('LabelFilter').map(value);
    if (node.getChild('And')) {
      return inner.every(Boolean);
    }
    if (node.getChild('Or')) {
      return inner.some(Boolean);
    }
    const matcher = node.getChild('Matcher');
    if (!matcher) {
      return inner[0] ?? false;
    }
    const [name = '', literal = ''] = ['Identifier', 'String'].map((kind) => {
      const child = matcher.getChild(kind);
      return child ? text.slice(child.from, child.to) : '';
    });
    const own = labels[name] ?? '';
    const wanted = unquote(literal);
    const regex = () => new RegExp(`^(?:${wanted})$`, 's').test(own);
    return matcher.getChild('Eq')
      ? own === wanted
      : matcher.getChild('Neq')
        ? own !== wanted
        : matcher.getChild('Re')
          ? regex()
          : !regex();
  };
  let result: boolean | undefined;
  parser.parse(text).iterate({
    enter: (node) => {
      if (node.type.isError) {
        throw new Error(`Not LogQL: ${text}`);
      }
      if (node.name === 'LabelFilter' && result === undefined) {
        result = value(node.node);
      }
    },
  });
  return result ?? true;
}
