import { parseTemplate, type TemplatePart } from './templateParts';

/**
 * Whether a path is one of those that a route template stands for, whichever framework wrote it. Queries, a method in
 * front and slashes at either end are passed over.
 */
export function pathFitsRoute(path: string, route: string): boolean {
  const given = `/${path.replace(/[?#].*$/s, '')}`.replace(/^\/+(?=\/)/, '').replace(/\/+$/, '');
  return reached(parseTemplate(route), given, new Set([0])).has(given.length);
}

/**
 * Where in a path one can stand after some parts of a template, coming from any of these places. All ways are followed
 * at once, so that no template makes it slow.
 */
function reached(parts: readonly TemplatePart[], path: string, from: ReadonlySet<number>): ReadonlySet<number> {
  return parts.reduce((places, part) => {
    switch (part.kind) {
      case 'text':
        return new Set([...places].filter((at) => path.startsWith(part.text, at)).map((at) => at + part.text.length));
      case 'optional':
        return new Set([...places, ...reached(part.parts, path, places)]);
      case 'any':
        return withinAny(part, path, places);
    }
  }, from);
}

function withinAny(
  { within, least }: Extract<TemplatePart, { kind: 'any' }>,
  path: string,
  from: ReadonlySet<number>
): Set<number> {
  const places = new Set<number>();
  for (const start of from) {
    const slash = within === 'segment' ? path.indexOf('/', start) : -1;
    const end = slash === -1 ? path.length : slash;
    // Where one has been already, one has been everywhere behind it as well.
    for (let at = start + least; at <= end && !places.has(at); at++) {
      places.add(at);
    }
  }
  return places;
}
