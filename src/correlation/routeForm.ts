import { parseTemplate, type TemplatePart } from './templateParts';

/** A route in one spelling for all frameworks: `/products/{}` for `/products/:id`, `/products/<int:id>` and others. */
export function routeForm(route: string): string {
  const form = parseTemplate(route).map(textOf).join('').replace(/\/+$/, '');
  return form === '' ? '/' : form;
}

function textOf(part: TemplatePart): string {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'any':
      return '{}';
    case 'optional':
      return `[${part.parts.map(textOf).join('')}]`;
  }
}
