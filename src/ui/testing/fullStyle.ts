declare global {
  interface Window {
    /** Set by `jest-setup.js`. */
    styleOfStyleSheets: (element: Element) => CSSStyleDeclaration;
  }
}

/** What style sheets and the element itself say together; `jest-setup.js` leaves the former out of all other tests. */
export function fullStyle(element: Element): CSSStyleDeclaration {
  return window.styleOfStyleSheets(element);
}
