/** Segments that stand for any value: `:id`, `{id}`, `<int:id>`, `[id]`, `*`. */
const PARAMETER = /^(?::.+|\{.+\}|<.+>|\[.+\]|\*)$/;

/** Whether a path is one of those that a route template stands for; queries and trailing slashes aside. */
export function pathFitsRoute(path: string, route: string): boolean {
  const given = segments(path);
  const template = segments(route);
  return (
    given.length === template.length &&
    template.every((segment, i) => segment === given[i] || (PARAMETER.test(segment) && given[i] !== ''))
  );
}

function segments(path: string): string[] {
  return path
    .replace(/[?#].*$/s, '')
    .replace(/\/+$/, '')
    .split('/');
}
